public import IndexModel
public import Resolution
internal import Site

/// Who depends on what, as a site has it.
public struct SiteDependents: Sendable {
  /// The commit that the site is of; nil if it names none.
  public let commit: ObjectID?
  private let site: SiteReader

  /// - Throws: ``SiteError/noSite(_:)`` where the place has no entry document.
  public init(_ site: SiteReader) throws {
    guard let entry = try site.read(SiteLayout.index) else { throw SiteError.noSite(site.place) }
    commit = PublishedGeneration(entry)?.commit
    self.site = site
  }

  /// Those whose releases depend on an alias of a package index, and on others whose names fold alike.
  public func dependents(of alias: String, in packageIndex: String) throws -> [Dependent] {
    try entries(of: alias, in: packageIndex).compactMap(Dependent.init)
  }

  /// The curated package indexes that hold a package.
  public func holders(of package: String) throws -> [String] {
    try entries(of: package, in: AliasTable.everything.name).compactMap { entry in
      guard case .holder(let packageIndex, _) = entry else { return nil }
      return packageIndex
    }
  }

  private func entries(of target: String, in packageIndex: String) throws -> [DependentEntry] {
    // What a stranger depends on need not be a name that a document can have.
    guard SitePath(target) != nil else { return [] }
    return try Dependents(of: target, in: packageIndex).entries { try site.read($0) }
  }
}
