import IndexModel
import Testing

struct NameCase: CustomTestStringConvertible, Sendable {
  let text: String
  var use: Name.Use = .any
  var versions: VersionScheme = .semver
  let problem: Name.Problem?

  var testDescription: String { "\(text.debugDescription) for \(use), \(versions)" }

  static func good(_ text: String, _ use: Name.Use = .any) -> NameCase {
    NameCase(text: text, use: use, problem: nil)
  }

  static func bad(_ text: String, _ problem: Name.Problem, _ use: Name.Use = .any) -> NameCase {
    NameCase(text: text, use: use, problem: problem)
  }
}

@Suite struct NameTests {
  static let cases: [NameCase] = [
    .good("a"), .good("Z"), .good("0"), .good("libfoo"), .good("Lib_Foo.bar-baz"),
    .good("a__b"), .good("a-.b"), .good(String(repeating: "a", count: 59)), .good("jsonfile"),
    .good("console"), .good("com"), .good("com0"), .good("com10"), .good("lpt"), .good("auxiliary"),
    .good("indexes"), .good("latest-1"), .good("a.con"),
    .bad("", .empty), .bad(String(repeating: "a", count: 60), .tooLong(60)),
    .bad("a..b", .twoDots(at: 1)), .bad(".a", .separatorAtStart(0x2E)),
    .bad("a.", .separatorAtEnd(0x2E)), .bad("-a", .separatorAtStart(0x2D)),
    .bad("a_", .separatorAtEnd(0x5F)), .bad("-", .separatorAtStart(0x2D)),
    .bad("a/b", .forbidden(0x2F, at: 1)), .bad("a b", .forbidden(0x20, at: 1)),
    .bad("a\\b", .forbidden(0x5C, at: 1)), .bad("a\0", .forbidden(0, at: 1)),
    .bad("a~1", .forbidden(0x7E, at: 1)), .bad("a+b", .forbidden(0x2B, at: 1)),
    .bad("foo.json", .endsInJSON), .bad("foo.JSON", .endsInJSON),
    .bad("foo.json.gz", .endsInJSON), .bad("foo.JSON.gz", .endsInJSON),
    .bad("con", .windowsDevice("con")), .bad("CON.txt", .windowsDevice("CON.txt")),
    .bad("nul.a.b", .windowsDevice("nul.a.b")), .bad("Com1", .windowsDevice("Com1")),
    .bad("lpt9.x", .windowsDevice("lpt9.x")), .bad("aux", .windowsDevice("aux")),
    .bad("PRN", .windowsDevice("PRN")),
    .bad("latest", .reserved("latest")), .bad("Index", .reserved("Index")),
    .bad("PORTABLE", .reserved("PORTABLE")), .bad("dependents", .reserved("dependents")),
    .bad("pages", .reserved("pages")),
    .bad("roles", .reserved("roles"), .identity), .bad("Roles", .reserved("Roles"), .identity),
    .good("roles"), .good("roles", .project), .good("roles", .package),
    .bad("default", .reserved("default"), .packageIndex),
    .bad("Default", .reserved("Default"), .packageIndex), .good("default", .project),
    .bad("1.0.0", .readsAsVersion("1.0.0"), .package),
    .bad("1.0.0-rc.1", .readsAsVersion("1.0.0-rc.1"), .package),
    .good("1.0", .package), .good("1.0.0", .project), .good("7zip", .package),
    .good("01.0.0", .package),
    NameCase(text: "7zip", use: .package, versions: .relaxed, problem: .beginsWithDigit),
    NameCase(text: "2024.03", use: .package, versions: .relaxed, problem: .beginsWithDigit),
    NameCase(text: "zip7", use: .package, versions: .relaxed, problem: nil),
  ]

  @Test(arguments: cases) func readsTheGrammarOfTheSpecification(_ one: NameCase) {
    do {
      let name = try Name(one.text, for: one.use, versions: one.versions)
      #expect(one.problem == nil)
      #expect(name.text == one.text)
    } catch {
      #expect(error == one.problem)
    }
  }

  @Test(arguments: [
    "café", "cafe\u{301}", "a\u{301}", "\u{202E}ab", "a\u{200D}b", "аcme", "a\r\nb",
  ])
  func refusesWhatIsNotASCIIAtItsFirstByte(_ text: String) throws {
    let at = try #require(
      text.utf8.enumerated().first { $0.element > 0x7E || $0.element < 0x21 }?.offset)
    #expect(throws: Name.Problem.forbidden(Array(text.utf8)[at], at: at)) { try Name(text) }
  }

  @Test func foldsCaseAndSeparators() throws {
    #expect(try Name("Lib_Foo.Bar-9").folded == "lib-foo-bar-9")
    #expect(try Name("libfoo").folded == "libfoo")
  }

  @Test(arguments: [
    ("g00gle", "google"), ("paypa1", "paypal"), ("IibFoo", "libfoo"), ("modern", "modem"),
    ("vvindow", "window"), ("vvv", "wv"), ("rrn", "rm"), ("Rn_a.b", "m-a-b"), ("iib", "iib"),
  ])
  func drawsLookAlikesAsOne(_ text: String, _ skeleton: String) throws {
    #expect(try Name(text).skeleton == skeleton)
  }

  @Test(arguments: [
    ("libfoo", "libfo", true), ("libfoo", "libfooo", true), ("libfoo", "libfox", true),
    ("libfoo", "Xlibfoo", true), ("libfoo", "LIBFOX", true), ("lib_foo", "lib-fo", true),
    ("libfoo", "libfoo", false), ("lib_foo", "LIB.FOO", false), ("libfoo", "libofo", false),
    ("libfoo", "libf", false), ("ab", "ba", false), ("a", "b", true), ("a", "ab", true),
  ])
  func knowsNamesOneEditApart(_ left: String, _ right: String, _ expected: Bool) throws {
    #expect(try Name(left).isOneEditApart(from: Name(right)) == expected)
    #expect(try Name(right).isOneEditApart(from: Name(left)) == expected)
  }

  @Test func packageIDsAreTwoNames() throws {
    let id = try PackageID("acme/Lib_foo")
    #expect(id.text == "acme/Lib_foo")
    #expect(id.folded == "acme/lib-foo")
    #expect(throws: PackageID.Problem.notTwoNames) { try PackageID("acme") }
    #expect(throws: PackageID.Problem.notTwoNames) { try PackageID("a/b/c") }
    #expect(throws: PackageID.Problem.project(.empty)) { try PackageID("/b") }
    #expect(throws: PackageID.Problem.package(.empty)) { try PackageID("a/") }
    #expect(throws: PackageID.Problem.package(.readsAsVersion("1.0.0"))) {
      try PackageID("acme/1.0.0")
    }
  }

  @Test func packageIDsAreOrderedLikeTheirTexts() throws {
    let texts = ["a/z", "a-b/c", "a.b/c", "a0/c", "ab/a", "a/a", "A/z", "b/a", "a-b/b", "a/Z"]
    let ids = try texts.map { try PackageID($0) }.sorted()
    #expect(ids.map(\.text) == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
