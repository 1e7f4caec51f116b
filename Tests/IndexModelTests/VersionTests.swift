import IndexModel
import Testing

struct VersionCase: CustomTestStringConvertible, Sendable {
  let text: String
  let scheme: VersionScheme
  let problem: Version.Problem?

  init(_ text: String, _ scheme: VersionScheme, _ problem: Version.Problem?) {
    self.text = text
    self.scheme = scheme
    self.problem = problem
  }

  var testDescription: String { "\(text.debugDescription), \(scheme)" }
}

@Suite struct VersionTests {
  static let cases: [VersionCase] = [
    "0.0.0", "1.2.3", "1.2.3-rc.1", "1.2.3-0", "1.2.3-a-b.--", "1.2.3--", "1.2.3+001",
    "1.2.3-x+y-z.0",
    "99999999999999999999.0.0", "1.0.0-99999999999999999999", "1.2.3-0a", "1.2.3-rc+-",
  ].flatMap { [VersionCase($0, .semver, nil), VersionCase($0, .relaxed, nil)] }

  static let semverCases: [VersionCase] = [
    VersionCase("", .semver, .empty),
    VersionCase("1", .semver, .wrongCount(1)), VersionCase("1.2", .semver, .wrongCount(2)),
    VersionCase("1.2.3.4", .semver, .wrongCount(4)), VersionCase("1.2-rc", .semver, .wrongCount(2)),
    VersionCase("01.2.3", .semver, .leadingZero(at: 0)),
    VersionCase("1.2.03", .semver, .leadingZero(at: 4)),
    VersionCase("1.2.3-01", .semver, .leadingZero(at: 6)),
    VersionCase("1.2.3-", .semver, .emptyIdentifier(at: 6)),
    VersionCase("1.2.3-a..b", .semver, .emptyIdentifier(at: 8)),
    VersionCase("1.2.3+", .semver, .emptyIdentifier(at: 6)),
    VersionCase("1..3", .semver, .emptyIdentifier(at: 2)),
    VersionCase(".1.2.3", .semver, .emptyIdentifier(at: 0)),
    VersionCase("v1.2.3", .semver, .forbidden(0x76, at: 0)),
    VersionCase("1.2.x", .semver, .forbidden(0x78, at: 4)),
    VersionCase(" 1.2.3", .semver, .forbidden(0x20, at: 0)),
    VersionCase("1.2.3\n", .semver, .forbidden(0x0A, at: 5)),
    VersionCase("1.2.3-é", .semver, .forbidden(0xC3, at: 6)),
    VersionCase("1.2.3-a_b", .semver, .forbidden(0x5F, at: 7)),
    VersionCase("1.2.3+a+b", .semver, .forbidden(0x2B, at: 7)),
    VersionCase("1.2.3-rc.json", .semver, .endsInJSON),
    VersionCase("1.2.3-rc.JSON", .semver, .endsInJSON),
    VersionCase("1.2.3-rc.json+5", .semver, .endsInJSON),
    VersionCase("1.2.3+a.json", .semver, .endsInJSON),
    VersionCase("1.2.3-json", .semver, nil),
    VersionCase("1.0.0-" + String(repeating: "a", count: 122), .semver, nil),
    VersionCase("1.0.0-" + String(repeating: "a", count: 123), .semver, .tooLong(129)),
  ]

  static let relaxedCases: [VersionCase] = [
    VersionCase("1", .relaxed, nil), VersionCase("2024.03", .relaxed, nil),
    VersionCase("1.2.3.bcr.1", .relaxed, nil), VersionCase("0.0.0a", .relaxed, nil),
    VersionCase("1-rc1", .relaxed, nil), VersionCase("007", .relaxed, nil),
    VersionCase("", .relaxed, .empty), VersionCase("a.1", .relaxed, .firstNotNumeric),
    VersionCase("1a.1", .relaxed, .firstNotNumeric),
    VersionCase("latest", .relaxed, .firstNotNumeric),
    VersionCase("1.json", .relaxed, .endsInJSON),
    VersionCase("1.2.3-rc.json.gz", .semver, .endsInJSON),
    VersionCase("1.2.3-rc.Json.GZ+5", .semver, .endsInJSON),
    VersionCase("1.json.gz", .relaxed, .endsInJSON),
    VersionCase("1_2", .relaxed, .forbidden(0x5F, at: 1)),
    VersionCase("-1", .relaxed, .emptyIdentifier(at: 0)),
    VersionCase("1.", .relaxed, .emptyIdentifier(at: 2)),
  ]

  @Test(arguments: cases + semverCases + relaxedCases)
  func readsTheGrammarOfItsScheme(_ one: VersionCase) {
    do {
      let version = try Version(one.text, scheme: one.scheme)
      #expect(one.problem == nil)
      #expect(version.text == one.text)
    } catch {
      #expect(error == one.problem)
    }
  }

  @Test func knowsItsParts() throws {
    let version = try Version("1.20.3-RC.1+Build.7")
    #expect(version.release == "1.20.3")
    #expect(version.releaseIdentifiers == ["1", "20", "3"])
    #expect(version.prerelease == "RC.1")
    #expect(version.build == "Build.7")
    #expect(version.isPrerelease)
    #expect(version.pathText == "1.20.3-RC.1")
    #expect(version.uniqueKey == "1.20.3-rc.1")
    let plain = try Version("1.2.3+a-b")
    #expect(!plain.isPrerelease)
    #expect(plain.prerelease == nil)
    #expect(plain.build == "a-b")
    #expect(plain.pathText == "1.2.3")
    #expect(try Version("1.2.3").build == nil)
  }

  /// Each precedes all that follow it.
  static let ascending: [(VersionScheme, [String])] = [
    (
      .semver,
      [
        "0.0.0-0", "0.0.0", "0.0.1", "0.9.0", "0.10.0", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0--",
        "1.0.0-A", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-alpha0",
        "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "9.0.0",
        "10.0.0", "9223372036854775807.0.0", "9223372036854775808.0.0", "18446744073709551615.0.0",
        "18446744073709551616.0.0", "99999999999999999999.0.0", "100000000000000000000.0.0",
      ]
    ),
    (
      .relaxed,
      [
        "0", "0.0", "0.1", "00.1", "01", "1-pre", "1", "1.0-0", "1.0", "1.01", "1.1", "1.2.3",
        "1.2.3.4-rc", "1.2.3.4", "1.2.3.bcr.1", "1.2.3.bcr.2", "1.2.3.bcr.10", "1.2.10", "1.2.a",
        "1.a", "2", "2024.03", "2024.3", "2024.11",
      ]
    ),
  ]

  @Test(arguments: ascending) func ordersByPrecedence(_ scheme: VersionScheme, _ texts: [String])
    throws
  {
    let versions = try texts.map { try Version($0, scheme: scheme) }
    for (at, left) in versions.enumerated() {
      #expect(!left.precedes(left))
      for right in versions[(at + 1)...] {
        #expect(left.precedes(right) && left < right, "\(left) before \(right)")
        #expect(!right.precedes(left) && !(right < left), "\(right) not before \(left)")
      }
    }
  }

  @Test func buildMetadataHasNoPrecedenceButAnOrder() throws {
    let (left, right) = (try Version("1.0.0+a"), try Version("1.0.0+b"))
    #expect(!left.precedes(right) && !right.precedes(left))
    #expect(left.hasSamePrecedence(as: right))
    #expect(left != right && left < right && !(right < left))
    #expect(try Version("1.0.0-rc.1").hasSameRelease(as: left))
    #expect(try !Version("1.0.1-rc.1").hasSameRelease(as: left))
  }

  @Test(arguments: Seed.some) func theOrderIsTotal(_ number: UInt64) throws {
    var seed = Seed(number)
    var versions: [Version] = []
    while versions.count < 60 {
      let text = "\(Int.random(in: 0...3, using: &seed))" + seed.text(of: "01a.-+", upTo: 7)
      if let version = try? Version(text, scheme: .relaxed) { versions.append(version) }
    }
    for a in versions {
      for b in versions {
        #expect([a < b, a == b, b < a].filter { $0 }.count == 1, "\(a), \(b)")
        for c in versions where a < b && b < c { #expect(a < c, "\(a), \(b), \(c)") }
      }
    }
    #expect(versions.shuffled(using: &seed).sorted() == versions.sorted())
  }

  @Test(arguments: Seed.some) func everyVersionOfSemVerIsARelaxedOneOfTheSameOrder(_ number: UInt64)
    throws
  {
    var seed = Seed(number)
    var last: (Version, Version)?
    for _ in 0..<2_000 {
      let text = seed.mischief(near: ["1.0.0", "1.0.0-rc.1+5", "0.10.2-alpha", "12.0.0"])
      guard let strict = try? Version(text, scheme: .semver) else { continue }
      let relaxed = try Version(text, scheme: .relaxed)
      if let last { #expect((last.0 < strict) == (last.1 < relaxed)) }
      last = (strict, relaxed)
    }
  }
}
