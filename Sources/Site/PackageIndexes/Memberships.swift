internal import IndexModel
internal import Registry
internal import Resolution

/// The curated package indexes of a registry, and which of them hold a package.
struct Memberships: Sendable {
  let curated: [AliasTable]
  private let holders: [String: [Membership]]

  /// A package under an alias.
  struct Membership: Sendable {
    let table: AliasTable
    let alias: String
  }

  init(_ lookup: Lookup) throws(SnapshotError) {
    var curated: [AliasTable] = []
    for entry in try lookup.entries(of: "index/package-indexes") {
      let path = RepositoryPath("index/package-indexes").appending(entry.name)
      guard
        case .packageIndex(let name) = SourcePlace(path, layout: lookup.context.layout),
        let table = try lookup.aliases(of: name)
      else { continue }
      curated.append(table)
    }
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
  func all(of package: String) -> [Membership] {
    [Membership(table: .everything, alias: package)] + (holders[package] ?? [])
  }
}
