/// Hashes of a text without one of its bytes, for each of them, in time that grows with the text and
/// not with its square.
///
/// A text is a number whose digits are its bytes, modulo the prime 2⁶¹ − 1. Without a byte it is the
/// number before the byte, with the one behind it moved up. The base is chosen anew each time: an
/// author of many names cannot know which of them meet.
struct GapHash {
  private let base: UInt64
  /// The powers of the base, from 0.
  private let powers: [UInt64]

  private static let prime: UInt64 = (1 << 61) - 1

  /// - Parameter longest: No text has more bytes.
  init(longest: Int) {
    base = .random(in: 1 << 32..<Self.prime)
    var powers: [UInt64] = [1]
    for _ in 0..<longest { powers.append(Self.product(powers[powers.count - 1], base)) }
    self.powers = powers
  }

  /// The hash of a whole text: that of a longer one without a byte if what is left is this text.
  func hash(of text: [UInt8]) -> UInt64 {
    spread(text.reversed().reduce(0) { digit($1, before: $0) })
  }

  /// Calls `body` with each offset of a text and the hash of the text without the byte there.
  func forEachGap(of text: [UInt8], _ body: (_ gap: Int, _ hash: UInt64) -> Void) {
    // What stands behind each byte, from the last to the first.
    var behind: [UInt64] = [0]
    for byte in text.dropFirst().reversed() {
      behind.append(digit(byte, before: behind[behind.count - 1]))
    }
    var before: UInt64 = 0
    for (gap, rest) in behind.reversed().enumerated() where gap < text.count {
      body(gap, spread(Self.sum(before, Self.product(rest, powers[gap]))))
      before = Self.sum(before, Self.product(UInt64(text[gap]) + 1, powers[gap]))
    }
  }

  /// The number of a text that begins with a byte.
  private func digit(_ byte: UInt8, before rest: UInt64) -> UInt64 {
    Self.sum(UInt64(byte) + 1, Self.product(rest, base))
  }

  /// The upper bits of the number are those of a hash.
  private func spread(_ number: UInt64) -> UInt64 { number << 3 }

  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left + right
    return sum >= prime ? sum - prime : sum
  }

  /// The upper bits of a product, beyond 61, count as much as the lower: 2⁶¹ is 1.
  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return sum(low & prime, high << 3 | low >> 61)
  }
}
