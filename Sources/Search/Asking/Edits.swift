/// Slips of the fingers: one letter too much, too few, another, or two in each other's place.
extension Term {
  /// The shortest word in which a slip is looked for, in bytes. Shorter ones are one slip from everything.
  static let fewestForEdits = 4

  /// The longest word in which one is.
  static let mostForEdits = 32

  public var isOpenToEdits: Bool {
    count >= Self.fewestForEdits && count <= Self.mostForEdits && bytes.allSatisfy(\.isAlphanumeric)
  }

  /// The term itself, and what is left of it without one of its bytes, each once. Two terms that one edit parts share
  /// one of these.
  public var variants: [Term] {
    var variants = [self]
    for at in bytes.indices where at == 0 || bytes[at] != bytes[at - 1] {
      var rest = bytes
      rest.remove(at: at)
      variants.append(Term(rest))
    }
    return variants
  }

  /// Whether exactly one edit parts the two.
  func isOneEdit(from other: Term) -> Bool {
    let (short, long) = count <= other.count ? (bytes, other.bytes) : (other.bytes, bytes)
    guard long.count - short.count <= 1, short != long else { return false }
    let same = zip(short, long).prefix { $0 == $1 }.count
    let (left, right) = (short[same...], long[same...])
    if short.count < long.count { return left.elementsEqual(right.dropFirst()) }
    if left.dropFirst().elementsEqual(right.dropFirst()) { return true }
    return left.count >= 2 && left[same] == right[same + 1] && left[same + 1] == right[same]
      && left.dropFirst(2).elementsEqual(right.dropFirst(2))
  }
}
