/// Numbers: the grammar of RFC 8259, of which only integers are welcome.
extension Parser {
  /// Reads a number that begins at `start` with a digit or a minus, and adds it to the tape.
  mutating func readNumber(_ text: Span<UInt8>, from start: Int) throws(JSONProblem) -> Int {
    let isNegative = text[start] == UInt8(ascii: "-")
    let digits = start + (isNegative ? 1 : 0)
    let whole = try readDigits(text, from: digits)
    let fraction = try readFraction(text, from: whole)
    let end = try readExponent(text, from: fraction)
    let isZero = text[digits] == UInt8(ascii: "0")
    let kind: JSONProblem.Kind
    if isZero, whole > digits + 1 {
      kind = .leadingZero
    } else if end > whole || (isZero && isNegative) {
      kind = .notAnInteger
    } else if text.exactInteger(start..<end) == nil {
      kind = .integerOutOfRange
    } else {
      return append(.integer, start..<end)
    }
    report(kind, at: start..<end, found: Excerpt.quote(text, start..<end))
    return append(.otherNumber, start..<end)
  }

  private func readFraction(_ text: Span<UInt8>, from at: Int) throws(JSONProblem) -> Int {
    guard at < text.count, text[at] == UInt8(ascii: ".") else { return at }
    return try readDigits(text, from: at + 1)
  }

  private func readExponent(_ text: Span<UInt8>, from start: Int) throws(JSONProblem) -> Int {
    guard start < text.count, text[start] | 0x20 == UInt8(ascii: "e") else { return start }
    var at = start + 1
    if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
    return try readDigits(text, from: at)
  }

  /// Reads one digit or more.
  private func readDigits(_ text: Span<UInt8>, from start: Int) throws(JSONProblem) -> Int {
    var at = start
    while at < text.count, text[at] &- UInt8(ascii: "0") < 10 { at += 1 }
    guard at > start else { throw syntaxError(text, at: at, .digit) }
    return at
  }
}

extension Span<UInt8> {
  /// The value of an integer literal, if it lies in ±(2⁵³ − 1).
  func exactInteger(_ range: Range<Int>) -> Int? {
    let isNegative = self[range.lowerBound] == UInt8(ascii: "-")
    let digits = range.lowerBound + (isNegative ? 1 : 0)
    guard range.upperBound - digits <= 16 else { return nil }
    var value = 0
    for at in digits..<range.upperBound { value = value * 10 + Int(self[at] - UInt8(ascii: "0")) }
    guard value <= 9_007_199_254_740_991 else { return nil }
    return isNegative ? -value : value
  }
}
