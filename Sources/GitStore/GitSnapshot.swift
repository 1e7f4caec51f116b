public import IndexModel

/// The tree of a commit. Copies are cheap and may be used from any thread.
///
/// All that is read is checked against its id.
public struct GitSnapshot: Snapshot {
  public let root: ObjectID
  private let stores: ObjectStorePool

  init(root: ObjectID, stores: ObjectStorePool) {
    self.root = root
    self.stores = stores
  }

  /// A folder's object may be this large: a million entries. A larger one is not inflated.
  static let folderLimit = 64 << 20

  /// The entries of a folder, ordered by name bytes. A tree that git would not write (entries twice
  /// or out of order, an empty name, a name with a slash) is `.unreadable`; odd names and modes are
  /// entries like others.
  public func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    let bytes = try stores.withStore(for: folder) { store throws(SnapshotError) in
      try store.bytes(of: folder, .tree, limit: Self.folderLimit)
    }
    do throws(TreeFormat.Malformed) {
      return try TreeFormat.entries(of: bytes)
    } catch {
      throw .unreadable(folder, detail: error.detail)
    }
  }

  public func size(of file: ObjectID) throws(SnapshotError) -> Int {
    try stores.withStore(for: file) { store throws(SnapshotError) in
      try store.size(of: file, .blob)
    }
  }

  public func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    try stores.withStore(for: file) { store throws(SnapshotError) in
      try store.bytes(of: file, .blob)
    }
  }

  /// Reads many files in the order in which they lie, each worker with handles of its own.
  ///
  /// A file's head is looked at first: one over `limit` is never unpacked. One file's damage does
  /// not touch the others.
  public func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (_ worker: Int, _ index: Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    withoutActuallyEscaping(body) { body in
      BulkReader(stores: stores, files: files, limit: limit, body: body).run(workers: workers)
    }
  }
}
