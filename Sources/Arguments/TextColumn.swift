/// Lays text out in lines of at most 80 columns.
enum TextColumn {
  static let width = 80
  private static let labelWidth = 26

  /// The words of a text, by its blanks.
  static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  /// The words in lines. All lines are indented, and those after the first by `hanging` too.
  static func wrap(
    _ words: [String], indent: Int, hanging: Int = 0, width: Int = TextColumn.width
  ) -> String {
    var lines: [String] = []
    var line = ""
    for word in words {
      let margin = lines.isEmpty ? indent : indent + hanging
      if line.isEmpty {
        line = word
      } else if margin + line.unicodeScalars.count + 1 + word.unicodeScalars.count <= width {
        line += " " + word
      } else {
        lines.append(blanks(margin) + line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(blanks(lines.isEmpty ? indent : indent + hanging) + line) }
    return lines.joined(separator: "\n")
  }

  /// Paragraphs parted by blank lines. A paragraph with an indented first line keeps its lines.
  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.isEmpty }
      .map { lines in
        lines[lines.startIndex].hasPrefix(" ")
          ? lines.joined(separator: "\n") : wrap(words(lines.joined(separator: " ")), indent: 0)
      }
      .joined(separator: "\n\n")
  }

  /// A label with its explanation beside it, or below it where the label is long.
  static func row(_ label: String, _ explanation: String) -> String {
    let label = "  " + label
    let text = wrap(words(explanation), indent: 0, width: width - labelWidth)
      .split(separator: "\n").map { blanks(labelWidth) + $0 }
    guard let first = text.first else { return label }
    guard label.unicodeScalars.count < labelWidth else {
      return ([label] + text).joined(separator: "\n")
    }
    let gap = blanks(labelWidth - label.unicodeScalars.count)
    let head = label + gap + first.dropFirst(labelWidth)
    return ([head] + text.dropFirst()).joined(separator: "\n")
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
