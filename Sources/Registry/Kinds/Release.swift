public import IndexModel
public import JSONText

/// One version of a package.
///
/// A class, like its files: every check walks over all releases, and should not copy one.
public final class Release: Sendable {
  public let version: Version
  public let stage: Stage
  public let cid: Reference?
  /// When the release was published.
  public let publication: Placed<Timestamp>?
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

  /// Reads a release; nil without a version and a stage, after reporting what is wrong with its files all the same.
  init?(_ node: JSONDocument.Node, in decoding: inout Decoding) {
    files = decoding.elements("files", of: node).compactMap { File($0, in: &decoding) }
    decoding.checkPackaging(of: decoding.member("connector", of: node))
    guard let version = decoding.reference("version", of: node),
      let stage = decoding.reference("stage", of: node),
      let number = try? Version(version.text, scheme: decoding.versions),
      let step = Stage(rawValue: stage.text)
    else { return nil }
    self.node = node
    self.version = number
    self.stage = step
    versionNode = version.node
    stageNode = stage.node
    cid = decoding.reference("cid", of: node)
    publication = decoding.time("published", of: node)
    license = decoding.reference("license", of: node)
    dependencies = decoding.members("dependencies", of: node).map {
      decoding.dependency(on: $0.key, $0.value)
    }
    votePolicy = decoding.votePolicy(of: node)
    votes = decoding.elements("votes", of: node).compactMap { decoding.vote($0) }
    promotion = decoding.member("promotion", of: node).map { decoding.promotion($0) }
    revocation = decoding.member("revocation", of: node).flatMap { decoding.revocation($0) }
    deprecated = decoding.deprecation(of: node)
  }

  public var published: Timestamp? { publication?.value }

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

    /// Reads a file; nil without a name, a role and a place.
    init?(_ node: JSONDocument.Node, in decoding: inout Decoding) {
      let place = decoding.location(of: node)
      guard let name = decoding.reference("name", of: node), let place,
        let role = decoding.string("role", of: node).flatMap(Role.init(rawValue:))
      else { return nil }
      self.node = node
      self.name = name.text
      self.role = role
      nameNode = name.node
      location = place
      size = decoding.integer("size", of: node)
      mediaType = decoding.string("mediaType", of: node)
      of = decoding.reference("of", of: node)
      key = decoding.reference("key", of: node)
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
    public let range: Range?
    public let use: DependencyUse
    public let isOptional: Bool
    public let node: JSONDocument.Node

    /// Which versions will do, as stated.
    public struct Range: Sendable {
      public let text: String
      public let node: JSONDocument.Node
      /// What the text means; nil where it means nothing, as the rule `dependency-range` then says.
      public let parsed: VersionRange?
    }
  }
}
