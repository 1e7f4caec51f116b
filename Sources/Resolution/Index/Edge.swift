public import IndexModel

/// An edge of the dependency graph, as a release declares it.
public struct Edge: Hashable, Sendable {
  /// What is depended on, as declared: an alias of the index, or `<project>/<package>`.
  public let target: String
  /// The range as its author wrote it.
  public let rangeText: String
  /// What the text says; nil where it means nothing, so that no release meets it.
  public let range: VersionRange?
  public let use: DependencyUse
  public let isOptional: Bool

  public init(
    target: String, rangeText: String, range: VersionRange?, use: DependencyUse = .runtime,
    isOptional: Bool = false
  ) {
    self.target = target
    self.rangeText = rangeText
    self.range = range
    self.use = use
    self.isOptional = isOptional
  }

  /// Whether closure and solving take the edge: one for running or building, and not optional.
  public var binds: Bool { use != .dev && !isOptional }
}
