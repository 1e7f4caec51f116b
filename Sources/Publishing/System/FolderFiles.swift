internal import CLinux
import Glibc

/// What a comparison of a file with bytes can say.
enum Likeness {
  case absent, equal, different
}

extension Folder {
  static let fileMode: mode_t = 0o644
  static let folderMode: mode_t = 0o755

  /// Creates a file at a path below this folder, and the folders that it needs.
  ///
  /// The file is written, read back and closed with a check. A path that is taken is an error: nothing is ever
  /// written over. Folders are made when the kernel misses them: its name cache is the best list of those that are
  /// there, and a list of ours would cost memory, a lock and a lookup for every file.
  func create(_ path: String, _ bytes: Span<UInt8>) throws(SystemError) {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = File(
      adopting: try makingFolders(above: path) { () throws(SystemError) in
        try system("openat") { unsafe openat(descriptor, path, flags, Self.fileMode) }
      })
    try file.write(bytes)
    guard try file.starts(with: bytes) else { throw SystemError(call: "pread", number: EIO) }
    try file.setMode(Self.fileMode)
    try file.close()
  }

  /// Gives a file of another folder a second name at a path below this one; a copy where the file system has no links.
  func link(
    _ name: UnsafePointer<CChar>, of folder: Folder, at path: String
  ) throws(SystemError) {
    do {
      _ = try makingFolders(above: path) { () throws(SystemError) in
        try system("linkat") {
          unsafe linkat(folder.descriptor, name, descriptor, path, 0)
        }
      }
    } catch let error where Self.meansNoLinks(error.number) {
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC
      let original = File(
        adopting: try system("openat") { unsafe openat(folder.descriptor, name, flags) })
      let bytes = try original.read(expecting: Int(original.information().st_size))
      try create(path, bytes.span)
    }
  }

  /// How the file at a path below this folder compares with `bytes`.
  ///
  /// A file that not everybody may read differs, so that it is written anew, with the mode it should have.
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

  /// Opens a path below this folder, through no link; nil where nothing is. A link on the way fails with `ELOOP`.
  private func openBeneath(_ path: String) throws(SystemError) -> File? {
    // Without O_NONBLOCK, a named pipe that somebody left here would hold us for ever.
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    do {
      return File(
        adopting: try system("openat2") { unsafe cairn_open_beneath(descriptor, path, flags) })
    } catch let error where error.isAbsence {
      return nil
    } catch let error where error.number == ENOSYS || error.number == EPERM {
      // An old kernel, or a sandbox that has not heard of openat2. Links in the middle are then found by the walk of
      // the tree that comes before every commit.
    }
    do {
      return File(adopting: try system("openat") { unsafe openat(descriptor, path, flags) })
    } catch let error where error.isAbsence {
      return nil
    }
  }

  /// Does what needs the folders above a path, which are made if they are missing.
  private func makingFolders(
    above path: String, _ body: () throws(SystemError) -> CInt
  ) throws(SystemError) -> CInt {
    do {
      return try body()
    } catch let error where error.number == ENOENT {
      guard let parent = Self.parent(of: path) else { throw error }
      try makeFolders(parent)
      return try body()
    }
  }

  private func makeFolders(_ path: String) throws(SystemError) {
    do {
      try make(path, mode: Self.folderMode)
    } catch let error where error.number == ENOENT {
      guard let parent = Self.parent(of: path) else { throw error }
      try makeFolders(parent)
      try make(path, mode: Self.folderMode)
    }
  }

  private static func parent(of path: String) -> String? {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) }
  }

  private static func meansNoLinks(_ number: CInt) -> Bool {
    [EPERM, EMLINK, EXDEV, EOPNOTSUPP, ENOSYS].contains(number)
  }
}
