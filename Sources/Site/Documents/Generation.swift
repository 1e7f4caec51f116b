internal import Cryptography
public import IndexModel
internal import JSONText
public import Registry

/// What a site is made from: with the registry's files, all that its bytes depend on.
public struct Source: Sendable {
  /// The commit and its time; nil for an uncommitted work tree.
  public let commit: Commit?
  /// The version of the program that renders.
  public let generator: String
  public let options: SiteOptions

  public struct Commit: Hashable, Sendable {
    public let id: ObjectID
    public let time: Timestamp

    public init(id: ObjectID, time: Timestamp) {
      self.id = id
      self.time = time
    }
  }

  public init(commit: Commit?, generator: String, options: SiteOptions = SiteOptions()) {
    self.commit = commit
    self.generator = generator
    self.options = options
  }

  /// A digest of what sites say of their own formats. Two programs that call themselves by one version, as those do that
  /// people build from its sources, are told apart by it where their sites are not alike.
  private static let formats = SHA256.digest(
    of: SchemaDocuments.render().flatMap(\.bytes) + SearchScript.document.bytes
  ).hex

  /// A digest of commit, generator, formats, policy and options: equal generations are equal sites. A work tree's is `worktree`.
  public func generation(_ context: Context) -> String {
    guard let commit else { return "worktree" }
    return generation(of: commit.id, context)
  }

  /// The generation of another commit by this generator.
  func generation(of commit: ObjectID, _ context: Context) -> String {
    var writer = JSONWriter(style: .compact)
    writer.object { writer in
      writer.member("commit", commit.hex)
      writer.member("formats", Self.formats)
      writer.member("generator", generator)
      if let text = options.text { writer.member("options", text) }
      writer.member("registry", context.blob?.hex ?? "")
    }
    return SHA256.digest(of: writer.finish()).hex
  }
}
