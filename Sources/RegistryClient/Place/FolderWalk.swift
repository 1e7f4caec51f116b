import Glibc
import IndexModel

/// Lists all that is in a published folder.
struct FolderWalk: Sendable {
  /// Something in the folder.
  enum Entry {
    case file(SitePath)
    /// Nothing that a site has: its path as it can be shown, and what it is.
    case odd(String, Oddity)
  }

  /// Why an entry can be no part of a site.
  enum Oddity: Hashable, Sendable {
    case link, pipe, socket, device
    /// A name that no path of a site spells.
    case name
    case unreadable(Int32)
  }

  /// Folders below folders, which no site has as many of: deeper ones are not entered.
  private static let deepest = 64

  private let folder: PublishedFolder

  init(_ folder: PublishedFolder) { self.folder = folder }

  /// Visits every entry but folders, in the order of the file system.
  func visitAll(_ visit: (Entry) throws -> Void) throws {
    // A new description of the folder: duplicates would share their place in it.
    let raw = unsafe openat(folder.descriptor, ".", PublishedFolder.folderFlags)
    try list(raw, below: "", depth: 0, visit)
  }

  private func list(
    _ raw: CInt, below prefix: String, depth: Int, _ visit: (Entry) throws -> Void
  ) throws {
    guard raw >= 0, let stream = unsafe fdopendir(raw) else {
      let number = errno
      if raw >= 0 { _ = close(raw) }
      return try visit(.odd(prefix.isEmpty ? "." : String(prefix.dropLast()), .unreadable(number)))
    }
    defer { unsafe closedir(stream) }
    while let name = unsafe Self.next(stream) {
      let bytes = name.dropLast().map(UInt8.init(bitPattern:))
      let text = prefix + String(decoding: bytes, as: UTF8.self)
      var status = stat()
      guard unsafe fstatat(raw, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        try visit(.odd(text, .unreadable(errno)))
        continue
      }
      if let oddity = Oddity(mode: status.st_mode) {
        try visit(.odd(text, oddity))
      } else if let path = SitePath(text), depth < Self.deepest {
        guard status.st_mode & S_IFMT == S_IFDIR else {
          try visit(.file(path))
          continue
        }
        let child = unsafe openat(raw, name, PublishedFolder.folderFlags | O_NOFOLLOW)
        try list(child, below: text + "/", depth: depth + 1, visit)
      } else {
        try visit(.odd(text, .name))
      }
    }
  }

  /// The next name but `.` and `..`, as bytes that end in zero; nil at the end.
  private static func next(_ stream: OpaquePointer) -> [CChar]? {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
    while let entry = unsafe readdir(stream) {
      let name = unsafe UnsafeRawPointer(entry).advanced(by: offset)
        .assumingMemoryBound(to: CChar.self)
      if unsafe strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      return unsafe Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
    }
    return nil
  }
}

extension FolderWalk.Oddity {
  /// What a mode says is odd; nil for a file and a folder.
  fileprivate init?(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG, S_IFDIR: return nil
    case S_IFLNK: self = .link
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }
}
