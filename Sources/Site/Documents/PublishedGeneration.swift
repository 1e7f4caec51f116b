public import IndexModel
internal import JSONText
public import Registry

/// What a published site says that it was made from, in its entry document.
public struct PublishedGeneration: Sendable {
  /// The commit that it is the site of.
  public let commit: ObjectID
  private let generation: String
  private let generator: String

  /// Reads an entry document; nil if it names no commit.
  public init?(_ bytes: [UInt8]) {
    guard let entry = Entry(bytes), let generation = entry.text(["generation"]),
      let generator = entry.text(["generator", "version"]),
      let commit = entry.text(["source", "commit"]).flatMap({ ObjectID(hex: $0) })
    else { return nil }
    self.commit = commit
    self.generation = generation
    self.generator = generator
  }

  /// The name of the generation that an entry document is of, of a commit or not; nil if it says none.
  public static func name(in bytes: [UInt8]) -> String? { Entry(bytes)?.text(["generation"]) }

  private struct Entry {
    let document: JSONDocument

    init?(_ bytes: [UInt8]) {
      let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
      guard let document = JSONDocument.read(bytes, limits: limits).document else { return nil }
      self.document = document
    }

    func text(_ path: [JSONDocument.Step]) -> String? {
      document.node(at: path).flatMap { document.string($0) }
    }
  }

  /// Whether this is the very site that would be built.
  public func isOf(_ source: Source, _ context: Context) -> Bool {
    generation == source.generation(context)
  }

  /// Whether this is the site of that commit, made by that generator with whatever options.
  public func isOfCommit(of source: Source) -> Bool {
    commit == source.commit?.id && generator == source.generator
  }

  /// Whether the generator is the same, whatever its options were.
  public func isMadeByGenerator(of source: Source) -> Bool { generator == source.generator }

  /// Whether the site was made as it would be made now, by this generator with these options.
  ///
  /// - Parameter context: That of the commit which the site was made from.
  public func isMade(like source: Source, _ context: Context) -> Bool {
    generator == source.generator && generation == source.generation(of: commit, context)
  }
}
