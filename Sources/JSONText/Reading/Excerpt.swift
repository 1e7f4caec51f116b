/// Words for what stands at a place in a document, safe to print whatever the bytes are.
enum Excerpt {
  /// How many bytes of the document a message quotes at most.
  private static let limit = 40

  /// What begins at an offset: the end, a word, or one character.
  static func token(_ text: Span<UInt8>, at: Int) -> String {
    guard at < text.count else { return "the end of the document" }
    guard isWordByte(text[at]) else { return character(text, at: at) }
    var end = at
    while end < text.count, isWordByte(text[end]) { end += 1 }
    return quote(text, at..<end)
  }

  /// The range that ``token(_:at:)`` is about: empty at the end.
  static func tokenRange(_ text: Span<UInt8>, at: Int) -> Range<Int> {
    guard at < text.count else { return text.count..<text.count }
    guard isWordByte(text[at]) else { return at..<at + (text.scalar(at: at)?.length ?? 1) }
    var end = at
    while end < text.count, isWordByte(text[end]) { end += 1 }
    return at..<end
  }

  /// The bytes of a range between backquotes; what is not printable ASCII shows as `\u{…}`.
  static func quote(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
    var words = "`"
    var at = range.lowerBound
    let end = min(range.upperBound, range.lowerBound + limit)
    while at < end {
      let scalar = text.scalar(at: at)
      words += scalar.map { printable($0.value) } ?? "\\x\(hexadecimal(text[at], width: 2))"
      at += scalar?.length ?? 1
    }
    return words + (end < range.upperBound ? "…`" : "`")
  }

  /// A name for a character that must not be printed, such as `the control character U+0007`.
  static func name(ofForbidden scalar: Unicode.Scalar) -> String {
    let kind = scalar.properties.generalCategory == .control ? "control" : "invisible"
    return "the \(kind) character U+\(hexadecimal(scalar.value, width: 4).uppercased())"
  }

  static func hexadecimal(_ number: some BinaryInteger, width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func character(_ text: Span<UInt8>, at: Int) -> String {
    guard let (scalar, length) = text.scalar(at: at) else {
      return "the byte 0x\(hexadecimal(text[at], width: 2))"
    }
    switch scalar {
    case "\n", "\r": return "the end of the line"
    case "/": return isComment(text, at: at) ? "a comment" : "`/`"
    default:
      return isForbiddenInStrings(scalar)
        ? name(ofForbidden: scalar) : quote(text, at..<at + length)
    }
  }

  private static func isComment(_ text: Span<UInt8>, at: Int) -> Bool {
    at + 1 < text.count
      && (text[at + 1] == UInt8(ascii: "/") || text[at + 1] == UInt8(ascii: "*"))
  }

  private static func printable(_ scalar: Unicode.Scalar) -> String {
    let isPrintable = (0x20..<0x7F).contains(scalar.value) && scalar != "`"
    return isPrintable ? String(scalar) : "\\u{\(hexadecimal(scalar.value, width: 2))}"
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
