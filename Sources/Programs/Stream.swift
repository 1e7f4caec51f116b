import Glibc

/// Our end of a socket to a program. A socket and not a pipe: who writes to a pipe that nobody reads gets a signal.
public final class Stream {
  public private(set) var isOpen = true
  private let ours: Descriptor
  private var theirs: Descriptor?

  /// Two ends. Neither is one of the three standard ones, which a program gets its own of.
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

  /// The program's end, until it is handed over.
  var theirEnd: CInt { theirs?.raw ?? -1 }

  /// Closes the program's end here, or we would never see that the program closed it.
  func handOver() { theirs = nil }

  /// Sends what can be sent without waiting, and says how much that was.
  public func send(_ bytes: ArraySlice<UInt8>) -> Int {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.send(
        descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL))
    }
    if count < 0, errno != EAGAIN, errno != EINTR { isOpen = false }
    return max(0, count)
  }

  /// What has come; nothing if nothing has, or if the other end is closed.
  public func receive() -> [UInt8] {
    guard isOpen else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      let count = unsafe recv(
        descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT))
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isOpen = false }
      initialized = max(0, count)
    }
  }

  /// Tells the other end that nothing more comes.
  public func finish() {
    isOpen = false
    _ = shutdown(descriptor, CInt(SHUT_WR))
  }

  /// Sends all of it, however slowly it is read. False if it is read no more, or if nothing is for so long.
  public func sendAll(_ bytes: [UInt8], silence: Duration) -> Bool {
    var unsent = bytes[...]
    while true {
      unsent = unsent.dropFirst(send(unsent))
      guard isOpen else { return false }
      if unsent.isEmpty { return true }
      guard waits(for: POLLOUT, atMost: silence) else { return false }
    }
  }

  /// What comes next, waited for; nothing if the other end is closed, or silent for so long.
  public func receiveNext(silence: Duration) -> [UInt8] {
    while isOpen {
      let heard = receive()
      if !heard.isEmpty { return heard }
      guard isOpen, waits(for: POLLIN, atMost: silence) else { break }
    }
    return []
  }

  private func waits(for events: CInt, atMost silence: Duration) -> Bool {
    let end = ContinuousClock.now + silence
    repeat {
      if Stream.wait([(self, events, true)], atMost: end - .now) { return true }
    } while ContinuousClock.now < end  // A signal came in between.
    return false
  }

  /// Waits until one of the streams can be used as wanted: `POLLIN` or `POLLOUT`. False if none can in that time.
  static func wait(
    _ streams: [(stream: Stream, events: CInt, isWanted: Bool)], atMost time: Duration
  ) -> Bool {
    var polled = streams.filter(\.isWanted).map {
      pollfd(fd: $0.stream.descriptor, events: Int16($0.events), revents: 0)
    }
    let milliseconds = time.components.seconds * 1000 + 1000
    return unsafe poll(&polled, nfds_t(polled.count), CInt(clamping: milliseconds)) > 0
  }
}
