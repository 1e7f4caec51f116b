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
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document else { return nil }
    func text(_ path: [JSONDocument.Step]) -> String? {
      document.node(at: path).flatMap { document.string($0) }
    }
    guard let generation = text(["generation"]), let generator = text(["generator", "version"]),
      let commit = text(["source", "commit"]).flatMap({ ObjectID(hex: $0) })
    else { return nil }
    self.commit = commit
    self.generation = generation
    self.generator = generator
  }

  /// Whether this is the very site that would be built.
  public func isOf(_ source: Source, _ context: Context) -> Bool {
    generation == source.generation(context)
  }

  /// Whether the site was made as it would be made now, by this generator with these options.
  ///
  /// - Parameter context: That of the commit which the site was made from.
  public func isMade(like source: Source, _ context: Context) -> Bool {
    generator == source.generator && generation == source.generation(of: commit, context)
  }
}
