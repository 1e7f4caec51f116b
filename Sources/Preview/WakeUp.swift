import Glibc
import Synchronization

/// A pipe to itself: what is written on one end, from a thread or a signal handler, wakes who waits
/// at the other.
final class WakeUp: Sendable {
  private let reading: Descriptor
  private let writing: Descriptor

  init() throws(PreviewError) {
    var ends: [CInt] = [-1, -1]
    _ = try PreviewError.check("open a pipe", unsafe pipe(&ends))
    reading = Descriptor(adopting: ends[0])
    writing = Descriptor(adopting: ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  /// Readable once `signal()` was called, and from then on.
  var descriptor: CInt { reading.raw }

  func signal() { Self.signal(writing.raw) }

  fileprivate var target: CInt { writing.raw }

  fileprivate static func signal(_ end: CInt) {
    var byte: UInt8 = 1
    _ = unsafe write(end, &byte, 1)
  }
}

/// The end of a pipe that signal handlers write to; a handler can hold nothing itself.
private let signalled = Atomic<CInt>(-1)

/// Wakes a server when a signal comes, until `restore()` puts back what was there.
struct SignalHandler {
  private let number: CInt
  private let previous: sigaction
  private let previousMask: sigset_t

  init(_ number: CInt, waking wake: WakeUp) {
    signalled.store(wake.target, ordering: .sequentiallyConsistent)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in
      let saved = errno
      WakeUp.signal(signalled.load(ordering: .sequentiallyConsistent))
      errno = saved
    }
    action.sa_flags = SA_RESTART
    var previous = sigaction()
    _ = unsafe sigaction(number, &action, &previous)
    self.number = number
    self.previous = previous
    // Whoever started us may have blocked it, and that is inherited.
    var signals = sigset_t()
    var mask = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, &mask)
    previousMask = mask
  }

  func restore() {
    var (previous, mask) = (previous, previousMask)
    _ = unsafe sigaction(number, &previous, nil)
    unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
  }
}
