/// Text that writes its bytes as one large number: base58 and its kin, in which the first character
/// stands for a zero byte at the start.
struct RadixEncoding: Sendable {
  private let values: [UInt8]
  private let radix: UInt32

  /// - Parameter alphabet: The digits by value.
  init(_ alphabet: String) {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
    self.values = values
    self.radix = UInt32(alphabet.utf8.count)
  }

  /// Base58 as Bitcoin and IPFS write it: no `0`, `O`, `I` or `l`.
  static let base58 = RadixEncoding("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

  /// The bytes that `text` spells; nil if a character is no digit or there are more than `limit`
  /// bytes.
  ///
  /// The cost is text times bytes: the limit is what keeps it from growing with the square of a
  /// hostile text.
  func decode(_ text: some Collection<UInt8>, limit: Int) -> [UInt8]? {
    let zeros = text.prefix { values[Int($0)] == 0 }.count
    guard zeros <= limit else { return nil }
    // Least significant byte first.
    var number: [UInt8] = []
    number.reserveCapacity(limit)
    for character in text.dropFirst(zeros) {
      let value = values[Int(character)]
      guard value != 255 else { return nil }
      var carry = UInt32(value)
      for at in number.indices {
        carry += UInt32(number[at]) * radix
        number[at] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      if carry > 0 {
        guard zeros + number.count < limit else { return nil }
        number.append(UInt8(truncatingIfNeeded: carry))
      }
    }
    return [UInt8](repeating: 0, count: zeros) + number.reversed()
  }
}
