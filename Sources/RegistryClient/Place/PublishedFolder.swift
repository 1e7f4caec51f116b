import Glibc
import IndexModel
import Programs

/// An open folder that holds a site. Nothing is followed out of it.
final class PublishedFolder: Sendable {
  private let root: Descriptor

  static let folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

  /// Opens a folder by its path, which links may lead to.
  init(_ path: String) throws(SiteError) {
    let raw = unsafe Glibc.open(path, Self.folderFlags)
    guard raw >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .noSite(path) }
      throw .unreadable(path, errno: errno)
    }
    root = Descriptor(adopting: raw)
  }

  var descriptor: CInt { root.raw }

  /// Reads a regular file. Each folder on the way is opened in the one before and is no link, and neither is the file.
  func read(_ path: SitePath, limit: Int) -> SiteReader.Answer {
    let names = path.text.split(separator: "/")
    var folder: Descriptor?
    for name in names.dropLast() {
      let parent = folder?.raw ?? root.raw
      let raw = unsafe openat(parent, String(name), Self.folderFlags | O_NOFOLLOW)
      guard raw >= 0 else { return Self.failure(errno) }
      folder = Descriptor(adopting: raw)
    }
    // Without O_NONBLOCK a named pipe would hold us for ever.
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let raw = unsafe openat(folder?.raw ?? root.raw, String(names[names.count - 1]), flags)
    guard raw >= 0 else { return Self.failure(errno) }
    return Self.contents(of: Descriptor(adopting: raw), limit: limit)
  }

  private static func contents(
    of file: consuming Descriptor, limit: Int
  ) -> SiteReader.Answer {
    var status = stat()
    guard unsafe fstat(file.raw, &status) == 0 else { return failure(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .absent }
    guard status.st_size <= limit else { return .tooLarge }
    let size = Int(status.st_size)
    var problem: CInt = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let read = unsafe Glibc.read(file.raw, buffer.baseAddress! + count, size - count)
        if read < 0, errno == EINTR { continue }
        if read < 0 { problem = errno }
        guard read > 0 else { return }
        count += read
      }
    }
    return problem == 0 ? .bytes(bytes) : failure(problem)
  }

  /// What a failed call says of a path: a link, or a file where a folder belongs, is no file of a site.
  private static func failure(_ number: CInt) -> SiteReader.Answer {
    switch number {
    case ENOENT, ENOTDIR, ELOOP, ENXIO, ENAMETOOLONG: .absent
    default: .unreadable(number)
    }
  }
}
