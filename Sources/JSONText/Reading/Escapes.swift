extension Span<UInt8> {
  /// The value of the hexadecimal digit at an offset.
  func hexadecimalDigit(at: Int) -> UInt16? {
    switch self[at] {
    case let byte where byte &- UInt8(ascii: "0") < 10: UInt16(byte - UInt8(ascii: "0"))
    case let byte where (byte | 0x20) &- UInt8(ascii: "a") < 6:
      UInt16((byte | 0x20) - UInt8(ascii: "a") + 10)
    default: nil
    }
  }

  /// The UTF-16 code unit that `\uXXXX` at an offset names; nil if no such escape stands there.
  func codeUnit(ofEscapeAt start: Int) -> UInt16? {
    guard start <= count - 6, self[start] == UInt8(ascii: "\\"),
      self[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for offset in 2..<6 {
      guard let digit = hexadecimalDigit(at: start + offset) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// The character that the escape `\uXXXX` at an offset names, together with the escape behind it
  /// if the two are a surrogate pair; nil for a lone surrogate.
  ///
  /// `length` is the number of bytes of the escape or the two.
  func scalar(ofEscapeAt start: Int) -> (scalar: Unicode.Scalar?, length: Int) {
    guard let unit = codeUnit(ofEscapeAt: start) else { return (nil, 6) }
    guard UTF16.isLeadSurrogate(unit), let next = codeUnit(ofEscapeAt: start + 6),
      UTF16.isTrailSurrogate(next)
    else { return (Unicode.Scalar(unit), 6) }
    let value = 0x1_0000 + UInt32(unit & 0x3FF) << 10 + UInt32(next & 0x3FF)
    return (Unicode.Scalar(value), 12)
  }

  /// The text of a string, given the range between its quotes, which the reader has accepted.
  ///
  /// A lone surrogate becomes U+FFFD.
  func unescaped(_ body: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(body.count)
    var at = body.lowerBound
    while at < body.upperBound {
      guard self[at] == UInt8(ascii: "\\") else {
        text.append(self[at])
        at += 1
        continue
      }
      guard self[at + 1] == UInt8(ascii: "u") else {
        text.append(unescapedByte(self[at + 1]))
        at += 2
        continue
      }
      let (scalar, length) = scalar(ofEscapeAt: at)
      text.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}")!)
      at += length
    }
    return text
  }
}

/// What a backslash and this letter stand for.
private func unescapedByte(_ letter: UInt8) -> UInt8 {
  switch letter {
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  case UInt8(ascii: "n"): 0x0A
  case UInt8(ascii: "r"): 0x0D
  case UInt8(ascii: "t"): 0x09
  default: letter
  }
}
