import CLibgit2
import IndexModel

/// One open object database: loose objects, packs and alternates of a repository.
///
/// `@unchecked Sendable`: libgit2 wants one thread at a time, and `ObjectStorePool`, the only
/// owner, lends each store to one caller at a time.
@safe final class ObjectStore: @unchecked Sendable {
  private let database: OpaquePointer

  /// Opens the database in a repository's folder `objects`.
  init(folder: String) throws(Libgit2.Failure) {
    var opened: OpaquePointer?
    try Libgit2.attempt { unsafe git_odb_open(&opened, folder) }
    guard let opened = unsafe opened else { throw Libgit2.failure(GIT_ERROR.rawValue) }
    unsafe database = opened
    LiveHandles.opened()
  }

  deinit {
    unsafe git_odb_free(database)
    LiveHandles.closed()
  }

  /// The size of an object of this kind, found without reading all of it.
  func size(of id: ObjectID, _ kind: ObjectKind) throws(SnapshotError) -> Int {
    var raw = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    try read(id) { unsafe git_odb_read_header(&size, &type, database, &raw) }
    try expect(kind, type, id)
    return size
  }

  /// The bytes of an object of this kind.
  ///
  /// - Parameter limit: A larger object is not read, and `.tooLarge` is thrown.
  func bytes(
    of id: ObjectID, _ kind: ObjectKind, limit: Int = .max
  ) throws(SnapshotError) -> [UInt8] {
    let size = try size(of: id, kind)
    guard size <= limit else { throw .tooLarge(id, size: size) }
    if size < Self.looseHead, let bytes = try looseBytes(of: id, kind, size: size) { return bytes }
    var raw = id.raw
    var object: OpaquePointer?
    try read(id) { unsafe git_odb_read(&object, database, &raw) }
    defer { unsafe git_odb_object_free(object) }
    try expect(kind, unsafe git_odb_object_type(object), id)
    return unsafe Array(
      UnsafeRawBufferPointer(
        start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// libgit2 unpacks this much of a loose object to find its head, and copies what is left of it
  /// into a buffer of the size that the head says: past its end, where the head says too little.
  private static let looseHead = 64

  /// The bytes of an object that is in no pack, read into a buffer that holds them whatever the
  /// head says; nil where there is no such object.
  private func looseBytes(
    of id: ObjectID, _ kind: ObjectKind, size: Int
  ) throws(SnapshotError) -> [UInt8]? {
    var raw = id.raw
    var stream: UnsafeMutablePointer<git_odb_stream>?
    var length = 0
    var type = GIT_OBJECT_INVALID
    do throws(Libgit2.Failure) {
      try Libgit2.attempt { unsafe git_odb_open_rstream(&stream, &length, &type, database, &raw) }
    } catch {
      if error.isMissing { return nil }
      throw .unreadable(id, detail: error.detail)
    }
    defer { unsafe git_odb_stream_free(stream) }
    var bytes = [UInt8](repeating: 0, count: Self.looseHead)
    var count = 0
    try read(id) {
      let status = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe git_odb_stream_read(
          stream, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      count = Int(status)
      return status
    }
    guard count == size, length == size else {
      throw .unreadable(id, detail: "its head says \(size) bytes, which is not what it has")
    }
    bytes.removeLast(bytes.count - count)
    guard kind.id(of: bytes) == id else {
      throw .unreadable(id, detail: "its content is that of \(kind.id(of: bytes))")
    }
    return bytes
  }

  private func read(_ id: ObjectID, _ call: () -> CInt) throws(SnapshotError) {
    do {
      try Libgit2.attempt(call)
    } catch {
      throw error.isMissing ? .missing(id) : .unreadable(id, detail: error.detail)
    }
  }
}

/// Refuses an object of another kind than the one asked for.
func expect(_ kind: ObjectKind, _ found: git_object_t, _ id: ObjectID) throws(SnapshotError) {
  let found = ObjectKind(found)
  guard found != kind else { return }
  let detail = "it is a \(found?.rawValue ?? "object of unknown type"), not a \(kind.rawValue)"
  throw .unreadable(id, detail: detail)
}
