import Glibc

/// An open folder, through which names are opened, made and removed relative to it.
///
/// A name passed to this type is followed through no link in its last component. The descriptor
/// stays open as long as the value lives, so that whatever happens to the folder's own name, this
/// is still the same folder.
final class Folder: Sendable {
  let descriptor: CInt

  init(adopting descriptor: CInt) { self.descriptor = descriptor }

  deinit { _ = Glibc.close(descriptor) }

  /// Opens a folder by its path, which links may lead to.
  convenience init(at path: String) throws(SystemError) {
    self.init(
      adopting: try system("open") { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
  }

  /// Opens a folder in this one; not a link to a folder.
  func folder(_ name: String) throws(SystemError) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    return Folder(
      adopting: try system("openat") { unsafe openat(descriptor, name, flags) })
  }

  /// Makes a folder with what the umask leaves of this mode; false where the name is taken.
  @discardableResult
  func make(_ name: String, mode: mode_t) throws(SystemError) -> Bool {
    do {
      _ = try system("mkdirat") { unsafe mkdirat(descriptor, name, mode) }
    } catch let error where error.number == EEXIST {
      return false
    }
    return true
  }

  /// Sets the mode of what is at a name exactly, whatever the umask took from it.
  func setMode(of name: String, _ mode: mode_t) throws(SystemError) {
    _ = try system("fchmodat") { unsafe fchmodat(descriptor, name, mode, 0) }
  }

  /// Makes a file and opens it. A name that is taken is an error: nothing is ever written over.
  func descriptor(ofNew path: String, mode: mode_t) throws(SystemError) -> CInt {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return try system("openat") { unsafe openat(descriptor, path, flags, mode) }
  }

  /// What is at a name: the link itself if it is one.
  func information(_ name: String) throws(SystemError) -> stat {
    var information = stat()
    _ = try system("fstatat") {
      unsafe fstatat(descriptor, name, &information, AT_SYMLINK_NOFOLLOW)
    }
    return information
  }

  /// What this folder itself is.
  func information() throws(SystemError) -> stat {
    var information = stat()
    _ = try system("fstat") { unsafe fstat(descriptor, &information) }
    return information
  }

  func rename(_ name: String, to other: Folder, as newName: String) throws(SystemError) {
    _ = try system("renameat") {
      unsafe renameat(descriptor, name, other.descriptor, newName)
    }
  }

  func removeFile(_ name: String) throws(SystemError) {
    _ = try system("unlinkat") { unsafe unlinkat(descriptor, name, 0) }
  }

  func removeEmptyFolder(_ name: String) throws(SystemError) {
    _ = try system("unlinkat") { unsafe unlinkat(descriptor, name, AT_REMOVEDIR) }
  }

  /// Makes what was renamed in this folder survive a power cut.
  func sync() throws(SystemError) {
    _ = try system("fsync") { fsync(descriptor) }
  }
}
