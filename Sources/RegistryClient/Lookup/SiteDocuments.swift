public import IndexModel
internal import JSONText
internal import Registry
public import Site

/// Finds the documents of a published tree that people name.
///
/// ```swift
/// let documents = SiteDocuments(try .at("https://registry.example.org/"))
/// let release = try documents.document(for: PackageQuery("acme/libfoo@latest"))
/// ```
public struct SiteDocuments: Sendable {
  let site: SiteReader

  public init(_ site: SiteReader) { self.site = site }

  /// The document of a package or of a release; nil where there is none.
  public func document(for query: PackageQuery) throws -> SiteDocument? {
    let paths = Self.paths(of: query)
    for (path, answer) in zip(paths, try site.readAll(paths.map { SiteReader.Request($0) })) {
      if case .bytes(let bytes) = answer { return SiteDocument(path: path, bytes: bytes) }
    }
    return nil
  }

  /// Where a document may stand, the place that counts first: a release's stage is part of its path.
  private static func paths(of query: PackageQuery) -> [SitePath] {
    let owner = SiteLayout.Owner.package(query.package)
    let stages: [Stage] = [.current, .candidate, .revoked]
    return switch query.wanted {
    case .package: [SiteLayout.versionIndex(query.package)]
    case .latest: stages.map { SiteLayout.latest($0, owner) }
    case .version(let version): stages.map { SiteLayout.release($0, owner, version) }
    }
  }

  /// The latest release of a package, as it is asked for; nil where there is none.
  public func latest(of package: PackageID) throws -> String? {
    guard let found = try document(for: PackageQuery(package, .latest)) else { return nil }
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(found.bytes, limits: limits).document,
      let version = document.node(at: ["metadata", "version"]).flatMap(document.string)
    else { return nil }
    return "\(package)@\(version)"
  }

  /// What was probably meant by a query that found nothing; nil where nothing is near.
  public func suggestion(for query: PackageQuery) throws -> String? {
    if let versions = try versions(of: query.package) {
      guard case .version(let version) = query.wanted else { return nil }
      return Likeness.closest(to: version.text, among: versions).map { "\(query.package)@\($0)" }
    }
    let (project, name) = (query.package.project.text, query.package.name.text)
    let packages = try names(near: name, in: .packagesOf(project: project))
    guard packages.isEmpty else {
      return Likeness.closest(to: name, among: packages).map {
        $0.utf8.contains(UInt8(ascii: "/")) ? $0 : "\(project)/\($0)"
      }
    }
    let projects = try names(near: project, in: .projects)
    return Likeness.closest(to: project, among: projects).map { "\($0)/\(name)" }
  }

  /// The versions of a package; nil where there is no such package.
  private func versions(of package: PackageID) throws -> [String]? {
    guard let bytes = try site.read(SiteLayout.versionIndex(package)) else { return nil }
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document,
      let releases = document.node(at: ["spec", "releases"])
    else { return [] }
    return document.elements(of: releases).compactMap { release in
      document.member("version", of: release).flatMap(document.string)
    }
  }

  /// The names of the list's part in which a name would stand: one part, however long the list is.
  private func names(near name: String, in list: List) throws -> [String] {
    guard let wanted = ListEntry(List.Entry(["name": name]), in: list) else { return [] }
    let reader = TrieReader(ListFormat(list: list)) { try site.read($0) }
    return try reader.node(holding: wanted).entries.map(\.id)
  }
}
