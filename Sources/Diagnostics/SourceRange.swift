public import IndexModel

/// A place in a source file: a half-open range of byte offsets.
public struct SourceRange: Hashable, Sendable {
  /// Which of two states of a registry a file is of, where a change is looked at.
  public enum Side: Hashable, Sendable {
    /// The state that is checked: the only one where no change is looked at.
    case head
    /// The state before the change: where things stood that are gone or altered.
    case base
  }

  public let path: RepositoryPath
  public let bytes: Range<Int>
  public let side: Side

  public init(path: RepositoryPath, bytes: Range<Int>, side: Side = .head) {
    self.path = path
    self.bytes = bytes
    self.side = side
  }

  /// The very start of a file: for findings about the file as a whole.
  public static func start(of path: RepositoryPath, side: Side = .head) -> SourceRange {
    SourceRange(path: path, bytes: 0..<0, side: side)
  }
}
