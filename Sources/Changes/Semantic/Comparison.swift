public import Diagnostics
public import IndexModel
internal import Registry

/// Two states of a registry, and what the way from one to the other does.
///
/// Only files whose object ids differ are read, and what belongs to them: the version index beside
/// a carried file.
public struct Comparison: Sendable {
  public let base: State
  public let head: State
  /// Every path that differs, in order.
  public let paths: [TreeChange]
  /// What happens, by path and position. Each path that differs is in at least one of them.
  public let changes: [Change]
  /// What nobody may do, whoever agrees: published releases altered, things removed.
  public let violations: [Diagnostic]
  let moves: [ReleaseMove]

  public init(_ base: any Snapshot, _ head: any Snapshot) throws(SnapshotError) {
    let listings = Listings()
    self.base = try State(base, listings: listings)
    self.head = try State(head, listings: listings)
    paths = try TreeChange.between(base, head)
    let pairs = FilePair.pairs(
      of: paths, base: self.base.context.layout, head: self.head.context.layout)
    var ledger = Ledger()
    let resources = ResourceComparison(base: self.base, head: self.head)
    for pair in pairs { try resources.compare(pair, into: &ledger) }
    for package in try Self.packages(pairs, self.base, self.head) {
      try package.compare(into: &ledger)
    }
    changes = ledger.changes.sorted()
    violations = ledger.violations.sorted()
    moves = ledger.moves
  }

  /// The packages that files of these pairs belong to, in order of their names.
  private static func packages(
    _ pairs: [FilePair], _ base: State, _ head: State
  ) throws(SnapshotError) -> [PackageComparison] {
    var indexes: [Name: FilePair] = [:]
    var companions: [Name: [FilePair]] = [:]
    for pair in pairs {
      switch pair.place {
      case .versionIndex(let project, let name): indexes[Name(project, name)] = pair
      case .companion(let project, let name, _):
        companions[Name(project, name), default: []].append(pair)
      default: break
      }
    }
    let names = Set(indexes.keys).union(companions.keys).sorted()
    var packages: [PackageComparison] = []
    for name in names {
      let carried = companions[name, default: []]
      let touched = indexes[name]
      let untouched =
        touched == nil ? try index(beside: carried, of: name, base, head) : nil
      packages.append(
        PackageComparison(
          base: base, head: head, project: name.project, name: name.package,
          index: touched ?? untouched,
          isIndexTouched: touched != nil, companions: carried))
    }
    return packages
  }

  /// The version index, which is the same on both sides, beside carried files that differ.
  private static func index(
    beside companions: [FilePair], of name: Name, _ base: State, _ head: State
  ) throws(SnapshotError) -> FilePair? {
    func located(
      _ companion: FilePair.Located?, _ file: String, _ state: State
    ) throws(SnapshotError) -> FilePair.Located? {
      guard let companion else { return nil }
      let folder = companion.path.bytes.dropLast(file.utf8.count + 1)
      let path = RepositoryPath(bytes: folder + Array(".json".utf8))
      return try state.lookup.entry(at: path).map { FilePair.Located(path: path, entry: $0) }
    }
    var old: FilePair.Located?
    var new: FilePair.Located?
    for pair in companions {
      guard case .companion(_, _, let file) = pair.place else { continue }
      if old == nil { old = try located(pair.old ?? pair.new, file, base) }
      if new == nil { new = try located(pair.new ?? pair.old, file, head) }
    }
    guard old != nil || new != nil else { return nil }
    return FilePair(
      place: .versionIndex(project: name.project, name: name.package), old: old, new: new)
  }

  private struct Name: Hashable, Comparable {
    let project: String
    let package: String

    init(_ project: String, _ package: String) {
      self.project = project
      self.package = package
    }

    static func < (left: Name, right: Name) -> Bool {
      (left.project, left.package) < (right.project, right.package)
    }
  }
}
