import CLibgit2
import IndexModel

/// One pack, opened by itself: its objects in the order in which they lie, and a delta cache of its
/// own.
///
/// Within a process libgit2 shares an open pack, its locks and its delta cache of 16 MiB, between
/// all who open it by the same path; when that cache is full it is emptied as a whole. Two threads
/// in different places of a pack would keep emptying it for each other. Hence `reader`: each opens
/// the pack by another spelling of its path.
@safe struct PackFile: ~Copyable {
  private let backend: UnsafeMutablePointer<git_odb_backend>

  /// - Parameters:
  ///   - folder: The folder that holds the pack.
  ///   - name: The name of its index, `pack-….idx`.
  ///   - reader: Who reads; packs opened with different numbers share nothing.
  init(folder: String, name: String, reader: Int) throws(Libgit2.Failure) {
    let spelling = folder + String(repeating: "/.", count: reader + 1) + "/" + name
    var opened: UnsafeMutablePointer<git_odb_backend>?
    try Libgit2.attempt { unsafe git_odb_backend_one_pack(&opened, spelling) }
    guard let opened = unsafe opened else { throw Libgit2.failure(GIT_ERROR.rawValue) }
    unsafe backend = opened
    LiveHandles.opened()
  }

  deinit {
    unsafe cairn_git_backend_free(backend)
    LiveHandles.closed()
  }

  /// Visits the pack's objects in the order in which they lie, until `visit` returns false.
  borrowing func forEachObject(_ visit: (ObjectID) -> Bool) throws(Libgit2.Failure) {
    try Libgit2.attempt {
      withoutActuallyEscaping(visit) { visit in
        var visit = visit
        return unsafe withUnsafeMutablePointer(to: &visit) { payload in
          let status = unsafe cairn_git_backend_foreach(
            backend,
            { id, payload in
              guard let id = unsafe id, let payload = unsafe payload else { return 1 }
              let visit = unsafe payload.assumingMemoryBound(to: ((ObjectID) -> Bool).self)
              return unsafe visit.pointee(ObjectID(id.pointee)) ? 0 : 1
            }, payload)
          return min(status, 0)
        }
      }
    }
  }

  /// The size of a blob, found without unpacking it. What it is made from may be larger, but git
  /// makes no differences to a file over 512 MiB (`core.bigFileThreshold`).
  borrowing func size(ofBlob id: ObjectID) throws(SnapshotError) -> Int {
    var raw = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    try read(id) { unsafe cairn_git_backend_read_header(&size, &type, backend, &raw) }
    try expect(.blob, type, id)
    return size
  }

  /// The bytes of a blob, checked against its id.
  ///
  /// The check costs 0.09 s for 54 MB beside 0.14 s for reading them. Git leaves it out when it
  /// reads, and relies on the checksum in each stored piece; but that does not cover the few bytes
  /// that say which object a difference is applied to. One of them damaged, a difference to
  /// another object of the same size unpacks well, and a registry would publish what nobody wrote.
  borrowing func bytes(ofBlob id: ObjectID) throws(SnapshotError) -> [UInt8] {
    var raw = id.raw
    var data: UnsafeMutableRawPointer?
    var size = 0
    var type = GIT_OBJECT_INVALID
    try read(id) { unsafe cairn_git_backend_read(&data, &size, &type, backend, &raw) }
    defer { unsafe git_odb_backend_data_free(backend, data) }
    try expect(.blob, type, id)
    var hash = git_oid()
    try read(id) { unsafe git_odb_hash(&hash, data, size, type) }
    guard ObjectID(hash) == id else {
      throw .unreadable(id, detail: "its content is that of \(ObjectID(hash))")
    }
    return unsafe Array(UnsafeRawBufferPointer(start: data, count: size))
  }

  private borrowing func read(_ id: ObjectID, _ call: () -> CInt) throws(SnapshotError) {
    do {
      try Libgit2.attempt(call)
    } catch {
      throw error.isMissing ? .missing(id) : .unreadable(id, detail: error.detail)
    }
  }
}
