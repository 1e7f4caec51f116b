internal import Authoring
internal import Diagnostics

/// Lines that went and came, as commands print them.
enum ChangedLines {
  /// A line longer than this is one of a file that has no lines to speak of.
  private static let widest = 160

  static func text(_ changes: LineChanges) -> String {
    var text = ""
    for line in changes.removed { text += "  - \(shown(line))\n" }
    for line in changes.added { text += "  + \(shown(line))\n" }
    return text
  }

  private static func shown(_ line: [UInt8]) -> String {
    let text = VisibleText.line(String(decoding: line.prefix(widest), as: UTF8.self))
    return line.count > widest ? "\(text)… (\(line.count) bytes)" : text
  }
}
