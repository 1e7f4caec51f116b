import Glibc
import IndexModel

/// The folder that is served, by its path: publishing exchanges the folder under that name at any
/// time.
struct SiteFolder: Sendable {
  let path: String

  /// What a path of the site is in the folder.
  enum Entry: ~Copyable {
    case file(OpenFile)
    case folder
    case missing
  }

  /// Opens what is at `path` in the folder that is live now.
  ///
  /// Each component is opened in the one before and is no symbolic link; so nothing outside is
  /// reached, whatever moves meanwhile.
  func open(_ path: SitePath) -> Entry {
    let components = path.text.split(separator: "/")
    let rootFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var folder = Descriptor(adopting: unsafe Glibc.open(self.path, rootFlags))
    for component in components.dropLast() {
      let flags = rootFlags | O_NOFOLLOW
      folder = Descriptor(adopting: unsafe openat(folder.raw, String(component), flags))
    }
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let last = components.last.map(String.init) ?? "."
    return OpenFile.entry(Descriptor(adopting: unsafe openat(folder.raw, last, flags)))
  }
}

/// A regular file that is being sent.
struct OpenFile: ~Copyable {
  let size: Int
  /// Changes whenever the file does; weak, as it is made without reading the bytes.
  let etag: String
  private let descriptor: Descriptor

  static func entry(_ descriptor: consuming Descriptor) -> SiteFolder.Entry {
    var status = stat()
    guard descriptor.raw >= 0, unsafe fstat(descriptor.raw, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file(OpenFile(status, descriptor))
    default: return .missing
    }
  }

  private init(_ status: stat, _ descriptor: consuming Descriptor) {
    let parts = [
      Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec),
      Int(truncatingIfNeeded: status.st_ino),
    ]
    size = Int(status.st_size)
    etag = "W/\"" + parts.map { String($0, radix: 36) }.joined(separator: ".") + "\""
    self.descriptor = descriptor
  }

  /// The next bytes, at most `count`; none at the end or where they cannot be read.
  func read(upTo count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, unsafe Glibc.read(descriptor.raw, buffer.baseAddress, count))
    }
  }
}
