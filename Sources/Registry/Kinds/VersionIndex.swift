public import IndexModel
public import JSONText

/// `packages/<project>/<package>.json`: the releases of one package, and who owns it.
public struct VersionIndex: Sendable {
  public let id: PackageID
  public let title: String?
  public let description: String?
  public let owners: [Reference]
  public let authors: [Reference]
  public let keywords: [String]
  public let license: Reference?
  public let deprecated: Deprecation?
  public let sharing: Sharing?
  public let votePolicy: Placed<VotePolicy>?
  /// In the order of the file.
  public let releases: [Release]
  /// The object `metadata`, where findings about the package as a whole point.
  public let node: JSONDocument.Node

  /// The projects under which a package is listed beside its own.
  public struct Sharing: Sendable {
    public let isEnabled: Bool
    /// Project names, or `*` for all.
    public let projects: [Reference]
  }

  /// The version that a client gets who asks for the latest of a stage: the highest that is not a
  /// pre-release, else the highest pre-release; nil where the stage has no release.
  public func latest(_ stage: Stage) -> Release? {
    let candidates = releases.filter { $0.stage == stage }
    let stable = candidates.filter { !$0.version.isPrerelease }
    return (stable.isEmpty ? candidates : stable).max { $0.version < $1.version }
  }
}

/// A word of warning about a package or a release that is still served.
public struct Deprecation: Sendable {
  public let message: String
  public let replacedBy: Reference?
}

/// One version of a package.
///
/// A class, like its files: a score of rules looks at each, and a copy would touch all of its parts every time.
public final class Release: Sendable {
  public let version: Version
  public let stage: Stage
  public let cid: Reference?
  public let published: Timestamp?
  public let publishedNode: JSONDocument.Node?
  public let files: [File]
  public let dependencies: [Dependency]
  /// Where it differs from the package's.
  public let license: Reference?
  public let votePolicy: Placed<VotePolicy>?
  public let votes: [Vote]
  public let promotion: Promotion?
  public let revocation: Revocation?
  public let deprecated: Deprecation?
  /// The object in `releases`.
  public let node: JSONDocument.Node
  public let versionNode: JSONDocument.Node
  public let stageNode: JSONDocument.Node

  init(
    version: Version, stage: Stage, cid: Reference?, published: Timestamp?,
    publishedNode: JSONDocument.Node?, files: [File], dependencies: [Dependency],
    license: Reference?, votePolicy: Placed<VotePolicy>?, votes: [Vote], promotion: Promotion?,
    revocation: Revocation?, deprecated: Deprecation?, node: JSONDocument.Node,
    versionNode: JSONDocument.Node, stageNode: JSONDocument.Node
  ) {
    self.version = version
    self.stage = stage
    self.cid = cid
    self.published = published
    self.publishedNode = publishedNode
    self.files = files
    self.dependencies = dependencies
    self.license = license
    self.votePolicy = votePolicy
    self.votes = votes
    self.promotion = promotion
    self.revocation = revocation
    self.deprecated = deprecated
    self.node = node
    self.versionNode = versionNode
    self.stageNode = stageNode
  }

  /// Why a release was revoked.
  public struct Revocation: Sendable {
    public let reason: String
    public let message: String
    public let replacedBy: Reference?
    public let node: JSONDocument.Node
  }

  /// What one identity says of a candidate.
  public struct Vote: Sendable {
    public let voter: Reference
    /// 1 for, 0 neither, −1 against.
    public let value: Int
    public let comment: String?
    public let node: JSONDocument.Node
  }

  /// How the release left its candidacy: the policy that was met, and how the votes fell.
  public struct Promotion: Sendable {
    public let policy: VotePolicy
    public let binding: Int
    public let votesFor: Int
    public let votesAgainst: Int
    public let node: JSONDocument.Node
  }

  /// A file of a release.
  public final class File: Sendable {
    public let name: String
    public let role: Role
    public let location: Location
    public let size: Int?
    public let mediaType: String?
    /// The file that a signature or checksum is about.
    public let of: Reference?
    /// `<handle>:<fingerprint>` of the key that signed.
    public let key: Reference?
    public let node: JSONDocument.Node
    public let nameNode: JSONDocument.Node

    init(
      name: String, role: Role, location: Location, size: Int?, mediaType: String?, of: Reference?,
      key: Reference?, node: JSONDocument.Node, nameNode: JSONDocument.Node
    ) {
      self.name = name
      self.role = role
      self.location = location
      self.size = size
      self.mediaType = mediaType
      self.of = of
      self.key = key
      self.node = node
      self.nameNode = nameNode
    }

    public enum Role: String, Hashable, Sendable, CaseIterable {
      case archive, signature, checksum, sbom, provenance, changelog, plugin, other
    }

    /// Where the bytes are.
    public enum Location: Sendable {
      case url(Reference, SHA256Digest)
      /// In the registry, relative to the package's folder.
      case carried(Reference)
    }
  }

  /// An edge of the dependency graph, as declared.
  public struct Dependency: Sendable {
    /// An alias of the index, or `<project>/<package>`.
    public let target: String
    public let range: Reference?
    public let use: Use
    public let isOptional: Bool
    public let node: JSONDocument.Node

    public enum Use: String, Hashable, Sendable, CaseIterable {
      case runtime, build, dev
    }
  }

  /// When the release was published, with its place.
  public var publication: Placed<Timestamp>? {
    guard let published, let publishedNode else { return nil }
    return Placed(value: published, node: publishedNode)
  }

  /// The archives that stand at a URL, with their digests.
  public var archiveDigests: [SHA256Digest] {
    files.compactMap { file in
      guard file.role == .archive, case .url(_, let digest) = file.location else { return nil }
      return digest
    }
  }
}
