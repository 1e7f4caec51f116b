/// Reads the numbers and the digest of a content identifier's bytes, each byte once.
struct MultihashReader {
  static let sha256: UInt64 = 0x12
  private static let identity: UInt64 = 0x00

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next unsigned varint: seven bits a byte, the least first, at most nine bytes, and no spare
  /// one.
  mutating func varint() throws(ContentID.Problem) -> UInt64 {
    var value: UInt64 = 0
    for position in 0..<9 {
      guard at < bytes.count else { throw .badVarint }
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << UInt64(7 * position)
      guard byte & 0x80 == 0 else { continue }
      guard byte != 0 || position == 0 else { throw .badVarint }
      return value
    }
    throw .badVarint
  }

  /// The hash function and the digest, which are all that is left.
  mutating func multihash() throws(ContentID.Problem) -> (code: UInt64, digest: [UInt8]) {
    let code = try varint()
    let length = try varint()
    let digest = Array(bytes[at...])
    guard UInt64(digest.count) == length else {
      throw .wrongDigestLength(found: digest.count, expected: length)
    }
    if let full = Self.length(of: code) {
      guard length == full else { throw .wrongDigestLength(found: digest.count, expected: full) }
    } else if length == 0, code != Self.identity {
      throw .wrongDigestLength(found: 0, expected: 1)
    }
    return (code, digest)
  }

  /// The bytes of a whole digest, by the table of multicodecs; nil where we do not know, or it is
  /// free.
  private static func length(of code: UInt64) -> UInt64? {
    switch code {
    case 0x11: 20  // sha1
    case 0x12, 0x16, 0x1B, 0x56: 32  // sha2-256, sha3-256, keccak-256, dbl-sha2-256
    case 0x13, 0x14, 0x1D: 64  // sha2-512, sha3-512, keccak-512
    case 0x15, 0x1C, 0x20: 48  // sha3-384, keccak-384, sha2-384
    case 0x17, 0x1A, 0x1013, 0x1014: 28  // sha3-224, keccak-224, sha2-224, sha2-512-224
    case 0x1012, 0x1015: 32  // sha2-256-trunc254-padded, sha2-512-256
    case 0xD4, 0xD5: 16  // md4, md5
    case 0xB201...0xB240: code - 0xB200  // blake2b, by its size in bytes
    case 0xB241...0xB260: code - 0xB240  // blake2s, likewise
    default: nil
    }
  }
}
