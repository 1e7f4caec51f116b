/// Appends XML 1.0: elements one a line, with two spaces a level.
///
/// What XML cannot hold at all, such as most control characters, is shown as `VisibleText` shows it.
struct XMLText {
  private var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
  private var level = 0

  var bytes: [UInt8] { Array(text.utf8) }

  /// Begins an element, whose content follows on lines of its own.
  mutating func open(_ name: String, _ attributes: [(String, String)]) {
    text += indent + Self.tag(name, attributes) + "\n"
    level += 1
  }

  mutating func close(_ name: String) {
    level -= 1
    text += "\(indent)</\(name)>\n"
  }

  /// An element that holds a text; its line ends are kept.
  mutating func element(_ name: String, _ attributes: [(String, String)], _ content: String) {
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
    text += indent + Self.tag(name, attributes)
    text += lines.map { Self.escape(String($0)) }.joined(separator: "\n") + "</\(name)>\n"
  }

  private var indent: String { String(repeating: "  ", count: level) }

  private static func tag(_ name: String, _ attributes: [(String, String)]) -> String {
    "<\(name)\(attributes.map { " \($0.0)=\"\(escape($0.1))\"" }.joined())>"
  }

  private static func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in VisibleText.line(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "'": escaped += "&apos;".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
