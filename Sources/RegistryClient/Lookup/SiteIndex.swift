public import IndexModel
internal import JSONText
internal import Registry
public import Resolution
internal import Site

/// A package index as a site has it. What is not asked for is not loaded.
public struct SiteIndex: IndexSource {
  public let name: String
  /// The name of the registry.
  public let registry: String
  public let versioning: VersionScheme
  private let site: SiteReader

  /// - Throws: ``SiteError/noSite(_:)`` where the place has no entry document of ours.
  public init(_ name: String, of site: SiteReader) throws {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let bytes = try site.read(SiteLayout.index),
      let entry = JSONDocument.read(bytes, limits: limits).document,
      let registry = entry.node(at: ["metadata", "name"]).flatMap({ entry.string($0) })
    else { throw SiteError.noSite(site.place) }
    self.name = name
    self.site = site
    self.registry = registry
    versioning =
      entry.node(at: ["versioning"]).flatMap { entry.string($0) }
      .flatMap(VersionScheme.init(rawValue:)) ?? .semver
  }

  public func entry(_ alias: String) throws -> IndexEntry? {
    // A stranger's alias need not be a name that a document can have, and the list of aliases is no alias.
    guard SitePath(alias) != nil, alias != "index",
      let bytes = try site.read(SiteLayout.indexEntry(name, alias))
    else { return nil }
    return try IndexEntryDocument.read(bytes, of: alias, in: name, versions: versioning)
  }

  public func alias(for target: String, from dependent: String) throws -> String? {
    let everything = AliasTable.everything
    if name == everything.name { return everything.alias(for: target, from: dependent) }
    guard target.utf8.contains(UInt8(ascii: "/")) else { return target }
    // The package itself says under which aliases indexes hold it.
    // The list is of all whose names are folded alike, so each is asked what it stands for.
    return try holders(of: target).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .first { try entry($0)?.package == target }
  }

  /// The aliases under which this index holds a package.
  private func holders(of package: String) throws -> [String] {
    guard SitePath(package) != nil else { return [] }
    let list = Dependents(of: package, in: AliasTable.everything.name)
    let reader = TrieReader(DependentsFormat(list)) { try site.read($0) }
    let wanted = DependentEntry.holder(packageIndex: name, alias: "")
    return try reader.entries(below: reader.node(holding: wanted)).compactMap { entry in
      guard case .holder(name, let alias) = entry else { return nil }
      return alias
    }
  }

  /// Whether the site has the index at all.
  public func exists() throws -> Bool {
    guard SitePath(name) != nil else { return false }
    return try site.read(SiteLayout.aliasList(of: name).path("")) != nil
  }
}
