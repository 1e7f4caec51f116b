internal import IndexModel
internal import Registry
internal import Resolution
internal import Rules

/// Who depended on what in one package index of base, found by looking through its version indexes.
///
/// For the first few aliases that somebody asks for, the bytes are searched, and those files alone are read as documents
/// in which a name stands. Whoever asks for more has all files with dependencies read, once.
final class DependencyScan {
  /// So many aliases are searched for, in as many passes at the most.
  static let mostSearches = 8

  private let table: AliasTable
  private let base: Lookup
  private let releases: PackageReleases
  private let workers: Int
  private var files: VersionIndexScan?
  private var searches = 0
  /// Whether there is nothing left to look for.
  private var isComplete = false
  private var asked: Set<String> = []
  /// Ranges by the alias that depends, by the alias that it depends on.
  private var lines: [String: [String: Set<String>]] = [:]
  /// All aliases of a package in a curated index.
  private lazy var aliases = Dictionary(grouping: table.entries, by: \.package)
    .mapValues { $0.map(\.alias) }

  /// - Parameter table: What the aliases stand for.
  init(_ table: AliasTable, _ base: Lookup, _ releases: PackageReleases, workers: Int) {
    self.table = table
    self.base = base
    self.releases = releases
    self.workers = workers
  }

  func dependents(of alias: String) throws -> [Dependent] {
    try search(for: [alias])
    return (lines[alias] ?? [:]).map { Dependent(alias: $0.key, ranges: $0.value.sorted()) }
      .sorted { $0.alias < $1.alias }
  }

  /// Finds the dependents of some aliases in one pass.
  func search(for aliases: some Sequence<String>) throws {
    guard !isComplete else { return }
    let new = Set(aliases).subtracting(asked)
    guard !new.isEmpty else { return }
    searches += new.count
    isComplete = searches > Self.mostSearches
    asked.formUnion(new)
    if isComplete { lines = [:] }
    let words = isComplete ? nil : Set(new.flatMap(words))
    let search = MentionSearch(of: words, by: "dependencies")
    let scan = try files ?? allFiles()
    files = scan
    let read = scan.collect { found, bytes -> ReadPackage? in
      search.mayFind(in: bytes) ? ReadPackage(found, bytes, by: scan) : nil
    }
    for package in read { take(package, targets: isComplete ? nil : new) }
  }

  private func allFiles() throws -> VersionIndexScan {
    guard !table.isEverything else { return try VersionIndexScan(of: base, workers: workers) }
    let packages = Set(table.entries.map(\.package)).compactMap {
      try? PackageID($0, versions: base.context.policy.versioning)
    }
    return try VersionIndexScan(of: packages, in: base, workers: workers)
  }

  /// What stands in a file that names an alias, whether by the alias or by its package.
  private func words(for alias: String) -> [String] {
    [alias, table.package(of: alias)].compactMap { name in
      name?.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) }
    }
  }

  /// - Parameter targets: The aliases that somebody asks for; nil for all.
  private func take(_ package: ReadPackage, targets: Set<String>?) {
    var isNeeded = false
    for alias in table.isEverything ? [package.name] : aliases[package.name] ?? [] {
      for release in package.releases where release.stage != .revoked {
        for edge in release.edges {
          let target = table.alias(for: edge.target, from: alias)
          guard targets?.contains(target) ?? true else { continue }
          lines[target, default: [:]][alias, default: []].insert(edge.rangeText)
          isNeeded = true
        }
      }
    }
    if isNeeded { releases.remember(package.name, package.releases) }
  }
}
