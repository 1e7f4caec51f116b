internal import CLinux
import Glibc

/// What a comparison of a file with bytes can say.
enum Likeness {
  case absent, equal, different
}

/// How the files of a tree are read: by their paths, and through no link.
extension Folder {
  /// How the file at a path below this folder compares with `bytes`.
  ///
  /// A file that not everybody may read differs, so that it is written anew, with the mode it
  /// should have.
  func compare(_ path: String, with bytes: Span<UInt8>) throws(SystemError) -> Likeness {
    guard let file = try openBeneath(path) else { return .absent }
    let information = try file.information()
    guard EntryKind(mode: information.st_mode) == .file else { return .absent }
    guard Int(information.st_size) == bytes.count, information.st_mode & 0o444 == 0o444 else {
      return .different
    }
    return try file.starts(with: bytes) ? .equal : .different
  }

  /// The bytes of the file at a path below this folder; nil where there is none.
  func read(_ path: String) throws(SystemError) -> [UInt8]? {
    guard let file = try openBeneath(path) else { return nil }
    let information = try file.information()
    guard EntryKind(mode: information.st_mode) == .file else { return nil }
    return try file.read(expecting: Int(information.st_size))
  }

  /// Opens a path below this folder; nil where nothing is. A link on the way fails with `ELOOP`.
  private func openBeneath(_ path: String) throws(SystemError) -> File? {
    // Without O_NONBLOCK, a named pipe that somebody left here would hold us for ever.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    do {
      return File(
        adopting: try system("openat2") { unsafe cairn_open_beneath(descriptor, path, flags) })
    } catch let error where error.isAbsence {
      return nil
    } catch let error where error.number == ENOSYS || error.number == EPERM {
      // An old kernel, or a sandbox that has not heard of openat2. Links in the middle are then
      // found by the walk of the tree that comes before every commit.
    }
    do {
      return File(adopting: try system("openat") { unsafe openat(descriptor, path, flags) })
    } catch let error where error.isAbsence {
      return nil
    }
  }
}
