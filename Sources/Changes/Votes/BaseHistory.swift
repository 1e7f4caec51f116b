public import IndexModel

/// Base's line of first parents, as far as somebody asks for it: how long something stood there.
public struct BaseHistory: Sendable {
  /// Why there is no more of it.
  public enum End: Hashable, Sendable {
    case root
    /// The clone is shallow: the history goes on elsewhere.
    case shallow
    /// The visitor had seen enough.
    case stopped
  }

  /// Sees a commit's plain committer time and its tree; returns whether to go on.
  public typealias Visit = (Timestamp, any Snapshot) throws(SnapshotError) -> Bool

  let walk: @Sendable (Visit) throws(SnapshotError) -> End

  /// A history that is walked from base on, the newest commit first.
  public init(_ walk: @escaping @Sendable (Visit) throws(SnapshotError) -> End) {
    self.walk = walk
  }

  /// A history that nobody has: a clone without it.
  public static let unknown = BaseHistory { _ in .shallow }
}
