internal import CLinux
import Glibc

/// A program that cannot be started.
public struct NoProgram: Error, Hashable, Sendable {
  public let name: String
  public let errno: Int32

  public init(name: String, errno: Int32) {
    self.name = name
    self.errno = errno
  }
}

/// A process that was started, and is ended with this value if it has not ended by then.
public struct Child: ~Copyable {
  public let input: Stream
  public let output: Stream
  public let errors: Stream
  private let process: pid_t
  private var hasEnded = false

  private init(_ process: pid_t, input: Stream, output: Stream, errors: Stream) {
    self.process = process
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// Starts a program, looked up in `PATH`.
  ///
  /// - Parameter environment: `NAME=value`; nothing of our own environment is added.
  public static func start(
    _ name: String, _ arguments: [String], _ environment: [String]
  ) throws(NoProgram) -> Child {
    do throws(Stream.Failure) {
      let streams = [try Stream(), try Stream(), try Stream()]
      let process = try spawn(name, arguments, environment, streams.map(\.theirEnd))
      for stream in streams { stream.handOver() }
      return Child(process, input: streams[0], output: streams[1], errors: streams[2])
    } catch {
      throw NoProgram(name: name, errno: error.number)
    }
  }

  deinit {
    if !hasEnded { Self.end(process) }
  }

  /// Ends the program if it has not ended yet.
  public mutating func stop() {
    if !hasEnded { Self.end(process) }
    hasEnded = true
  }

  private static func end(_ process: pid_t) {
    kill(process, SIGKILL)
    var status: CInt = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  private static func spawn(
    _ name: String, _ arguments: [String], _ environment: [String], _ streams: [CInt]
  ) throws(Stream.Failure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (target, stream) in streams.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, stream, CInt(target))
    }
    // Whoever started us may have left files open.
    unsafe cairn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let status = unsafe CStrings([name] + arguments).withPointers { words in
      unsafe CStrings(environment).withPointers { variables in
        unsafe posix_spawnp(&process, name, &actions, &attributes, words, variables)
      }
    }
    guard status == 0 else { throw Stream.Failure(number: status) }
    return process
  }

  /// The exit status of a program that has closed its streams; nil if it did not end by itself, or not in time.
  public mutating func wait(until end: ContinuousClock.Instant) -> Int32? {
    while true {
      var status: CInt = 0
      let found = unsafe waitpid(process, &status, WNOHANG)
      if found == process {
        hasEnded = true
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
      }
      guard found == 0 || errno == EINTR else {
        hasEnded = true
        return nil
      }
      guard ContinuousClock.now < end else { return nil }
      usleep(1000)
    }
  }
}

/// Strings as C takes them: a list of pointers with a null at its end, freed with this value.
@safe private struct CStrings: ~Copyable {
  typealias Pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  private let pointers: Pointers
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe pointers = .allocate(capacity: count + 1)
    for (at, string) in strings.enumerated() {
      unsafe (pointers + at).initialize(to: strdup(string))
    }
    unsafe (pointers + count).initialize(to: nil)
  }

  deinit {
    for at in 0..<count { unsafe free(pointers[at]) }
    unsafe pointers.deallocate()
  }

  borrowing func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
    unsafe body(pointers)
  }
}
