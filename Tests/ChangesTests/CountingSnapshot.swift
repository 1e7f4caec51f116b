import IndexModel
import Synchronization

/// A snapshot that counts the files that are read of it.
final class CountingSnapshot: Snapshot {
  private let snapshot: any Snapshot
  private let count = Mutex(0)

  init(_ snapshot: any Snapshot) { self.snapshot = snapshot }

  var reads: Int { count.withLock { $0 } }
  var root: ObjectID { snapshot.root }

  func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] { try snapshot.list(folder) }
  func size(of file: ObjectID) throws(SnapshotError) -> Int { try snapshot.size(of: file) }

  func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    count.withLock { $0 += 1 }
    return try snapshot.read(file)
  }

  func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (Int, Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    count.withLock { $0 += files.count }
    snapshot.readAll(files, limit: limit, workers: workers, body)
  }
}
