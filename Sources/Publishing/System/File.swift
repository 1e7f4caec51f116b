import Glibc

/// An open file, closed at the end of its scope.
struct File: ~Copyable {
  /// How much is read at once.
  private static let chunk = 65_536

  private let descriptor: CInt

  init(adopting descriptor: CInt) { self.descriptor = descriptor }

  deinit { _ = Glibc.close(descriptor) }

  /// Closes with a check: network file systems and quotas may tell of a failed write only here.
  ///
  /// Linux lets go of the descriptor even when a signal interrupts the call, so this never tries
  /// again.
  consuming func close() throws(SystemError) {
    let status = Glibc.close(descriptor)
    let number = errno
    discard self
    guard status == 0 || number == EINTR else { throw SystemError(call: "close", number: number) }
  }

  borrowing func information() throws(SystemError) -> stat {
    var information = stat()
    _ = try system("fstat") { unsafe fstat(descriptor, &information) }
    return information
  }

  /// Sets the mode exactly, whatever the process's umask took from it.
  borrowing func setMode(_ mode: mode_t) throws(SystemError) {
    _ = try system("fchmod") { fchmod(descriptor, mode) }
  }

  /// Writes all of `bytes` at the start of the file.
  borrowing func write(_ bytes: Span<UInt8>) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      // `pwrite` and not `write`: a fault test can then aim at this call and spare the terminal's.
      done += try system("pwrite") {
        unsafe bytes.withUnsafeBufferPointer { buffer in
          unsafe pwrite(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(done))
        }
      }
    }
  }

  /// Writes all of `bytes`, and reads them back.
  borrowing func fill(with bytes: Span<UInt8>) throws(SystemError) {
    try write(bytes)
    guard try starts(with: bytes) else { throw SystemError(call: "pread", number: EIO) }
  }

  /// Whether the file starts with `bytes`.
  borrowing func starts(with bytes: Span<UInt8>) throws(SystemError) -> Bool {
    guard bytes.count > 0 else { return true }
    let answer: Result<Bool, SystemError> = unsafe withUnsafeTemporaryAllocation(
      byteCount: min(bytes.count, Self.chunk), alignment: 8
    ) { buffer in
      do throws(SystemError) {
        return .success(try unsafe starts(with: bytes, through: buffer))
      } catch {
        return .failure(error)
      }
    }
    return try answer.get()
  }

  private borrowing func starts(
    with bytes: Span<UInt8>, through buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Bool {
    var done = 0
    while done < bytes.count {
      let wanted = min(buffer.count, bytes.count - done)
      let count = try system("pread") {
        unsafe pread(descriptor, buffer.baseAddress!, wanted, off_t(done))
      }
      let isEqual = unsafe bytes.withUnsafeBytes { expected in
        unsafe memcmp(buffer.baseAddress!, expected.baseAddress! + done, count) == 0
      }
      guard count > 0, isEqual else { return false }
      done += count
    }
    return true
  }

  /// All bytes of the file, which is `size` bytes long as far as the caller knows.
  borrowing func read(expecting size: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var wanted = size + 1  // One more, so that the first read usually reaches the end.
    while true {
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: wanted))
      let count = try system("pread") {
        unsafe bytes.withUnsafeMutableBytes { buffer in
          unsafe pread(descriptor, buffer.baseAddress! + start, wanted, off_t(start))
        }
      }
      bytes.removeLast(wanted - count)
      if count < wanted, bytes.count >= size || count == 0 { return bytes }
      wanted = Self.chunk
    }
  }
}

extension Folder {
  /// Makes a file of these bytes, and reads them back.
  func create(_ name: String, _ bytes: Span<UInt8>, mode: mode_t) throws(SystemError) {
    let file = File(adopting: try descriptor(ofNew: name, mode: mode))
    try file.fill(with: bytes)
    try file.close()
  }
}
