public import IndexModel
public import Registry

/// The curated package indexes of a registry, and which of them hold a package.
public struct Memberships: Sendable {
  public let curated: [AliasTable]
  private let holders: [String: [Membership]]

  /// A package under an alias.
  public struct Membership: Sendable {
    public let table: AliasTable
    public let alias: String
  }

  /// The sound indexes of a registry.
  public init(_ lookup: Lookup) throws(SnapshotError) {
    var curated: [AliasTable] = []
    for entry in try lookup.entries(of: "index/package-indexes") {
      let path = RepositoryPath("index/package-indexes").appending(entry.name)
      guard
        case .packageIndex(let name) = SourcePlace(path, layout: lookup.context.layout),
        let table = try lookup.aliases(of: name)
      else { continue }
      curated.append(table)
    }
    self.init(curated)
  }

  public init(_ curated: [AliasTable]) {
    var holders: [String: [Membership]] = [:]
    for table in curated {
      for (alias, package) in table.entries {
        holders[package, default: []].append(Membership(table: table, alias: alias))
      }
    }
    self.curated = curated
    self.holders = holders
  }

  /// Where a package stands: in the index of every package, and in those that hold it.
  public func all(of package: String) -> [Membership] {
    [Membership(table: .everything, alias: package)] + holding(package)
  }

  /// Where a package stands beside the index of every package.
  public func holding(_ package: String) -> [Membership] { holders[package] ?? [] }
}
