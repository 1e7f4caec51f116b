public import IndexModel
public import JSONText
public import Registry

/// A release that is to be, as its author describes it.
///
/// Texts stand as they were given: whether they are what they should be is for the review to say,
/// in the words of the rules.
public struct NewRelease: Sendable {
  public let version: Version
  public var stage: Stage
  public var cid: String?
  public var published: String?
  public var files: [NewFile]
  /// What the release needs, by alias or `<project>/<package>`, with the range of versions.
  public var dependencies: [(target: String, range: String)] = []
  public var source = Source()
  public var notes: String?

  /// What a release was made from.
  public struct Source: Hashable, Sendable {
    public var repository: String?
    public var tag: String?
    public var commit: String?

    public init(repository: String? = nil, tag: String? = nil, commit: String? = nil) {
      self.repository = repository
      self.tag = tag
      self.commit = commit
    }
  }

  public init(_ version: Version, stage: Stage, files: [NewFile]) {
    self.version = version
    self.stage = stage
    self.files = files
  }

  /// The element of `releases`, its keys in the canonical order.
  public func value(versions: VersionScheme) -> JSONValue {
    var members: [JSONValue.Member] = []
    members.add("version", version.text as String?)
    members.add("stage", stage.rawValue as String?)
    members.add("cid", cid)
    members.add("published", published)
    members.add("files", files.isEmpty ? nil : .array(files.map(\.value)))
    members.add("dependencies", dependencies.map { JSONValue.Member($0.target, .string($0.range)) })
    var source: [JSONValue.Member] = []
    source.add("repository", self.source.repository)
    source.add("tag", self.source.tag)
    source.add("commit", self.source.commit)
    members.add("source", source)
    members.add("notes", notes)
    return JSONValue.object(members).ordered(by: Kind.releaseSchema, versions: versions)
  }
}

/// A file of a release that is to be.
public struct NewFile: Sendable {
  /// The name at the coordinate.
  public var name: String
  public var role: Release.File.Role
  public var location: Location
  /// In bytes; nil where nobody has counted, and for a carried file, whose bytes are there to
  /// count.
  public var size: Int?
  public var mediaType: String?
  /// The file that a signature or checksum is about.
  public var of: String?
  /// `<handle>:<fingerprint>` of the key that signed.
  public var key: String?

  /// Where the bytes are.
  public enum Location: Hashable, Sendable {
    case url(String, sha256: String)
    /// In the registry, relative to the folder of the package.
    case carried(String)
  }

  /// A file whose media type follows from its name.
  public init(name: String, role: Release.File.Role, location: Location, size: Int? = nil) {
    self.name = name
    self.role = role
    self.location = location
    self.size = size
    mediaType = FileSuffix.mediaType(of: name)
  }

  fileprivate var value: JSONValue {
    var members: [JSONValue.Member] = []
    members.add("name", name as String?)
    members.add("role", role.rawValue as String?)
    members.add("of", of)
    members.add("key", key)
    switch location {
    case .url(let url, let sha256):
      members.add("url", url as String?)
      members.add("sha256", sha256 as String?)
    case .carried(let path): members.add("path", path as String?)
    }
    members.add("size", size.map(JSONValue.integer))
    members.add("mediaType", mediaType)
    return .object(members)
  }
}
