import IndexModel
import Synchronization

/// Lends open object databases, each to one caller at a time, and opens another when all are lent.
final class ObjectStorePool: Sendable {
  /// The repository's folder `objects`.
  let folder: String
  private let idle: Mutex<[ObjectStore]>

  /// Opens the first store, so that a folder which cannot be read says so here.
  init(folder: String) throws(Libgit2.Failure) {
    self.folder = folder
    self.idle = Mutex([try ObjectStore(folder: folder)])
  }

  /// Calls `body` with a store that nobody else uses meanwhile.
  ///
  /// - Parameter id: What the store is wanted for: where none can be opened, the error is about it.
  func withStore<Result>(
    for id: ObjectID, _ body: (ObjectStore) throws(SnapshotError) -> Result
  ) throws(SnapshotError) -> Result {
    let store = try borrow(for: id)
    defer { idle.withLock { $0.append(store) } }
    return try body(store)
  }

  private func borrow(for id: ObjectID) throws(SnapshotError) -> ObjectStore {
    if let store = idle.withLock({ $0.popLast() }) { return store }
    do {
      return try ObjectStore(folder: folder)
    } catch {
      throw .unreadable(id, detail: "the object database does not open: \(error.detail)")
    }
  }
}
