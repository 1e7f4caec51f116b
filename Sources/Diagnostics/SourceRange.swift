public import IndexModel

/// A place in a source file: a half-open range of byte offsets.
public struct SourceRange: Hashable, Sendable {
  public let path: RepositoryPath
  public let bytes: Range<Int>

  public init(path: RepositoryPath, bytes: Range<Int>) {
    self.path = path
    self.bytes = bytes
  }

  /// The very start of a file: for findings about the file as a whole.
  public static func start(of path: RepositoryPath) -> SourceRange {
    SourceRange(path: path, bytes: 0..<0)
  }
}
