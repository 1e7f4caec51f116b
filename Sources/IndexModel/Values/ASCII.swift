/// What one byte is, by ASCII alone: no locale and no Unicode table has a say in an identity.
extension UInt8 {
  @inlinable package var isDigit: Bool { self &- 0x30 < 10 }

  @inlinable package var isUpper: Bool { self &- 0x41 < 26 }

  @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inlinable package var isAlphanumeric: Bool { isDigit || isLetter }

  /// Visible: neither a blank nor a control byte, nor beyond ASCII.
  @inlinable package var isVisible: Bool { self &- 0x21 < 0x5E }

  @inlinable package var lowered: UInt8 { isUpper ? self | 0x20 : self }

  /// The value of a hexadecimal digit of either case.
  @inlinable package var hexValue: UInt8? {
    if isDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }

  /// The byte as a message shows it: itself when it is visible, else its number, so that no message
  /// carries a control byte.
  package var shown: String {
    isVisible ? "`\(Character(Unicode.Scalar(self)))`" : "the byte 0x" + Self.hex(self)
  }

  private static func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
  }
}

extension StringProtocol {
  /// The same text with `A-Z` as `a-z` and all else as it is.
  package var asciiLowered: String {
    guard utf8.contains(where: \.isUpper) else { return String(self) }
    return String(decoding: utf8.map(\.lowered), as: UTF8.self)
  }

  /// Whether the bytes are those of `other`, letters of ASCII compared without case.
  package func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
    utf8.elementsEqual(other.utf8) { $0.lowered == $1.lowered }
  }

  /// Whether the bytes end in those of `suffix`, letters of ASCII compared without case.
  package func endsIgnoringCase(in suffix: String) -> Bool {
    utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) { $0.lowered == $1.lowered }
  }
}

/// A set of bytes below 128, asked at every byte of every path and URL: two words instead of a
/// search.
struct ASCIISet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The set of the text's bytes, which are ASCII.
  init(_ text: String) {
    for byte in text.utf8 {
      precondition(byte < 128, "a set of ASCII")
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }
}

/// The names that Windows keeps for devices, with any extension: a file of that name cannot be
/// checked out there.
enum WindowsDevice {
  /// Whether `name`, up to its first dot, is `con`, `prn`, `aux`, `nul`, `com1`–`com9` or
  /// `lpt1`–`lpt9` in any case.
  static func isNamed(by name: Span<UInt8>) -> Bool {
    var stem: UInt32 = 0
    var length = 0
    for at in name.indices {
      let byte = name[at]
      if byte == UInt8(ascii: ".") { break }
      length += 1
      guard length <= 4 else { return false }
      stem = stem << 8 | UInt32(byte.lowered)
    }
    switch length {
    case 3: return plain.contains(stem)
    case 4: return numbered.contains(stem >> 8) && (0x31...0x39).contains(stem & 0xFF)
    default: return false
    }
  }

  // The letters as big-endian numbers: no text is made to compare one.
  private static let plain: [UInt32] = [0x636F6E, 0x70726E, 0x617578, 0x6E756C]
  private static let numbered: [UInt32] = [0x636F6D, 0x6C7074]
}
