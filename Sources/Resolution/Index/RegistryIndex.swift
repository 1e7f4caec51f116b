public import Registry

/// A package index as the files of a registry have it, built or not.
public struct RegistryIndex: IndexSource {
  private let table: AliasTable
  private let lookup: Lookup

  public init(_ table: AliasTable, _ lookup: Lookup) {
    self.table = table
    self.lookup = lookup
  }

  public func alias(for target: String, from dependent: String) -> String? {
    table.alias(for: target, from: dependent)
  }

  public func entry(_ alias: String) throws -> IndexEntry? {
    try table.package(of: alias).flatMap { try lookup.soundVersionIndex($0) }
      .map { IndexEntry(alias, $0) }
  }
}
