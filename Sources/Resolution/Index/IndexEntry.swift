public import IndexModel

/// What a package index says of one alias: its package's releases, as far as a resolver needs them.
public struct IndexEntry: Hashable, Sendable {
  public let alias: String
  /// `<project>/<package>`
  public let package: String
  /// Ascending.
  public let releases: [IndexedRelease]

  public init(alias: String, package: String, releases: [IndexedRelease]) {
    self.alias = alias
    self.package = package
    self.releases = releases
  }
}

/// What a resolver needs to know of a release.
public struct IndexedRelease: Hashable, Sendable {
  public let version: Version
  public let stage: Stage
  public let published: Timestamp?
  public let cid: String?
  /// That of its archive.
  public let sha256: SHA256Digest?
  /// By the bytes of their targets.
  public let edges: [Edge]
  /// The targets of binding edges that nothing in the index meets: with one of them, the release is
  /// part of no solution.
  public let unmet: [String]

  public init(
    version: Version, stage: Stage = .current, published: Timestamp? = nil, cid: String? = nil,
    sha256: SHA256Digest? = nil, edges: [Edge] = [], unmet: [String] = []
  ) {
    self.version = version
    self.stage = stage
    self.published = published
    self.cid = cid
    self.sha256 = sha256
    self.edges = edges
    self.unmet = unmet
  }
}
