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

  init(words: [String], onTerminal: Bool = false) {
    let printed = Printed()
    let console = Console(
      output: { text in printed.output.withLock { $0 += text } },
      error: { text in printed.errors.withLock { $0 += text } }, outputIsTerminal: false,
      errorsAreTerminal: onTerminal)
    code = Cairn.run(words, console: console)
    output = printed.output.withLock { $0 }
    errors = printed.errors.withLock { $0 }
  }

  private final class Printed: Sendable {
    let output = Mutex("")
    let errors = Mutex("")
  }
}
