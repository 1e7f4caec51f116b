internal import IndexModel
internal import Registry
package import Resolution

/// A package index of which everything is known, and nothing was published before.
final class WholeIndex: ClosureSource {
  let table: AliasTable
  private let packages: [String: [ReleaseNode]]
  private let context: Context
  /// All aliases, by their bytes.
  let aliases: [String]
  /// Who depends on a target, by the target's folded name: numbers of aliases. The lines that they make are made when
  /// they are asked for; a large registry has too many to keep.
  private var dependents: [String: [Int32]] = [:]

  /// - Parameter packages: The releases of every package, ascending.
  init(_ table: AliasTable, _ packages: [String: [ReleaseNode]], _ context: Context) {
    self.table = table
    self.packages = packages
    self.context = context
    aliases =
      table.isEverything
      ? packages.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      : table.entries.filter { packages[$0.package] != nil }.map(\.alias)
    for (number, alias) in aliases.enumerated() {
      for list in entries(of: alias).keys {
        dependents[list.target, default: []].append(Int32(number))
      }
    }
  }

  /// The lines that an alias makes in the lists of what it depends on.
  private func entries(of alias: String) -> [Dependents: DependentEntry] {
    guard let releases = try? releases(of: alias) else { return [:] }
    return Dependents.entries(of: alias, releases, by: table)
  }

  /// The targets that somebody depends on.
  var targets: [Dependents] {
    dependents.keys.map { Dependents(of: $0, in: table.name) }
  }

  /// The lines of a list.
  func entries(of list: Dependents) -> [DependentEntry] {
    (dependents[list.target] ?? []).compactMap { entries(of: aliases[Int($0)])[list] }
  }

  // MARK: Closure

  func releases(of alias: String) throws -> [ReleaseNode]? {
    table.package(of: alias).flatMap { packages[$0] }
  }

  func before(_ alias: String) throws -> [MarkedRelease]? { nil }

  func dependents(of alias: String) throws -> [Dependent] {
    entries(of: Dependents(of: alias, in: table.name)).compactMap(Dependent.init)
  }

  func alias(for target: String, from dependent: String) throws -> String {
    table.alias(for: target, from: dependent)
  }

  func range(_ text: String) -> VersionRange? {
    try? VersionRange(text, scheme: context.policy.versioning)
  }
}

extension Dependent {
  /// The alias that a line is about; nil for the line of an index.
  package init?(_ entry: DependentEntry) {
    guard case .package(let alias, let ranges) = entry else { return nil }
    self.init(alias: alias, ranges: ranges)
  }
}
