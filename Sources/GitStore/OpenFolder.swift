import Glibc

/// A folder that is open, and what lies in it, found without following a symbolic link.
struct OpenFolder: ~Copyable {
  private let descriptor: CInt

  /// Opens a folder by its path, links included; nil where that fails, and `errno` says why.
  init?(path: String) {
    let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return nil }
    descriptor = opened
    LiveHandles.opened()
  }

  /// Opens a folder in this one; nil where that fails, and `errno` says why.
  init?(_ name: [UInt8], in parent: borrowing OpenFolder) {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let opened = unsafe openat(parent.descriptor, Self.text(name), flags)
    guard opened >= 0 else { return nil }
    descriptor = opened
    LiveHandles.opened()
  }

  deinit {
    close(descriptor)
    LiveHandles.closed()
  }

  /// What there is by a name; nil where there is nothing, or it cannot be told.
  borrowing func status(of name: [UInt8]) -> stat? {
    var status = stat()
    let answer = unsafe fstatat(descriptor, Self.text(name), &status, AT_SYMLINK_NOFOLLOW)
    return answer == 0 ? status : nil
  }

  /// Opens a plain file; nil where it is another thing by now, or cannot be read.
  borrowing func file(_ name: [UInt8]) -> OpenFile? {
    OpenFile(descriptor: unsafe openat(descriptor, Self.text(name), OpenFile.flags))
  }

  /// The target of a symbolic link, as it is stored.
  borrowing func link(_ name: [UInt8]) -> [UInt8]? {
    unsafe OpenFile.target { buffer, size in
      unsafe readlinkat(descriptor, Self.text(name), buffer, size)
    }
  }

  /// The names in the folder, in no order, without `.` and `..`; nil where they cannot all be read.
  borrowing func names() -> [[UInt8]]? {
    let copy = dup(descriptor)
    guard copy >= 0 else { return nil }
    guard let stream = unsafe fdopendir(copy) else {
      close(copy)
      return nil
    }
    defer { unsafe closedir(stream) }
    unsafe rewinddir(stream)
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { return errno == 0 ? names : nil }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if !Self.itselfAndParent.contains(name) { names.append(name) }
    }
  }

  private static let itselfAndParent = [Array(".".utf8), Array("..".utf8)]

  /// A name with the zero byte that C wants.
  private static func text(_ name: [UInt8]) -> [CChar] {
    name.map(CChar.init(bitPattern:)) + [0]
  }
}
