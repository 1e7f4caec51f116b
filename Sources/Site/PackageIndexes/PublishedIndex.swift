package import IndexModel
internal import Registry
internal import Resolution

/// A package index as it was published, and as it is to be.
final class PublishedIndex: ClosureSource {
  private let table: AliasTable
  private let new: Lookup
  private let site: (SitePath) throws -> [UInt8]?
  private let upcoming: (SitePath) throws -> [UInt8]?
  private var known: [String: [Dependent]] = [:]

  /// - Parameters:
  ///   - table: What the aliases stand for now.
  ///   - site: The documents that are published.
  ///   - upcoming: Those that will be; the lists of dependents are up to date already.
  init(
    _ table: AliasTable, _ new: Lookup, site: @escaping (SitePath) throws -> [UInt8]?,
    upcoming: @escaping (SitePath) throws -> [UInt8]?
  ) {
    self.table = table
    self.new = new
    self.site = site
    self.upcoming = upcoming
  }

  func releases(of alias: String) throws -> [ReleaseNode]? {
    try table.package(of: alias).flatMap { try new.soundVersionIndex($0) }.map(ReleaseNode.all)
  }

  func before(_ alias: String) throws -> [MarkedRelease]? {
    guard let bytes = try site(SiteLayout.indexEntry(table.name, alias)) else { return nil }
    return try IndexEntryDocument.read(
      bytes, of: alias, in: table.name, versions: new.context.policy.versioning
    ).releases.map { MarkedRelease(ReleaseNode($0), unmet: $0.unmet) }
  }

  func dependents(of alias: String) throws -> [Dependent] {
    if let known = known[alias] { return known }
    let list = Dependents(of: alias, in: table.name)
    let found = try list.entries(upcoming).compactMap(Dependent.init)
    known[alias] = found
    return found
  }

  func alias(for target: String, from dependent: String) throws -> String {
    table.alias(for: target, from: dependent)
  }

  func range(_ text: String) -> VersionRange? {
    try? VersionRange(text, scheme: new.context.policy.versioning)
  }
}

extension Dependents {
  /// All lines of the list in a site.
  package func entries(_ site: @escaping (SitePath) throws -> [UInt8]?) throws -> [DependentEntry] {
    let reader = TrieReader(DependentsFormat(self), read: site)
    return try reader.entries(below: reader.root())
  }
}
