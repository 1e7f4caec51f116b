extension Span<UInt8> {
  /// The character that begins at an offset, and how many bytes it takes; nil if it is not UTF-8.
  ///
  /// Refuses what the Unicode standard (table 3-7) calls ill-formed: lone continuation bytes,
  /// truncated and overlong sequences, surrogates, and anything above U+10FFFF.
  func scalar(at: Int) -> (value: Unicode.Scalar, length: Int)? {
    let lead = self[at]
    let length: Int
    let smallest: UInt32
    switch lead {
    case 0x00...0x7F: return (Unicode.Scalar(lead), 1)
    case 0xC2...0xDF: (length, smallest) = (2, 0x80)
    case 0xE0...0xEF: (length, smallest) = (3, 0x800)
    case 0xF0...0xF4: (length, smallest) = (4, 0x1_0000)
    default: return nil
    }
    guard length <= count - at else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      let byte = self[at + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

/// Whether a character may not stand raw in a string; escaped it may only if it is layout.
///
/// These are the control characters (C0, DEL, C1), U+FEFF, and the characters with the property
/// `Bidi_Control` (UAX 9), which can make text look like other text. Other invisible characters are
/// allowed: zero-width joiners are part of correct spelling in some scripts and of many emoji.
func isForbiddenInStrings(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F: true
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  case 0xFEFF: true
  default: false
  }
}

/// Whether a control character lays out prose: a line feed or a tab, which values may hold escaped.
func isLayout(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\t" }
