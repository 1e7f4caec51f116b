import Glibc

/// Our end of a socket to a helper. A socket and not a pipe: who writes to a pipe that nobody reads gets a signal.
final class Stream {
  private(set) var isOpen = true
  private let ours: Descriptor
  private var theirs: Descriptor?

  /// Two ends. Neither is one of the three standard ones, which a helper gets its own of.
  init() throws(Failure) {
    var ends: [CInt] = [-1, -1]
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failure(number: errno) }
    let first = Descriptor(adopting: ends[0])
    let second = Descriptor(adopting: ends[1])
    ours = Descriptor(adopting: fcntl(first.raw, F_DUPFD_CLOEXEC, 3))
    let other = Descriptor(adopting: fcntl(second.raw, F_DUPFD_CLOEXEC, 3))
    guard ours.raw >= 0, other.raw >= 0 else { throw Failure(number: EMFILE) }
    theirs = consume other
  }

  /// `errno` after a call that failed.
  struct Failure: Error { let number: Int32 }

  var descriptor: CInt { ours.raw }

  /// The helper's end, until it is handed over.
  var helperEnd: CInt { theirs?.raw ?? -1 }

  /// Closes the helper's end here, or we would never see that the helper closed it.
  func handOver() { theirs = nil }

  /// Sends what can be sent without waiting, and says how much that was.
  func send(_ bytes: ArraySlice<UInt8>) -> Int {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.send(
        descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL))
    }
    if count < 0, errno != EAGAIN, errno != EINTR { isOpen = false }
    return max(0, count)
  }

  /// What has come; nothing if nothing has, or if the other end is closed.
  func receive() -> [UInt8] {
    guard isOpen else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      let count = unsafe recv(
        descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT))
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isOpen = false }
      initialized = max(0, count)
    }
  }

  /// Tells the other end that nothing more comes.
  func finish() {
    isOpen = false
    _ = shutdown(descriptor, CInt(SHUT_WR))
  }
}
