import Glibc

/// An advisory lock on a file, which the kernel lets go of when its holder ends, however it ends.
final class Lock: Sendable {
  static let name = "lock"

  private let descriptor: CInt

  private init(adopting descriptor: CInt) { self.descriptor = descriptor }

  deinit { _ = Glibc.close(descriptor) }

  enum Outcome {
    case taken(Lock)
    case busy
    /// The file went away while we reached for it: the one who held it tidied up. Try again.
    case gone
  }

  /// Tries to take the lock of a folder, without waiting.
  static func take(in folder: Folder) throws(SystemError) -> Outcome {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
    do {
      let lock = Lock(
        adopting: try system("openat") { unsafe openat(folder.descriptor, name, flags, 0o600) })
      _ = try system("flock") { flock(lock.descriptor, LOCK_EX | LOCK_NB) }
      return try lock.isStill(in: folder) ? .taken(lock) : .gone
    } catch let error where error.number == EWOULDBLOCK {
      return .busy
    } catch let error where error.number == ENOENT {
      return .gone
    }
  }

  /// Lets go before the last reference does.
  func release() {
    _ = flock(descriptor, LOCK_UN)
  }

  /// Whether the locked file is the one that others find by its name. A lock on a removed file
  /// keeps nobody out.
  private func isStill(in folder: Folder) throws(SystemError) -> Bool {
    var ours = stat()
    _ = try system("fstat") { unsafe fstat(descriptor, &ours) }
    let theirs = try folder.information(Self.name)
    return ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev
  }
}
