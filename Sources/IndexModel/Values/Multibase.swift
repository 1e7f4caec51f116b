/// Text whose first character says how the rest encodes bytes (multiformats' table of bases).
///
/// Every base of the table but the emoji: it is no ASCII. Where the table leaves case open, only
/// the case that the prefix names is taken, so that each encoding has one spelling.
enum Multibase {
  /// The bytes of a text behind its prefix; nil for an unknown prefix or a text that is not their
  /// one spelling.
  static func decode(_ text: Substring.UTF8View, limit: Int) -> [UInt8]? {
    guard let prefix = text.first else { return nil }
    let rest = text.dropFirst()
    if let base = bitBases[prefix] {
      guard let bytes = base.decode(rest), bytes.count <= limit else { return nil }
      return bytes
    }
    return radixBases[prefix]?.decode(rest, limit: limit)
  }

  static func isPrefix(_ byte: UInt8) -> Bool {
    bitBases[byte] != nil || radixBases[byte] != nil
  }

  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let digits = "0123456789"

  private static let bitBases: [UInt8: BitEncoding] = {
    let base32 = "abcdefghijklmnopqrstuvwxyz234567"
    let base32hex = "0123456789abcdefghijklmnopqrstuv"
    let base64 = upper + lower + digits
    return [
      UInt8(ascii: "0"): BitEncoding("01"),
      UInt8(ascii: "7"): BitEncoding("01234567"),
      UInt8(ascii: "f"): BitEncoding("0123456789abcdef"),
      UInt8(ascii: "F"): BitEncoding("0123456789ABCDEF"),
      UInt8(ascii: "v"): BitEncoding(base32hex),
      UInt8(ascii: "V"): BitEncoding(base32hex.uppercased()),
      UInt8(ascii: "t"): BitEncoding(base32hex, isPadded: true),
      UInt8(ascii: "T"): BitEncoding(base32hex.uppercased(), isPadded: true),
      UInt8(ascii: "b"): BitEncoding(base32),
      UInt8(ascii: "B"): BitEncoding(base32.uppercased()),
      UInt8(ascii: "c"): BitEncoding(base32, isPadded: true),
      UInt8(ascii: "C"): BitEncoding(base32.uppercased(), isPadded: true),
      UInt8(ascii: "h"): BitEncoding("ybndrfg8ejkmcpqxot1uwisza345h769"),
      UInt8(ascii: "m"): BitEncoding(base64 + "+/"),
      UInt8(ascii: "M"): BitEncoding(base64 + "+/", isPadded: true),
      UInt8(ascii: "u"): BitEncoding(base64 + "-_"),
      UInt8(ascii: "U"): BitEncoding(base64 + "-_", isPadded: true),
    ]
  }()

  private static let radixBases: [UInt8: RadixEncoding] = [
    UInt8(ascii: "9"): RadixEncoding(digits),
    UInt8(ascii: "k"): RadixEncoding(digits + lower),
    UInt8(ascii: "K"): RadixEncoding(digits + upper),
    UInt8(ascii: "z"): .base58,
    UInt8(ascii: "Z"): RadixEncoding("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"),
  ]
}
