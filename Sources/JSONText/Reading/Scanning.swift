/// Eight bytes at a time. Every access is checked against the bounds of the span.
extension Span<UInt8> {
  /// The eight bytes at an offset, the first one lowest.
  @inline(__always)
  func word(at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  /// The offset of the first byte at or after `start` that is not a blank; `count` if there is none.
  @inline(__always)
  func endOfBlanks(from start: Int) -> Int {
    var at = start
    while at < count {
      switch self[at] {
      case UInt8(ascii: "\n"): at = endOfSpaces(from: at + 1)
      case UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\t"): at += 1
      default: return at
      }
    }
    return at
  }

  /// Skips the indentation of a line, eight spaces at a time; may leave spaces for the caller.
  @inline(__always)
  private func endOfSpaces(from start: Int) -> Int {
    var at = start
    while at <= count - 8 {
      let others = word(at: at) ^ everyByte(UInt8(ascii: " "))
      guard others == 0 else { return at + others.trailingZeroBitCount / 8 }
      at += 8
    }
    return at
  }

  /// The offset of the first byte at or after `start` that the reader must look at inside a string:
  /// a quote, a backslash, a control character, or a byte beyond ASCII. `count` if there is none.
  @inline(__always)
  func endOfPlainText(from start: Int) -> Int {
    var at = start
    while at <= count - 8 {
      let word = word(at: at)
      let marks = bytesToEscape(in: word) | bytesBeyondPrintable(in: word)
      guard marks == 0 else { return at + marks.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < count, !mustEscape(self[at]), self[at] < 0x7F { at += 1 }
    return at
  }

  /// The offset of the first byte at or after `start` that the writer must escape: a quote, a
  /// backslash, or a C0 control character. `count` if there is none.
  @inline(__always)
  func endOfUnescapedText(from start: Int) -> Int {
    var at = start
    while at <= count - 8 {
      let marks = bytesToEscape(in: word(at: at))
      guard marks == 0 else { return at + marks.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < count, !mustEscape(self[at]) { at += 1 }
    return at
  }
}

// The functions on words run over all eight bytes at once and set the highest bit of each byte they
// look for. A carry or borrow leaves a byte only if that byte is itself marked, so it can mark later
// bytes wrongly but never the first.

@inline(__always)
private func everyByte(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

/// Marks quotes, backslashes and C0 control characters.
@inline(__always)
private func bytesToEscape(in word: UInt64) -> UInt64 {
  let quotes = word ^ everyByte(UInt8(ascii: "\""))
  let backslashes = word ^ everyByte(UInt8(ascii: "\\"))
  let controlMarks = (word &- everyByte(0x20)) & ~word
  let quoteMarks = (quotes &- everyByte(0x01)) & ~quotes
  let backslashMarks = (backslashes &- everyByte(0x01)) & ~backslashes
  return (controlMarks | quoteMarks | backslashMarks) & everyByte(0x80)
}

/// Marks DEL and everything beyond ASCII.
@inline(__always)
private func bytesBeyondPrintable(in word: UInt64) -> UInt64 {
  ((word &+ everyByte(0x01)) | word) & everyByte(0x80)
}

@inline(__always)
private func mustEscape(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}
