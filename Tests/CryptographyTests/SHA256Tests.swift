import Cryptography
import IndexModel
import Testing

@Suite struct SHA256Tests {
  /// Known answers of FIPS 180-4, and of one block more or less.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func answersAsTheStandardDoes(_ text: String, _ hex: String) {
    #expect(SHA256.digest(of: Array(text.utf8)).hex == hex)
    #expect(SHA256.digest(of: text.utf8).hex == hex)
    #expect(SHA256.digest(of: text.utf8.span).hex == hex)
    #expect(SHA256.digest(of: text.utf8.reversed().reversed() as [UInt8]).hex == hex)
  }

  @Test func hashesAMillionBytesInPieces() {
    var hash = SHA256()
    for _ in 0..<1_000 { hash.update([UInt8](repeating: UInt8(ascii: "a"), count: 1_000)) }
    #expect(
      hash.finalize().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func piecesOfAnySizeMakeTheSameDigest() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let whole = SHA256.digest(of: bytes)
    for size in [1, 3, 63, 64, 65, 299, 300] {
      var hash = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.update(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(hash.finalize() == whole, "pieces of \(size)")
    }
    let empty = SHA256()
    #expect(empty.finalize() == SHA256.digest(of: []))
  }

  @Test func copiesBytesThatAreNotSideBySide() {
    let stepped = stride(from: UInt8(0), to: 250, by: 5)
    #expect(SHA256.digest(of: Array(stepped).lazy.map { $0 }) == SHA256.digest(of: Array(stepped)))
  }

  @Test func manyThreadsHashAtOnce() async {
    let expected = (0..<64).map { SHA256.digest(of: [UInt8](repeating: UInt8($0), count: 999)) }
    await withTaskGroup(of: Bool.self) { group in
      for at in 0..<64 {
        group.addTask {
          SHA256.digest(of: [UInt8](repeating: UInt8(at), count: 999)) == expected[at]
        }
      }
      for await agrees in group { #expect(agrees) }
    }
  }
}
