/// Hexadecimal text without a detour through strings: a build writes some hundred thousand digests.
package enum Hexadecimal {
  private static let digits: InlineArray<16, UInt8> = [
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
  ]

  /// Appends the sixteen lower-case digits of a word.
  package static func append(_ word: UInt64, to buffer: inout [UInt8]) {
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      buffer.append(digits[Int(truncatingIfNeeded: word >> shift & 15)])
    }
  }

  /// The lower-case digits of bytes.
  package static func text(of bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The number that at most sixteen lower-case digits spell; nil where a byte is none.
  static func value(of digits: Span<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    var strangers: UInt8 = 0
    for at in digits.indices {
      // Digits and letters come in no order that a processor could foresee: no branch depends on them.
      let decimal = digits[at] &- UInt8(ascii: "0")
      let letter = digits[at] &- UInt8(ascii: "a")
      let value = decimal < 10 ? decimal : letter < 6 ? letter + 10 : 0xFF
      strangers |= value
      number = number << 4 | UInt64(value & 15)
    }
    return strangers < 16 ? number : nil
  }

  /// The value of a lower-case digit.
  @inline(__always)
  package static func value(of digit: UInt8) -> UInt8? {
    let decimal = digit &- UInt8(ascii: "0")
    if decimal < 10 { return decimal }
    let letter = digit &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }
}
