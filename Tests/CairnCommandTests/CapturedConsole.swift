import Synchronization

@testable import CairnCommand

/// Runs the program and keeps what it prints.
struct Run {
  let code: Int32
  let output: String
  let errors: String

  init(_ words: String..., onTerminal: Bool = false) {
    self.init(words: words, onTerminal: onTerminal)
  }

  /// - Parameter columns: How wide the terminal is that results go to; nil if they go elsewhere.
  init(words: [String], onTerminal: Bool = false, columns: Int? = nil) {
    let printed = Printed()
    let console = Console(
      output: { text in printed.output.withLock { $0 += text } },
      error: { text in printed.errors.withLock { $0 += text } }, outputIsTerminal: false,
      errorsAreTerminal: onTerminal, columns: { columns })
    code = Cairn.run(words, console: console)
    output = printed.output.withLock { $0 }
    errors = printed.errors.withLock { $0 }
  }

  private final class Printed: Sendable {
    let output = Mutex("")
    let errors = Mutex("")
  }
}
