internal import IndexModel
internal import Registry
internal import Resolution

/// A package index as it was in base and as it is in head.
final class ChangedIndex: ClosureSource {
  /// What the aliases stand for now.
  let table: AliasTable
  /// The aliases that changed, in order.
  let changed: [String]
  private let head: Lookup
  private let store: PackageReleases
  /// What was met in base.
  let marks: BaseMarks
  private let others: (_ alias: String) throws -> [Dependent]
  private let touched: TouchedPackages
  /// What the touched packages depend on now: ranges by the alias that depends, by the alias that it depends on.
  private var own: [String: [String: Set<String>]] = [:]

  /// - Parameter others: Who depended on an alias in base, by what the aliases stand for now.
  init(
    _ table: AliasTable, changed: some Sequence<String>, _ head: Lookup,
    _ touched: TouchedPackages, _ store: PackageReleases, _ marks: BaseMarks,
    others: @escaping (_ alias: String) throws -> [Dependent]
  ) {
    self.table = table
    self.changed = changed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.head = head
    self.touched = touched
    self.store = store
    self.marks = marks
    self.others = others
    for alias in self.changed {
      guard let releases = table.package(of: alias).flatMap({ touched.all[$0]?.after }) else {
        continue
      }
      for release in releases where release.stage != .revoked {
        for edge in release.edges {
          let target = table.alias(for: edge.target, from: alias)
          own[target, default: [:]][alias, default: []].insert(edge.rangeText)
        }
      }
    }
  }

  func releases(of alias: String) throws -> [ReleaseNode]? {
    try table.package(of: alias).flatMap(store.after)
  }

  func before(_ alias: String) throws -> [MarkedRelease]? { try marks.releases(of: alias) }

  func dependents(of alias: String) throws -> [Dependent] {
    let untouched = try others(alias).filter { dependent in
      table.package(of: dependent.alias).map { touched.all[$0] == nil } ?? false
    }
    let own = (own[alias] ?? [:]).map { Dependent(alias: $0.key, ranges: $0.value.sorted()) }
    return (untouched + own).sorted { $0.alias < $1.alias }
  }

  func alias(for target: String, from dependent: String) -> String {
    table.alias(for: target, from: dependent)
  }

  func range(_ text: String) -> VersionRange? {
    try? VersionRange(text, scheme: head.context.policy.versioning)
  }
}
