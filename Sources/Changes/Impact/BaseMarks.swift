internal import IndexModel
internal import Registry
internal import Resolution

/// What of a package index was met in base, found for those who are asked for and all that they need.
///
/// Whether a release is met depends on what it needs and on nothing else, so what is found that way is what the closure
/// of the whole index would say.
final class BaseMarks {
  /// What the aliases stood for.
  let table: AliasTable
  private let base: Lookup
  private let releases: PackageReleases
  private var known: [String: [MarkedRelease]?] = [:]

  init(_ table: AliasTable, _ base: Lookup, _ releases: PackageReleases) {
    self.table = table
    self.base = base
    self.releases = releases
  }

  /// The releases that an alias had, with what nothing met; nil where it was not there.
  func releases(of alias: String) throws -> [MarkedRelease]? {
    if let known = known[alias] { return known }
    let needs = try Needs(of: alias, in: table, releases, beside: known)
    let source = Source(table, base, needs, known)
    let marks = try Closure.marks(of: needs.releases.keys.sorted(), in: source)
    for (alias, releases) in needs.releases {
      known[alias] = .some(
        releases.map { releases in
          zip(releases, marks[alias] ?? []).map { MarkedRelease($0, unmet: $1) }
        })
    }
    return known[alias] ?? nil
  }

  /// The versions of a package that were met under an alias, or where that did not stand for it, under any.
  func versions(of package: String, metUnder alias: String) throws -> Set<String> {
    let aliases =
      table.package(of: alias) == package
      ? [alias] : table.entries.filter { $0.package == package }.map(\.alias)
    return Set(
      try aliases.flatMap { try releases(of: $0) ?? [] }
        .filter { $0.unmet.isEmpty && $0.release.stage != .revoked }
        .map(\.release.version.text))
  }

  /// An alias with all that it needs, and what these need.
  private struct Needs {
    private(set) var releases: [String: [ReleaseNode]?] = [:]
    /// Ranges by the alias that depends, by the alias that it depends on.
    private(set) var dependents: [String: [String: Set<String>]] = [:]

    init(
      of alias: String, in table: AliasTable, _ store: PackageReleases,
      beside known: [String: [MarkedRelease]?]
    ) throws {
      var wanted: Set<String> = [alias]
      while !wanted.isEmpty {
        try store.load(wanted.compactMap(table.package))
        var next: Set<String> = []
        for alias in wanted {
          let found = try table.package(of: alias).flatMap(store.before)
          releases[alias] = .some(found)
          for release in found ?? [] {
            for edge in release.edges where edge.binds {
              let target = table.alias(for: edge.target, from: alias)
              dependents[target, default: [:]][alias, default: []].insert(edge.rangeText)
              next.insert(target)
            }
          }
        }
        wanted = next.filter { releases[$0] == nil && known[$0] == nil }
      }
    }
  }

  /// These needs, come from nothing beside what is known already.
  private struct Source: ClosureSource {
    private let table: AliasTable
    private let base: Lookup
    private let needs: Needs
    private let known: [String: [MarkedRelease]?]

    init(
      _ table: AliasTable, _ base: Lookup, _ needs: Needs, _ known: [String: [MarkedRelease]?]
    ) {
      self.table = table
      self.base = base
      self.needs = needs
      self.known = known
    }

    func releases(of alias: String) -> [ReleaseNode]? { needs.releases[alias] ?? nil }
    func before(_ alias: String) -> [MarkedRelease]? { known[alias] ?? nil }

    func dependents(of alias: String) -> [Dependent] {
      (needs.dependents[alias] ?? [:]).map { Dependent(alias: $0.key, ranges: $0.value.sorted()) }
    }

    func alias(for target: String, from dependent: String) -> String {
      table.alias(for: target, from: dependent)
    }

    func range(_ text: String) -> VersionRange? {
      try? VersionRange(text, scheme: base.context.policy.versioning)
    }
  }
}
