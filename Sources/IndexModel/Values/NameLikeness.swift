/// When two names are one, and when people take one for the other.
extension Name {
  /// The name in lower case, with `_` and `.` as `-`: names of one place have distinct ones.
  public var folded: String {
    guard text.utf8.contains(where: { Self.fold($0) != $0 }) else { return text }
    return String(decoding: text.utf8.map(Self.fold), as: UTF8.self)
  }

  static func fold(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: "."): UInt8(ascii: "-")
    default: byte.lowered
    }
  }

  /// What is left of the name when look-alikes are drawn as one: `0` is `o`, `1` and `I` are `l`,
  /// `rn` is `m` and `vv` is `w`.
  ///
  /// It starts from the text and not from `folded`, for `I` looks like `l` and `i` does not. Pairs
  /// are joined last, from the left: `Rn` and `rn` are the same name once folded.
  public var skeleton: String {
    var drawn: [UInt8] = []
    drawn.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch (drawn.last, Self.draw(byte)) {
      case (UInt8(ascii: "r"), UInt8(ascii: "n")): drawn[drawn.count - 1] = UInt8(ascii: "m")
      case (UInt8(ascii: "v"), UInt8(ascii: "v")): drawn[drawn.count - 1] = UInt8(ascii: "w")
      case (_, let single): drawn.append(single)
      }
    }
    return String(decoding: drawn, as: UTF8.self)
  }

  private static func draw(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    case UInt8(ascii: "1"), UInt8(ascii: "I"): UInt8(ascii: "l")
    default: fold(byte)
    }
  }

  /// Whether one byte added, removed or replaced turns one folded name into the other.
  ///
  /// Two names that fold to one are no edit apart, so the answer for them is no.
  public func isOneEditApart(from other: Name) -> Bool {
    let (short, long) =
      text.utf8.count <= other.text.utf8.count ? (text, other.text) : (other.text, text)
    let longer = long.utf8.count - short.utf8.count
    guard longer <= 1 else { return false }
    let (left, right) = (short.utf8.span, long.utf8.span)
    var at = 0
    while at < left.count, Self.fold(left[at]) == Self.fold(right[at]) { at += 1 }
    guard at < right.count else { return false }
    // Behind the edit the rest is the same, one byte apart where one was added.
    for rest in (at + 1)..<right.count
    where Self.fold(left[rest - longer]) != Self.fold(right[rest]) {
      return false
    }
    return true
  }
}
