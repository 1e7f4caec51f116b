/// What a character is to a search. The tables are our own and small, so that the browser's answers are these, whatever
/// version of Unicode it knows.
enum Letter {
  /// Between words: white space, punctuation, symbols.
  case separator
  /// Part of a word, in lower case.
  case letter(Unicode.Scalar)
  /// Of a script that writes no spaces between words.
  case ideograph(Unicode.Scalar)

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x30...0x39, 0x61...0x7A: self = .letter(scalar)
    case 0x41...0x5A: self = .letter(Unicode.Scalar(value + 0x20)!)
    case 0..<0xC0, 0xD7, 0xF7: self = .separator
    // Latin, Greek and Cyrillic capitals.
    case 0xC0...0xDE, 0x391...0x3A1, 0x3A3...0x3A9, 0x410...0x42F:
      self = .letter(Unicode.Scalar(value + 0x20)!)
    case 0x400...0x40F: self = .letter(Unicode.Scalar(value + 0x50)!)
    // Where a capital is even or odd, the small letter is the next.
    case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: self = .letter(Unicode.Scalar(value | 1)!)
    case 0x139...0x148, 0x179...0x17E: self = .letter(Unicode.Scalar((value + 1) & ~1)!)
    // Punctuation, arrows, mathematical and other symbols, emoji.
    case 0x2000...0x2BFF, 0x3000...0x303F, 0xE000...0xF8FF, 0xFE00...0xFE6F, 0xFF00...0xFF0F,
      0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65, 0xFFE0...0xFFFF, 0x1F000...0x1FAFF:
      self = .separator
    // Thai and Lao; kana and Han; Hangul, whose words have endings.
    case 0xE00...0xEFF, 0x3040...0x31FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      self = .ideograph(scalar)
    default: self = .letter(scalar)
    }
  }
}
