/// The bytes between and inside values.
extension JSONWriter {
  /// Writes what stands between the last thing written and the next value or key.
  @usableFromInline
  mutating func separate() {
    switch position {
    case .afterKey: return
    case .afterOpening: if style == .canonical { appendLineBreak() }
    case .afterValue:
      precondition(level > 0, "a document is exactly one value")
      bytes.append(UInt8(ascii: ","))
      switch style {
      case .canonical: appendLineBreak()
      case .oneLine: bytes.append(UInt8(ascii: " "))
      case .compact: break
      }
    case .start: break
    }
  }

  /// A line end and the indentation of the present level.
  @inline(__always)
  mutating func appendLineBreak() {
    let blanks: StaticString = "\n                                                                "
    let width = min(2 * level, blanks.utf8CodeUnitCount - 1)
    bytes.append(contentsOf: UnsafeBufferPointer(start: blanks.utf8Start, count: 1 + width))
    guard width < 2 * level else { return }
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level - width))
  }

  @inline(__always)
  mutating func append(_ text: Span<UInt8>) {
    text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  @inline(__always)
  mutating func appendQuoted(_ text: Span<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    let plain = text.endOfUnescapedText(from: 0)
    if plain == text.count { append(text) } else { appendEscaped(text, from: plain) }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(never)
  private mutating func appendEscaped(_ text: Span<UInt8>, from first: Int) {
    append(text.extracting(0..<first))
    var at = first
    while at < text.count {
      appendEscape(text[at])
      let next = text.endOfUnescapedText(from: at + 1)
      append(text.extracting(at + 1..<next))
      at = next
    }
  }

  private mutating func appendEscape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default: bytes.append(contentsOf: "u00\(Excerpt.hexadecimal(byte, width: 2))".utf8)
    }
  }

  @inline(__always)
  mutating func appendDigits(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / power))
      rest %= power
      power /= 10
    }
  }
}
