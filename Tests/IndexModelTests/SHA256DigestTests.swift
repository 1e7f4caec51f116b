import IndexModel
import Testing

@Suite struct SHA256DigestTests {
  static let hex = "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210"

  @Test func writesWhatItReads() throws {
    let digest = try SHA256Digest(hex: Self.hex)
    #expect(digest.hex == Self.hex)
    #expect(digest.bytes.prefix(3) == [0x00, 0x11, 0x22] && digest.bytes.last == 0x10)
    #expect(SHA256Digest(bytes: digest.bytes) == digest)
    #expect(SHA256Digest(bytes: digest.bytes.dropLast()) == nil)
    var text = Array("x".utf8)
    digest.appendHex(to: &text)
    #expect(text == Array(("x" + Self.hex).utf8))
    let digits = (0..<64).map { String(digest.nibble(at: $0), radix: 16) }.joined()
    #expect(digits == Self.hex)
  }

  @Test func takesLowerCaseHexadecimalOnly() {
    #expect(throws: SHA256Digest.Problem.wrongLength(0)) { try SHA256Digest(hex: "") }
    #expect(throws: SHA256Digest.Problem.wrongLength(63)) {
      try SHA256Digest(hex: String(Self.hex.dropLast()))
    }
    #expect(throws: SHA256Digest.Problem.notADigit(0x41, at: 63)) {
      try SHA256Digest(hex: Self.hex.dropLast() + "A")
    }
    #expect(throws: SHA256Digest.Problem.notADigit(0x67, at: 0)) {
      try SHA256Digest(hex: "g" + Self.hex.dropFirst())
    }
    // 64 bytes, but fewer characters.
    #expect(throws: SHA256Digest.Problem.notADigit(0xC3, at: 62)) {
      try SHA256Digest(hex: Self.hex.dropLast(2) + "é")
    }
  }

  @Test(arguments: Seed.some) func theOrderIsThatOfTheBytes(_ number: UInt64) {
    var seed = Seed(number)
    for _ in 0..<200 {
      let left = (0..<32).map { _ in UInt8.random(in: 0...1, using: &seed) &* 255 }
      let right = left.prefix(Int.random(in: 0...32, using: &seed))
      let other = right + (right.count..<32).map { _ in UInt8.random(in: 0...255, using: &seed) }
      #expect(
        (SHA256Digest(bytes: left)! < SHA256Digest(bytes: other)!)
          == left.lexicographicallyPrecedes(other))
    }
  }
}
