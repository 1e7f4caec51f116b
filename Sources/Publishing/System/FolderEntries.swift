import Glibc

/// What a name in a folder is.
enum EntryKind {
  case file, folder, link, other

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}

/// The names in a folder but `.` and `..`, one after the other, in the order of the file system.
@safe struct FolderEntries: ~Copyable {
  /// A name as the kernel gives it: bytes that end in zero, and need not be text. It lives until
  /// the next one is asked for.
  typealias Name = UnsafePointer<CChar>

  private static let offsetOfName = MemoryLayout<dirent>.offset(of: \.d_name)!

  private let folder: Folder
  private let stream: OpaquePointer

  /// Starts at the first name, on a duplicate of the folder's descriptor, since `closedir` closes
  /// what it was given.
  init(of folder: Folder) throws(SystemError) {
    let duplicate = try system("fcntl") { fcntl(folder.descriptor, F_DUPFD_CLOEXEC, 0) }
    guard let stream = unsafe fdopendir(duplicate) else {
      let number = errno
      _ = Glibc.close(duplicate)
      throw SystemError(call: "fdopendir", number: number)
    }
    // Duplicates share their place in the folder with the original.
    unsafe rewinddir(stream)
    self.folder = folder
    unsafe self.stream = stream
  }

  deinit { unsafe closedir(stream) }

  /// The next name and what it is; nil at the end.
  mutating func next() throws(SystemError) -> (name: Name, kind: EntryKind)? {
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw SystemError(call: "readdir", number: errno) }
        return nil
      }
      let name = unsafe UnsafeRawPointer(entry).advanced(by: Self.offsetOfName)
        .assumingMemoryBound(to: CChar.self)
      if unsafe strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      return unsafe (name, try kind(of: name, hint: Int(entry.pointee.d_type)))
    }
  }

  private func kind(of name: Name, hint: Int) throws(SystemError) -> EntryKind {
    switch hint {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .link
    case Int(DT_UNKNOWN):
      // Some file systems leave the type out of their folders.
      var information = stat()
      _ = try system("fstatat") {
        unsafe fstatat(folder.descriptor, name, &information, AT_SYMLINK_NOFOLLOW)
      }
      return EntryKind(mode: information.st_mode)
    default: return .other
    }
  }
}

extension Folder {
  /// What is at a path below this folder; nil where nothing is.
  func kind(of path: String) throws(SystemError) -> EntryKind? {
    do {
      return EntryKind(mode: try information(path).st_mode)
    } catch let error where error.isAbsence {
      return nil
    }
  }

  /// Whether nothing is in this folder.
  func isEmpty() throws(SystemError) -> Bool {
    var entries = try FolderEntries(of: self)
    return unsafe try entries.next() == nil
  }

  /// Opens a folder in this one by a name that its entries gave.
  func folder(_ name: FolderEntries.Name) throws(SystemError) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    return Folder(
      adopting: try system("openat") { unsafe openat(descriptor, name, flags) })
  }

  /// Removes a folder and everything below it. One that is not there is as good as removed.
  ///
  /// Links are removed, never followed.
  func removeTree(_ name: String) throws(SystemError) {
    do {
      try folder(name).removeEntries()
      try removeEmptyFolder(name)
    } catch let error where error.number == ENOENT {
      return
    }
  }

  private func removeEntries() throws(SystemError) {
    var entries = try FolderEntries(of: self)
    while let (name, kind) = unsafe try entries.next() {
      if kind == .folder { try unsafe folder(name).removeEntries() }
      let flags = kind == .folder ? AT_REMOVEDIR : 0
      _ = try system("unlinkat") { unsafe unlinkat(descriptor, name, flags) }
    }
  }
}
