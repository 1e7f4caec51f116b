/// Strings: the characters between two quotes.
extension Parser {
  /// Reads a string whose opening quote is at `start` and adds it to the tape.
  ///
  /// The end is behind the closing quote. A key is one line: it may not hold an escaped line feed or
  /// tab.
  @inline(__always)
  mutating func readString(
    _ text: Span<UInt8>, from start: Int, isKey: Bool
  ) throws(JSONProblem) -> (end: Int, isEscaped: Bool) {
    let at = text.endOfPlainText(from: start + 1)
    guard at < text.count, text[at] == UInt8(ascii: "\"") else {
      return try readUnusualString(text, start: start, from: at, isKey: isKey)
    }
    return (append(.string, start..<at + 1), false)
  }

  /// Reads the rest of a string from the first character on that is not plain.
  private mutating func readUnusualString(
    _ text: Span<UInt8>, start: Int, from: Int, isKey: Bool
  ) throws(JSONProblem) -> (end: Int, isEscaped: Bool) {
    var at = from
    var isEscaped = false
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""):
        return (append(.string, start..<at + 1, isEscaped: isEscaped), isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        at = try readEscape(text, from: at, isKey: isKey)
      default: at = try readCharacter(text, from: at)
      }
      at = text.endOfPlainText(from: at)
    }
    throw syntaxError(text, at: at, .closingQuote)
  }

  /// Reads a raw character that is not plain ASCII; returns its end.
  private mutating func readCharacter(
    _ text: Span<UInt8>, from start: Int
  ) throws(JSONProblem) -> Int {
    guard let (scalar, length) = text.scalar(at: start), scalar != "\n", scalar != "\r" else {
      throw syntaxError(text, at: start, .closingQuote)
    }
    let range = start..<start + length
    if isForbiddenInStrings(scalar) { reportForbidden(scalar, at: range) }
    return range.upperBound
  }

  /// Reads an escape whose backslash is at `start`; returns its end.
  private mutating func readEscape(
    _ text: Span<UInt8>, from start: Int, isKey: Bool
  ) throws(JSONProblem) -> Int {
    guard start + 1 < text.count else { throw syntaxError(text, at: start + 1, .escape) }
    switch text[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): break
    case UInt8(ascii: "b"): reportForbidden("\u{8}", at: start..<start + 2)
    case UInt8(ascii: "f"): reportForbidden("\u{C}", at: start..<start + 2)
    case UInt8(ascii: "n"): if isKey { reportForbidden("\n", at: start..<start + 2) }
    case UInt8(ascii: "r"): reportForbidden("\r", at: start..<start + 2)
    case UInt8(ascii: "t"): if isKey { reportForbidden("\t", at: start..<start + 2) }
    case UInt8(ascii: "u"): return try readUnicodeEscape(text, from: start, isKey: isKey)
    default: throw unknownEscape(text, at: start)
    }
    return start + 2
  }

  /// Reads `\uXXXX`, or two of them that make a surrogate pair; returns their end.
  private mutating func readUnicodeEscape(
    _ text: Span<UInt8>, from start: Int, isKey: Bool
  ) throws(JSONProblem) -> Int {
    guard text.codeUnit(ofEscapeAt: start) != nil else {
      throw incompleteEscape(text, at: start)
    }
    let (scalar, length) = text.scalar(ofEscapeAt: start)
    let range = start..<start + length
    if let scalar {
      if isForbiddenInStrings(scalar), isKey || !isLayout(scalar) {
        reportForbidden(scalar, at: range)
      }
    } else {
      let half = Excerpt.quote(text, range)
      report(.loneSurrogate, at: range, found: "the lone surrogate \(half)")
    }
    return range.upperBound
  }

  private mutating func reportForbidden(_ scalar: Unicode.Scalar, at range: Range<Int>) {
    let found = Excerpt.name(ofForbidden: scalar)
    report(.forbiddenCharacter(scalar: scalar), at: range, found: found)
  }

  private func unknownEscape(_ text: Span<UInt8>, at start: Int) -> JSONProblem {
    guard let (_, length) = text.scalar(at: start + 1) else {
      return syntaxError(text, at: start + 1, .escape)
    }
    let range = start..<start + 1 + length
    return JSONProblem(.syntax(.escape), at: range, found: Excerpt.quote(text, range))
  }

  private func incompleteEscape(_ text: Span<UInt8>, at start: Int) -> JSONProblem {
    var end = start + 2
    while end < text.count, text.hexadecimalDigit(at: end) != nil { end += 1 }
    guard end < text.count else { return syntaxError(text, at: end, .hexadecimalDigits) }
    let range = start..<end
    let found = Excerpt.quote(text, range)
    return JSONProblem(.syntax(.hexadecimalDigits), at: range, found: found)
  }
}
