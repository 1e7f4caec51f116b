import IndexModel
import Testing

@Suite struct ContentIDTests {
  static let raw = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
  static let version0 = "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n"

  @Test func readsTheRawSHA256OfTheSpecification() throws {
    let id = try ContentID(Self.raw)
    #expect(id.version == 1 && id.codec == 0x55 && id.hashCode == 0x12 && id.isRawSHA256)
    #expect(id.text == Self.raw)
    #expect(
      id.sha256?.hex
        == "c7d01489080858c500065836c658f847a6ca67c4864619212be4f8200e4bbace")
  }

  @Test func spellsTheRawSHA256OfTheSpecification() throws {
    let digest = try SHA256Digest(
      hex: "c7d01489080858c500065836c658f847a6ca67c4864619212be4f8200e4bbace")
    let id = ContentID(rawSHA256: digest)
    #expect(id.text == Self.raw)
    #expect(try id == ContentID(Self.raw))
    #expect(try id.hasSameContent(as: ContentID(Self.raw)))
    #expect(id.sha256 == digest && id.isRawSHA256 && id.version == 1)
  }

  @Test func readsVersion0() throws {
    let id = try ContentID(Self.version0)
    #expect(id.version == 0 && id.codec == 0x70 && id.hashCode == 0x12)
    #expect(!id.isRawSHA256 && id.digest.count == 32)
    // The empty folder of UnixFS, in both versions.
    let old = try ContentID("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn")
    let new = try ContentID("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354")
    #expect(old.hasSameContent(as: new) && old != new)
  }

  /// One identifier in every base.
  @Test(arguments: [
    "f015512207d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730",
    "F015512207D865E959B2466918C9863AFCA942D0FB89D7C9AC0C99BAFC3749504DED97730",
    "bafkreid5qzpjlgzem2iyzgddv7fjilipxcoxzgwazgn27q3usucn5wlxga",
    "BAFKREID5QZPJLGZEM2IYZGDDV7FJILIPXCOXZGWAZGN27Q3USUCN5WLXGA",
    "zb2rhf6GzX4ckKZtjy8yy8iyq1KttCrRyqDedD6xubhY3sw2F",
    "ZA2RGE6gZw4BKjyTJY8YY8HYQ1jTTcRqYQdDCd6XUAGx3SW2f",
    "k2cwuebs16kscqj0jxiv73p3mkvgahj7g5va03awl7j61h42iu2me0c0",
    "K2CWUEBS16KSCQJ0JXIV73P3MKVGAHJ7G5VA03AWL7J61H42IU2ME0C0",
    "92588233004918130700760588198664892748843328906999672935598203131446423206225870681904",
    "cafkreid5qzpjlgzem2iyzgddv7fjilipxcoxzgwazgn27q3usucn5wlxga======",
    "v05ah483tgpf9b6p4cq8op633lv598b8fn2enp6m0p6dqvgrkik2dtmbn60",
    "T05AH483TGPF9B6P4CQ8OP633LV598B8FN2ENP6M0P6DQVGRKIK2DTMBN60======",
    "hyfktred7o3xjmg3rc4ea3gddi9fjemexznqz3gsy3gp49o5w1wnp7smzgy",
    "7002524221007660627512633110632214311414353745224132076704727623260144633537415644520233666273460",
    "UAVUSIH2GXpWbJGaRjJhjr8qULQ-4nXyawMmbr8N0lQTe2Xcw",
    "uAVUSIH2GXpWbJGaRjJhjr8qULQ-4nXyawMmbr8N0lQTe2Xcw",
    "mAVUSIH2GXpWbJGaRjJhjr8qULQ+4nXyawMmbr8N0lQTe2Xcw",
    "MAVUSIH2GXpWbJGaRjJhjr8qULQ+4nXyawMmbr8N0lQTe2Xcw",
  ])
  func readsEveryBase(_ text: String) throws {
    let id = try ContentID(text)
    #expect(id.isRawSHA256)
    #expect(
      id.sha256?.hex == "7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730")
  }

  /// Version 1, raw, identity hash.
  static let tiny = "01550001"

  @Test(arguments: [
    ("", ContentID.Problem.empty),
    ("x", .unknownBase(0x78)), ("é", .unknownBase(0xC3)),
    ("b", .badVarint), ("f01", .badVarint), ("f0155", .badVarint), ("f015512", .badVarint),
    ("f0", .badEncoding), ("fxx", .badEncoding), ("f01 5", .badEncoding),
    ("f02550000", .unknownVersion(2)),
    ("f00550000", .unknownVersion(0)),
    // 0x81 0x00 is 1 in one byte too many.
    ("f8100550000", .badVarint), ("f01d500550000", .badVarint),
    ("f01ffffffffffffffffff01", .badVarint), ("f01ffffffffffffffff80", .badVarint),
    ("f01551220", .wrongDigestLength(found: 0, expected: 32)),
    ("f0155120101", .wrongDigestLength(found: 1, expected: 32)),
    ("f015500020a", .wrongDigestLength(found: 1, expected: 2)),
    ("f015500010a0b", .wrongDigestLength(found: 2, expected: 1)),
    ("f0155b2e40200", .wrongDigestLength(found: 0, expected: 50)),
    ("f01557700", .wrongDigestLength(found: 0, expected: 1)),
    // A length that no digest has must not be added to anything.
    ("f015500ffffffffffffffff7f", .wrongDigestLength(found: 0, expected: UInt64(Int64.max))),
  ])
  func refusesWhatIsNotWhole(_ text: String, _ problem: ContentID.Problem) {
    #expect(throws: problem) { try ContentID(text) }
  }

  @Test func refusesEveryOtherSpelling() throws {
    let stem = Self.raw.dropLast()
    let digest = try ContentID(Self.raw).digest
    // The last character carries two bits that must be zero: `y` does, its neighbours do not.
    for last in "abcdefghijklmnopqrstuvwxz234567" {
      let other = try? ContentID(stem + String(last))
      #expect(other?.digest != digest)
    }
    #expect(throws: ContentID.Problem.badEncoding) { try ContentID(Self.raw + "=") }
    #expect(throws: ContentID.Problem.badEncoding) { try ContentID(Self.raw + "a") }
    #expect(throws: ContentID.Problem.badEncoding) {
      try ContentID("b" + Self.raw.dropFirst().uppercased())
    }
    #expect(throws: ContentID.Problem.badEncoding) { try ContentID("z" + Self.version0 + "0") }
    #expect(throws: ContentID.Problem.unknownVersion(0x12)) { try ContentID("z" + Self.version0) }
    #expect(throws: ContentID.Problem.badEncoding) {
      try ContentID("Qm" + String(repeating: "z", count: 44))
    }
    #expect(throws: ContentID.Problem.badEncoding) {
      try ContentID("Qm" + String(repeating: "l", count: 44))
    }
    #expect(throws: ContentID.Problem.unknownBase(0x51)) { try ContentID(Self.version0 + "a") }
  }

  @Test func takesTheEmptyIdentityAndUnknownCodecs() throws {
    #expect(try ContentID("bafkqaaa").digest.isEmpty)
    #expect(try ContentID("f01ffffffffffffffff7f000101").codec == UInt64(Int64.max))
    #expect(
      try ContentID("f0155" + "a0e402" + "20" + String(repeating: "00", count: 32)).sha256 == nil)
  }

  @Test func longTextsCostLittle() {
    #expect(throws: ContentID.Problem.tooLong(513)) {
      try ContentID("z" + String(repeating: "z", count: 512))
    }
    #expect(throws: ContentID.Problem.badEncoding) {
      try ContentID("z" + String(repeating: "z", count: 511))
    }
    #expect(throws: ContentID.Problem.badEncoding) {
      try ContentID("z" + String(repeating: "1", count: 511))
    }
    #expect(throws: ContentID.Problem.badEncoding) {
      try ContentID("f" + String(repeating: "0", count: 510))
    }
  }
}
