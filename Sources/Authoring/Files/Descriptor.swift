internal import Glibc

/// An open file or folder, closed at the end of its scope. What lies in a folder is opened through
/// no link.
struct Descriptor: ~Copyable, Sendable {
  private let number: CInt

  private init(adopting number: CInt) { self.number = number }

  /// Opens a folder by its path, which links may lead to.
  init(folderAt path: String) throws(SystemError) {
    number = try system("open") { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }

  /// Opens a file of the user's own by its path, which links may lead to. A pipe does not make the
  /// opening wait.
  init(fileAt path: String) throws(SystemError) {
    number = try system("open") { unsafe Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
  }

  /// Another name for a stream of the process, which stays open.
  init(copyOf stream: CInt) throws(SystemError) {
    number = try system("fcntl") { fcntl(stream, F_DUPFD_CLOEXEC, 0) }
  }

  deinit { _ = Glibc.close(number) }

  /// Closes with a check: network file systems and quotas may tell of a failed write only here.
  consuming func close() throws(SystemError) {
    let status = Glibc.close(number)
    let error = errno
    discard self
    guard status == 0 || error == EINTR else { throw SystemError(call: "close", number: error) }
  }

  /// The same folder again.
  borrowing func duplicate() throws(SystemError) -> Descriptor {
    Descriptor(adopting: try system("fcntl") { fcntl(number, F_DUPFD_CLOEXEC, 0) })
  }

  borrowing func information() throws(SystemError) -> stat {
    var information = stat()
    _ = try system("fstat") { unsafe fstat(number, &information) }
    return information
  }

  /// Makes what was written or renamed survive a power cut.
  borrowing func sync() throws(SystemError) {
    _ = try system("fsync") { fsync(number) }
  }
}

// MARK: - Files

extension Descriptor {
  /// Fills the buffer from where the last reading ended; fewer bytes than it holds, or none, at the
  /// end.
  borrowing func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    let limit = buffer.count
    return try system("read") {
      unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(number, bytes.baseAddress, limit)
      }
    }
  }

  /// All bytes up to the end.
  borrowing func readAll() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try read(into: &buffer)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  borrowing func write(_ bytes: [UInt8]) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      done += try system("write") {
        unsafe bytes.withUnsafeBytes { all in
          unsafe Glibc.write(number, all.baseAddress! + done, all.count - done)
        }
      }
    }
  }

  /// Sets the mode exactly, whatever the process's umask took from it.
  borrowing func setMode(_ mode: mode_t) throws(SystemError) {
    _ = try system("fchmod") { fchmod(number, mode) }
  }
}

// MARK: - Folders

extension Descriptor {
  borrowing func folder(_ name: some Collection<UInt8>) throws(SystemError) -> Descriptor {
    try open(name, O_RDONLY | O_DIRECTORY)
  }

  /// Opens a file for reading.
  borrowing func file(_ name: some Collection<UInt8>) throws(SystemError) -> Descriptor {
    try open(name, O_RDONLY | O_NONBLOCK)
  }

  /// Makes a file by a name that is free, with a mode that the umask narrows.
  borrowing func newFile(_ name: some Collection<UInt8>) throws(SystemError) -> Descriptor {
    try open(name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o666)
  }

  private borrowing func open(
    _ name: some Collection<UInt8>, _ flags: CInt, mode: mode_t = 0
  ) throws(SystemError) -> Descriptor {
    let name = name.cName
    return Descriptor(
      adopting: try system("openat") {
        unsafe openat(number, name, flags | O_NOFOLLOW | O_CLOEXEC, mode)
      })
  }

  /// Makes a folder unless there is one.
  borrowing func makeFolder(_ name: some Collection<UInt8>) throws(SystemError) {
    let name = name.cName
    do throws(SystemError) {
      _ = try system("mkdirat") { unsafe mkdirat(number, name, 0o777) }
    } catch let error where error.number == EEXIST {
    }
  }

  /// What is at a name, the link itself if it is one; nil for nothing.
  borrowing func status(of name: some Collection<UInt8>) throws(SystemError) -> stat? {
    let name = name.cName
    var information = stat()
    do throws(SystemError) {
      _ = try system("fstatat") {
        unsafe fstatat(number, name, &information, AT_SYMLINK_NOFOLLOW)
      }
    } catch let error where error.isAbsence {
      return nil
    }
    return information
  }

  /// Gives a file a name in the place of whatever had it.
  borrowing func rename(
    _ name: some Collection<UInt8>, to other: some Collection<UInt8>
  ) throws(SystemError) {
    let (name, other) = (name.cName, other.cName)
    _ = try system("renameat") { unsafe renameat(number, name, number, other) }
  }

  /// Gives a file a second name, which must be free.
  borrowing func link(
    _ name: some Collection<UInt8>, as other: some Collection<UInt8>
  ) throws(SystemError) {
    let (name, other) = (name.cName, other.cName)
    _ = try system("linkat") { unsafe linkat(number, name, number, other, 0) }
  }

  borrowing func remove(_ name: some Collection<UInt8>) throws(SystemError) {
    let name = name.cName
    _ = try system("unlinkat") { unsafe unlinkat(number, name, 0) }
  }

  /// The names in the folder but `.` and `..`, in no order.
  borrowing func names() throws(SystemError) -> [[UInt8]] {
    let copy = try system("openat") {
      unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = unsafe fdopendir(copy) else {
      let error = errno
      _ = Glibc.close(copy)
      throw SystemError(call: "fdopendir", number: error)
    }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        guard errno == 0 else { throw SystemError(call: "readdir", number: errno) }
        return names
      }
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
  }
}
