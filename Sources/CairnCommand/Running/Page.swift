internal import Diagnostics

/// Colours for a terminal.
struct Ink: Sendable {
  let isOn: Bool

  func bold(_ text: String) -> String { colored("1", text) }
  func faint(_ text: String) -> String { colored("2", text) }
  func warning(_ text: String) -> String { colored("1;33", text) }

  private func colored(_ code: String, _ text: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// A page of text for people. Whatever is put on it is escaped for a terminal.
struct Page {
  private(set) var text = ""
  private let ink: Ink

  init(ink: Ink) { self.ink = ink }

  mutating func title(_ title: String, _ rest: String?) {
    let rest = rest.map { "  " + VisibleText.line($0) } ?? ""
    text += ink.bold(VisibleText.line(title)) + rest + "\n"
  }

  mutating func heading(_ heading: String) { text += ink.bold(heading) + "\n" }

  /// An empty line, unless there is one.
  mutating func gap() {
    if !text.isEmpty, !text.utf8.suffix(2).elementsEqual("\n\n".utf8) { text += "\n" }
  }

  /// A text of any number of lines, each of which is indented.
  mutating func line(_ content: String) {
    for line in content.utf8.split(separator: UInt8(ascii: "\n")) {
      text += "  \(VisibleText.line(String(decoding: line, as: UTF8.self)))\n"
    }
  }

  mutating func field(_ name: String, _ value: String) {
    text += "  \(ink.faint(padded(name, 17)))\(VisibleText.line(value))\n"
  }

  mutating func warning(_ content: String) {
    text += "    \(ink.warning(VisibleText.line(content)))\n"
  }

  /// What belongs to the line above.
  mutating func note(_ content: String) { text += "    \(ink.faint(VisibleText.line(content)))\n" }

  /// Texts side by side, each at least so wide.
  mutating func columns(_ columns: [(text: String, width: Int)]) {
    let cells = columns.filter { !$0.text.isEmpty }
      .map { padded(VisibleText.line($0.text), $0.width) }
    var line = "  " + cells.joined(separator: "  ")
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    text += line + "\n"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
