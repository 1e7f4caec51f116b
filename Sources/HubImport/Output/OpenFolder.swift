internal import Glibc
internal import IndexModel

/// An open folder; names in it are opened relative to it, and links never followed.
final class OpenFolder: Sendable {
  /// What a name in a folder is.
  enum Kind { case file, folder, other }

  private let descriptor: CInt

  private init(adopting descriptor: CInt) { self.descriptor = descriptor }

  deinit { _ = Glibc.close(descriptor) }

  private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

  /// Opens the folder at a path, to which links may lead; nil where there is nothing.
  static func opening(_ path: String) throws(HubImportError) -> OpenFolder? {
    let descriptor = unsafe open(path, flags)
    if descriptor >= 0 { return OpenFolder(adopting: descriptor) }
    guard errno == ENOENT else { throw .failed(call: "open", path: path, number: errno) }
    return nil
  }

  /// Opens the folder at a path, and makes it if it is missing.
  static func making(_ path: String) throws(HubImportError) -> OpenFolder {
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST {
      throw .failed(call: "mkdir", path: path, number: errno)
    }
    return OpenFolder(adopting: try system("open", path) { unsafe open(path, flags) })
  }

  /// A folder in this one; nil where there is none.
  func folder(_ name: String, at path: RepositoryPath) throws(HubImportError) -> OpenFolder? {
    let descriptor = unsafe openat(descriptor, name, Self.flags | O_NOFOLLOW)
    if descriptor >= 0 { return OpenFolder(adopting: descriptor) }
    switch errno {
    case ENOENT: return nil
    case ELOOP, ENOTDIR: throw .foreignEntry(path)
    default: throw .failed(call: "openat", path: path.description, number: errno)
    }
  }

  /// A folder in this one, which is made if it is missing.
  func makingFolder(_ name: String, at path: RepositoryPath) throws(HubImportError) -> OpenFolder {
    if unsafe mkdirat(descriptor, name, 0o777) != 0, errno != EEXIST {
      throw .failed(call: "mkdirat", path: path.description, number: errno)
    }
    guard let folder = try folder(name, at: path) else {
      throw .failed(call: "openat", path: path.description, number: ENOENT)
    }
    return folder
  }

  /// The names in this folder with what they are, in order.
  func entries(at path: RepositoryPath) throws(HubImportError) -> [(name: String, kind: Kind)] {
    let copy = try system("openat", path.description) {
      unsafe openat(descriptor, ".", Self.flags)
    }
    guard let stream = unsafe fdopendir(copy) else {
      let number = errno
      _ = Glibc.close(copy)
      throw .failed(call: "fdopendir", path: path.description, number: number)
    }
    defer { unsafe closedir(stream) }
    var entries: [(name: String, kind: Kind)] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let name else { throw .foreignEntry(path) }
      guard name != ".", name != ".." else { continue }
      entries.append((name, try kind(of: name, at: path.appending(name))))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func kind(of name: String, at path: RepositoryPath) throws(HubImportError) -> Kind {
    var information = stat()
    _ = try system("fstatat", path.description) {
      unsafe fstatat(descriptor, name, &information, AT_SYMLINK_NOFOLLOW)
    }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The bytes of a file in this folder.
  func read(_ name: String, at path: RepositoryPath) throws(HubImportError) -> [UInt8] {
    let file = try system("openat", path.description) {
      unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    defer { _ = Glibc.close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = try system("read", path.description) {
        unsafe chunk.withUnsafeMutableBytes { buffer in
          CInt(unsafe Glibc.read(file, buffer.baseAddress, buffer.count))
        }
      }
      if count == 0 { return bytes }
      bytes += chunk[..<Int(count)]
    }
  }

  /// Creates a file in this folder: under another name first, and then by a rename, when it is
  /// whole.
  func create(
    _ name: String, _ bytes: Span<UInt8>, at path: RepositoryPath
  ) throws(HubImportError) {
    let sibling = ".\(name).\(getpid())"
    do throws(HubImportError) {
      try write(bytes, to: sibling, at: path)
      _ = try system("renameat", path.description) {
        unsafe renameat(descriptor, sibling, descriptor, name)
      }
    } catch {
      _ = unsafe unlinkat(descriptor, sibling, 0)
      throw error
    }
  }

  private func write(
    _ bytes: Span<UInt8>, to name: String, at path: RepositoryPath
  ) throws(HubImportError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = try system("openat", path.description) {
      unsafe openat(descriptor, name, flags, 0o666)
    }
    var done = 0
    do throws(HubImportError) {
      while done < bytes.count {
        done += Int(
          try system("write", path.description) {
            unsafe bytes.withUnsafeBytes { buffer in
              CInt(unsafe Glibc.write(file, buffer.baseAddress! + done, buffer.count - done))
            }
          })
      }
    } catch {
      _ = Glibc.close(file)
      throw error
    }
    // A full disk or a quota may show only here.
    _ = try system("close", path.description) { Glibc.close(file) }
  }
}

/// Makes a system call, again while signals interrupt it.
private func system(
  _ name: String, _ path: String, _ call: () -> CInt
) throws(HubImportError) -> CInt {
  while true {
    let answer = call()
    if answer >= 0 { return answer }
    let number = errno
    if number != EINTR { throw .failed(call: name, path: path, number: number) }
  }
}
