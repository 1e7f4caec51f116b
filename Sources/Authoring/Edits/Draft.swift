public import IndexModel

/// A file that is to be written: what stands there now, and what will.
public struct Draft: Hashable, Sendable {
  public let path: RepositoryPath
  /// Nil for a file that is new.
  public let before: [UInt8]?
  public let after: [UInt8]

  public init(path: RepositoryPath, before: [UInt8]? = nil, after: [UInt8]) {
    self.path = path
    self.before = before
    self.after = after
  }
}
