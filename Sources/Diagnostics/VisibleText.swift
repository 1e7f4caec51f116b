package import IndexModel

/// Text of strangers, made safe to print: what a terminal or a log would obey is shown instead.
///
/// Control and format characters (escape sequences, line ends, bidirectional overrides, invisible
/// blanks) become `\u{1b}`, bytes that are not UTF-8 become `\xff`. Of two number signs the second
/// is escaped, because the runners of GitHub and Azure take `##[` and `##vso[` for commands
/// wherever they stand in a line.
package enum VisibleText {
  /// A character as it is shown.
  struct Cell {
    /// The bytes of the source that the cell stands for.
    let bytes: Range<Int>
    let text: String
    /// How many columns of a terminal the text fills.
    let width: Int
  }

  /// The text on one line.
  package static func line(_ text: String) -> String { line(Array(text.utf8)) }

  /// The bytes on one line.
  package static func line(_ bytes: [UInt8]) -> String {
    cells(of: bytes[...]).map(\.text).joined()
  }

  /// The text on one line of so many columns of a terminal at most: what is too long ends with an ellipsis.
  package static func line(_ text: String, columns: Int) -> String {
    let cells = cells(of: Array(text.utf8)[...])
    guard cells.reduce(0, { $0 + $1.width }) > columns else { return cells.map(\.text).joined() }
    var left = columns - 1
    let fitting = cells.prefix { cell in
      left -= cell.width
      return left >= 0
    }
    return fitting.map(\.text).joined() + "…"
  }

  /// How many columns of a terminal the text fills on one line.
  package static func columns(of text: String) -> Int {
    cells(of: Array(text.utf8)[...]).reduce(0) { $0 + $1.width }
  }

  /// A path as the start of a line: one that does not begin as paths do gets `./` in front.
  package static func path(_ path: RepositoryPath) -> String {
    let text = line(path.bytes)
    switch text.utf8.first ?? 0 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
      return text
    default: return "./" + text
    }
  }

  /// The bytes, character by character.
  static func cells(of bytes: ArraySlice<UInt8>) -> [Cell] {
    var cells: [Cell] = []
    var start = bytes.startIndex
    var follows = false
    while start < bytes.endIndex {
      let scalar = scalar(in: bytes, at: start)
      let end = start + (scalar.map { UTF8.width($0) } ?? 1)
      let (text, width) = shown(scalar, byte: bytes[start], followsNumberSign: follows)
      cells.append(Cell(bytes: start..<end, text: text, width: width))
      follows = scalar == "#"
      start = end
    }
    return cells
  }

  /// Whether a character has to be escaped wherever it is printed.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// The escaped form of a character.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  private static func shown(
    _ scalar: Unicode.Scalar?, byte: UInt8, followsNumberSign: Bool
  ) -> (String, width: Int) {
    guard let scalar else { return ("\\x" + String(byte, radix: 16), 4) }
    if scalar == "\t" { return ("    ", 4) }
    if isHidden(scalar) || (followsNumberSign && scalar == "#") {
      let text = escape(scalar)
      return (text, text.utf8.count)
    }
    return (String(scalar), columns(of: scalar))
  }

  /// The character that starts at `start`; nil if the bytes there are not UTF-8.
  private static func scalar(in bytes: ArraySlice<UInt8>, at start: Int) -> Unicode.Scalar? {
    let length =
      switch bytes[start] {
      case ..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0, start + length <= bytes.endIndex else { return nil }
    return String(validating: bytes[start..<start + length], as: UTF8.self)?.unicodeScalars.first
  }

  /// How wide terminals draw a character.
  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: 0
    default: isWide(scalar.value) ? 2 : 1
    }
  }

  /// The wide blocks of Unicode's East Asian Width, and the pictures.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
