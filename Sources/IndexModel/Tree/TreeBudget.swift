/// How many entries of a tree are looked at before it counts as one that nobody could ever walk.
///
/// Folders that hold one another many times over make a small repository a tree without end: five levels of sixty
/// equal folders are 780 million entries in 260 KB. Depth alone does not stop that, so whatever walks a tree counts.
public struct TreeBudget: Hashable, Sendable {
  /// For all of a registry: 200,000 packages with nine more entries each.
  public static let registry = TreeBudget(entries: 2_000_000)
  /// For the files that the releases of one package carry.
  public static let companions = TreeBudget(entries: 10_000)

  /// The number of entries that there may be.
  public let limit: Int
  private var left: Int

  public init(entries limit: Int) {
    self.limit = limit
    left = limit
  }

  /// Takes the entries of a folder that was opened.
  ///
  /// - Throws: `.tooManyEntries` about the folder whose entries were too many.
  public mutating func spend(_ entries: Int, on folder: ObjectID) throws(SnapshotError) {
    guard entries <= left else { throw .tooManyEntries(folder, limit: limit) }
    left -= entries
  }
}
