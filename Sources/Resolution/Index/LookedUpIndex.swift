internal import IndexModel
public import Registry

/// A package index of a registry whose files are read when they are asked for.
///
/// Nothing is marked as unmet in it: a solver finds that out itself.
public struct LookedUpIndex: IndexSource {
  private let table: AliasTable
  private let lookup: Lookup

  public init(_ table: AliasTable, _ lookup: Lookup) {
    self.table = table
    self.lookup = lookup
  }

  public func alias(for target: String, from dependent: String) throws -> String? {
    table.alias(for: target, from: dependent)
  }

  public func entry(_ alias: String) throws -> IndexEntry? {
    try table.package(of: alias).flatMap { try lookup.soundVersionIndex($0) }
      .map { IndexEntry(alias, $0) }
  }
}
