import Glibc

/// A plain file that is open for reading.
struct OpenFile: ~Copyable {
  let descriptor: CInt
  /// The size in bytes when it was opened.
  let size: Int

  /// A link is not followed, and a pipe that lies where a file was does not make the opening wait.
  static let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC

  /// Takes over a descriptor; nil where it is none, or not of a plain file.
  init?(descriptor: CInt) {
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
    LiveHandles.opened()
  }

  /// Opens a plain file by its path.
  init?(path: [UInt8]) {
    let path = path.map(CChar.init(bitPattern:)) + [0]
    self.init(descriptor: unsafe open(path, Self.flags))
  }

  deinit {
    close(descriptor)
    LiveHandles.closed()
  }

  /// The bytes up to the size that the file had when it was opened; fewer where it shrank, nil
  /// where reading fails.
  borrowing func bytes() -> [UInt8]? {
    var isGood = true
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = unsafe UnsafeMutableRawBufferPointer(buffer)[count...]
        let got = unsafe read(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          isGood = got == 0
          return
        }
        count += got
      }
    }
    return isGood ? bytes : nil
  }

  /// The target of a symbolic link, as it is stored.
  static func target(ofLink path: [UInt8]) -> [UInt8]? {
    let path = path.map(CChar.init(bitPattern:)) + [0]
    return unsafe target { buffer, size in unsafe readlink(path, buffer, size) }
  }

  static func target(_ readLink: (UnsafeMutablePointer<CChar>, Int) -> Int) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = unsafe readLink(&buffer, buffer.count)
    guard count >= 0, count < buffer.count else { return nil }
    return buffer[..<count].map(UInt8.init(bitPattern:))
  }
}

extension OpenFile {
  /// The bytes of a small file of git's own; none where it is missing or cannot be read.
  static func contents(of path: String) -> [UInt8] {
    guard let file = OpenFile(path: Array(path.utf8)), file.size <= 16 << 20 else { return [] }
    return file.bytes() ?? []
  }

  /// The size of a plain file; nil where there is none.
  static func size(of path: String) -> Int? {
    OpenFile(path: Array(path.utf8))?.size
  }
}
