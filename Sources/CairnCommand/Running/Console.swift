internal import CLinux
internal import Glibc
internal import Synchronization

/// Where results and all else go.
struct Console: Sendable {
  let output: @Sendable (String) -> Void
  let error: @Sendable (String) -> Void
  let outputIsTerminal: Bool
  let errorsAreTerminal: Bool
  /// How wide the terminal is that results go to; nil if they go elsewhere, or it cannot tell.
  var columns: @Sendable () -> Int? = { nil }
  /// Why results were lost, if they were: a full disk behind a redirection.
  var loss: @Sendable () -> Failure? = { nil }

  /// The process's own standard output and error.
  static let standard: Console = {
    let failure = LostOutput()
    return Console(
      output: { text in
        if let number = write(text, to: 1) { failure.number.withLock { $0 = number } }
      }, error: { text in _ = write(text, to: 2) }, outputIsTerminal: isatty(1) == 1,
      errorsAreTerminal: isatty(2) == 1,
      columns: {
        let columns = Int(cairn_terminal_columns(1))
        return columns > 0 ? columns : nil
      },
      loss: { failure.number.withLock { $0 }.map(Failure.init(lost:)) })
  }()

  /// Writes all of a text, and returns the error number if that fails.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        guard errno == EINTR else { return errno }
        continue
      }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }
}

/// The last error of writing results.
private final class LostOutput: Sendable {
  let number = Mutex<Int32?>(nil)
}

extension Failure {
  fileprivate init(lost number: Int32) {
    self.init(
      .disk,
      "the result could not be written to standard output: \(String(cString: strerror(number)))",
      wayOut: "make room, or write it elsewhere; nothing else was lost")
  }
}
