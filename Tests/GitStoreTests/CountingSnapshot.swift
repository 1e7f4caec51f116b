import IndexModel
import Synchronization

/// Counts how often a snapshot is asked.
final class CountingSnapshot: Snapshot {
  private let snapshot: any Snapshot
  private let lists = Atomic<Int>(0)
  private let reads = Atomic<Int>(0)

  init(_ snapshot: any Snapshot) { self.snapshot = snapshot }

  /// How many folders were listed.
  var listed: Int { lists.load(ordering: .relaxed) }
  /// How many files were read, or measured.
  var read: Int { reads.load(ordering: .relaxed) }

  var root: ObjectID { snapshot.root }

  func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    lists.add(1, ordering: .relaxed)
    return try snapshot.list(folder)
  }

  func size(of file: ObjectID) throws(SnapshotError) -> Int {
    reads.add(1, ordering: .relaxed)
    return try snapshot.size(of: file)
  }

  func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    reads.add(1, ordering: .relaxed)
    return try snapshot.read(file)
  }

  func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (_ worker: Int, _ index: Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    reads.add(files.count, ordering: .relaxed)
    snapshot.readAll(files, limit: limit, workers: workers, body)
  }
}
