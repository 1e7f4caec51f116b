import Testing

@testable import IndexModel

@Suite("Full names")
struct FullNameTests {
  private static let sha256 = String(repeating: "0f", count: 32)
  private static let openPGP = String(repeating: "a", count: 40)

  @Test(arguments: [sha256, openPGP])
  func areAHandleAndAFingerprint(_ fingerprint: String) throws {
    let name = try FullName("dave:\(fingerprint)")
    #expect(name.handle.text == "dave")
    #expect(name.fingerprint == fingerprint)
    #expect(name.text == "dave:\(fingerprint)")
  }

  @Test func ofVersionIndexesEndInThePackage() throws {
    let name = try VersionIndexFullName("dave:\(Self.sha256):libfoo")
    #expect(name.owner == (try FullName("dave:\(Self.sha256)")))
    #expect(name.id == (try PackageID("dave/libfoo")))
    #expect(name.text == "dave:\(Self.sha256):libfoo")
  }

  @Test(arguments: [
    ("", FullName.Problem.notTwoParts), ("dave", .notTwoParts),
    ("dave:\(sha256):libfoo", .notTwoParts), ("dave:", .fingerprint),
    ("dave:\(sha256)0", .fingerprint), ("dave:\(String(sha256.dropLast()))", .fingerprint),
    ("dave:\(sha256.uppercased())", .fingerprint), (":\(sha256)", .handle(.empty)),
    ("roles:\(sha256)", .handle(.reserved("roles"))),
    ("dave:\(sha256.dropLast(2))é", .fingerprint),
    ("..:\(sha256)", .handle(.twoDots(at: 0))),
  ])
  func areRefused(_ text: String, _ problem: FullName.Problem) {
    #expect(throws: problem) { try FullName(text) }
  }

  @Test(arguments: [
    ("dave:\(sha256)", FullName.Problem.notThreeParts), ("a:b:c:d", .notThreeParts),
    ("dave:\(sha256):", .package(.empty)), ("dave:x:libfoo", .fingerprint),
    ("dave:\(sha256):1.0.0", .package(.readsAsVersion("1.0.0"))),
  ])
  func ofVersionIndexesAreRefused(_ text: String, _ problem: FullName.Problem) {
    #expect(throws: problem) { try VersionIndexFullName(text) }
  }

  @Test func followTheSchemeOfVersions() {
    #expect(throws: FullName.Problem.handle(.beginsWithDigit)) {
      try FullName("7z:\(Self.sha256)", versions: .relaxed)
    }
  }
}
