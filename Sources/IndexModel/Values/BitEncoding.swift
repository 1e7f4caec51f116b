/// Text that carries a fixed number of bits a character: hexadecimal, base32 and base64 of RFC
/// 4648, and their kin.
///
/// Decoding is strict: one text for each sequence of bytes. Characters beyond the last whole byte
/// and bits that are not zero behind it are refused, and so is padding other than exactly what is
/// due.
package struct BitEncoding: Sendable {
  /// What each byte of text stands for; 255 for a stranger.
  private let values: [UInt8]
  private let bits: Int
  /// Whether `=` fills the last group of characters.
  private let isPadded: Bool

  /// - Parameter alphabet: The characters by value: two to the power of the bits that each carries,
  ///   at most 64.
  package init(_ alphabet: String, isPadded: Bool = false) {
    let count = alphabet.utf8.count
    precondition(count > 1 && count <= 64 && count & (count - 1) == 0, "a power of two up to 64")
    var values = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
    self.values = values
    self.bits = count.trailingZeroBitCount
    self.isPadded = isPadded
  }

  /// Base64 with `+`, `/` and padding (RFC 4648, section 4).
  package static let base64 = BitEncoding(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", isPadded: true)

  /// The bytes that `text` spells; nil if it is not their one spelling.
  package func decode(_ text: some BidirectionalCollection<UInt8>) -> [UInt8]? {
    let count = text.count
    let padding = isPadded ? text.reversed().prefix { $0 == UInt8(ascii: "=") }.count : 0
    guard padding == duePadding(after: count - padding) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count / 8 * bits + bits)
    var pending: UInt32 = 0
    var pendingBits = 0
    for character in text.dropLast(padding) {
      let value = values[Int(character)]
      guard value != 255 else { return nil }
      pending = pending << UInt32(bits) | UInt32(value)
      pendingBits += bits
      guard pendingBits >= 8 else { continue }
      pendingBits -= 8
      bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(pendingBits)))
      pending &= (1 << UInt32(pendingBits)) - 1
    }
    return pendingBits < bits && pending == 0 ? bytes : nil
  }

  private func duePadding(after characters: Int) -> Int {
    guard isPadded else { return 0 }
    // A group is the fewest characters that carry whole bytes: 4 of base64, 8 of base32.
    let group = bits == 6 ? 4 : 8
    return (group - characters % group) % group
  }
}
