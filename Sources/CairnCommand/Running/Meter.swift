/// A line on a terminal that says how far a long work is; nothing where standard error is no terminal.
struct Meter: Sendable {
  private let console: Console?

  init(_ tool: Tool) {
    console = tool.console.errorsAreTerminal && !tool.isQuiet ? tool.console : nil
  }

  /// Replaces the line.
  func show(_ text: String) { console?.error("\r\u{1B}[K\(text)") }

  /// Takes the line away.
  func clear() { console?.error("\r\u{1B}[K") }
}
