public import Diagnostics
internal import IndexModel
internal import Registry
internal import Resolution

/// A finding about dependencies, with what tells it from others in two states of a registry.
///
/// What others have changes how a finding is worded, and edits of a file move it; neither makes it
/// a new one.
public struct DependencyFinding: Sendable {
  public var diagnostic: Diagnostic
  /// What it is about: more than one thing where it tells of several at once. It is new if one of them is.
  let keys: [Key]

  struct Key: Hashable, Sendable {
    let path: RepositoryPath
    let parts: [String]
  }

  init(_ diagnostic: Diagnostic, _ parts: [String]) {
    self.init(diagnostic, aboutEach: [parts])
  }

  init(_ diagnostic: Diagnostic, aboutEach things: [[String]]) {
    self.diagnostic = diagnostic
    keys = things.map { Key(path: diagnostic.range.path, parts: $0) }
  }

  /// A finding about an edge: the same as long as its release is as it was.
  init(_ diagnostic: Diagnostic, about edge: WantingEdge) {
    self.init(
      diagnostic,
      [edge.release.version.text, edge.release.stage.rawValue, edge.edge.target]
        + Edge.all(of: edge.release).map(\.statement))
  }
}

extension Edge {
  fileprivate var statement: String { "\(target) \(use) \(isOptional) \(rangeText)" }
}
