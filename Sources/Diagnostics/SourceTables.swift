public import IndexModel

/// The lines of the files that findings speak of, on both sides of a change.
///
/// A file whose lines cannot be read has none: it is a folder, too large, or gone.
public struct SourceTables {
  private let head: (RepositoryPath) -> LineTable?
  private let base: (RepositoryPath) -> LineTable?

  /// - Parameters:
  ///   - base: The lines of a file as it was before a change.
  ///   - head: The lines of a file in the state that is checked.
  public init(
    base: @escaping (RepositoryPath) -> LineTable? = { _ in nil },
    head: @escaping (RepositoryPath) -> LineTable?
  ) {
    self.base = base
    self.head = head
  }

  /// The lines of the file that a range is in.
  public func table(of range: SourceRange) -> LineTable? {
    range.side == .base ? base(range.path) : head(range.path)
  }

  /// The lines of the file that a range is in, if it is one that a reader of head can look up.
  func tableInHead(of range: SourceRange) -> LineTable? {
    range.side == .head ? head(range.path) : nil
  }
}
