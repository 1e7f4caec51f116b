import IndexModel
import Testing

@Suite struct VersionRangeProblemTests {
  struct Refused: CustomTestStringConvertible, Sendable {
    let text: String
    let scheme: VersionScheme
    let problem: VersionRange.Problem

    init(_ text: String, _ problem: VersionRange.Problem, _ scheme: VersionScheme = .semver) {
      (self.text, self.problem, self.scheme) = (text, problem, scheme)
    }

    var testDescription: String { "\(text.debugDescription), \(scheme)" }
  }

  static func byte(_ byte: Unicode.Scalar, _ at: Int) -> VersionRange.Problem {
    .forbidden(UInt8(ascii: byte), at: at)
  }

  static let semver: [Refused] = [
    Refused(">>1", byte(">", 1)), Refused("=>1", byte(">", 1)), Refused("<>1", byte(">", 1)),
    Refused("> = 1", byte(" ", 3)), Refused(">", .versionMissing(at: 1)),
    Refused("1 || ^ ||2", .versionMissing(at: 7)), Refused("^>1", byte(">", 1)),
    Refused("~<1", byte("<", 1)), Refused("~> >1", byte(">", 3)), Refused("^^1", byte("^", 1)),
    Refused(">=^1", byte("^", 2)), Refused("==1.2.3", byte("=", 1)),
    Refused("vv1.2.3", byte("v", 1)), Refused(">1<2", byte("<", 2)), Refused("!1", byte("!", 0)),
    Refused("1.2-rc", byte("-", 3)), Refused("1,2", byte(",", 1)), Refused("1 and 2", byte("a", 2)),
    Refused("latest", byte("l", 0)), Refused("1x", byte("x", 1)), Refused("x1", byte("1", 1)),
    Refused("|", byte("|", 0)), Refused("1 | 2", byte("|", 2)), Refused("|||", byte("|", 2)),
    // node-semver drops the star.
    Refused("1.2.3*", byte("*", 5)), Refused("*1.2.3", byte("1", 1)),
    Refused("1.", .emptyIdentifier(at: 2)), Refused("1. 2", .emptyIdentifier(at: 2)),
    Refused("1..2", byte(".", 2)), Refused("1.2.3-", .emptyIdentifier(at: 6)),
    Refused("^1.2.3-a..b", .emptyIdentifier(at: 9)), Refused("1.2.x+", .emptyIdentifier(at: 6)),
    Refused("01", .leadingZero(at: 0)), Refused(">=1.02", .leadingZero(at: 4)),
    Refused("~1.2.3-rc.01", .leadingZero(at: 10)), Refused("1.2.3.4", .fourthNumber(at: 6)),
    Refused("1 -", .misplacedHyphen(at: 2)), Refused("- 1", .misplacedHyphen(at: 0)),
    Refused("-", .misplacedHyphen(at: 0)), Refused("1 - 2 - 3", .misplacedHyphen(at: 2)),
    Refused("1 - 2 <3", .misplacedHyphen(at: 2)), Refused("1 2 - 3", .misplacedHyphen(at: 4)),
    Refused("1 || 1 - ", .misplacedHyphen(at: 7)), Refused(">1 - 2", byte(">", 0)),
    Refused("1.2.3 - =2.3.4", byte("=", 8)), Refused("1 -2", byte("-", 2)),
    Refused("1-2", byte("-", 1)), Refused("1\0", .forbidden(0, at: 1)),
    Refused("1.2.3-é", .forbidden(0xC3, at: 6)), Refused("\u{A0}1", .forbidden(0xC2, at: 0)),
    Refused("１", .forbidden(0xEF, at: 0)),
    Refused(
      ">= 1.0.0-" + String(repeating: "a", count: Version.limit - 5), .versionTooLong(at: 3)),
    Refused(String(repeating: "9", count: 200), .versionTooLong(at: 0)),
  ]

  static let relaxed: [Refused] = [
    Refused("^1", .comparatorsOnly(at: 0), .relaxed),
    Refused(">= ~1", .comparatorsOnly(at: 3), .relaxed),
    Refused("1.x", .comparatorsOnly(at: 2), .relaxed),
    Refused("X", .comparatorsOnly(at: 0), .relaxed),
    Refused("1.x.2-rc", .comparatorsOnly(at: 2), .relaxed),
    Refused("1.*", .comparatorsOnly(at: 2), .relaxed),
    Refused(">*", .comparatorsOnly(at: 1), .relaxed),
    Refused("1 - 2", .comparatorsOnly(at: 2), .relaxed),
    Refused("v1", .firstNotNumeric(at: 0), .relaxed),
    Refused("1 || a.1", .firstNotNumeric(at: 5), .relaxed),
    Refused(">", .versionMissing(at: 1), .relaxed),
    Refused("1..2", .emptyIdentifier(at: 2), .relaxed),
    Refused(">1<2", byte("<", 2), .relaxed), Refused(">= =1", byte("=", 3), .relaxed),
    Refused("1|2", byte("|", 1), .relaxed), Refused("1_2", byte("_", 1), .relaxed),
    Refused(String(repeating: "9", count: 129), .versionTooLong(at: 0), .relaxed),
  ]

  @Test(arguments: semver + relaxed)
  func refusesAndSaysWhere(_ one: Refused) throws {
    let problem = #expect(throws: VersionRange.Problem.self) {
      try VersionRange(one.text, scheme: one.scheme)
    }
    #expect(problem == one.problem)
    #expect(one.problem.offset <= one.text.utf8.count)
    let message = one.problem.message
    #expect(message.contains("byte \(one.problem.offset + 1) of the range"))
    #expect(message.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(message)")
  }

  @Test(arguments: VersionScheme.allCases)
  func namesOnlyFormsThatItTakes(_ scheme: VersionScheme) throws {
    let forms = VersionRange.forms(of: scheme).split(separator: "`").enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }
    #expect(forms.count > 2)
    for form in forms {
      #expect(throws: Never.self, "\(form)") { try VersionRange(form, scheme: scheme) }
    }
  }

  /// Blanks, bars, dots, digits: whatever fills a range, it has a meaning or a problem.
  @Test(
    arguments: [
      " ", "|", "||", ">", "-", " - ", "1", "1 ", "1||", "9.", "~", "^ ", "=", "v", "x.", "*", "\0",
      "é", "1.2.3-",
    ], VersionScheme.allCases)
  func survivesWhatFillsARange(_ part: String, _ scheme: VersionScheme) {
    for length in [1, 2, 3, 127, 128, 129, VersionRange.limit, VersionRange.limit + 1, 10_000] {
      let text = String(
        decoding: Array(String(repeating: part, count: length).utf8.prefix(length)), as: UTF8.self)
      let range = Result { () throws(VersionRange.Problem) in try VersionRange(text, scheme: scheme)
      }
      if text.utf8.count > VersionRange.limit {
        #expect(throws: VersionRange.Problem.tooLong(text.utf8.count)) { try range.get() }
      }
      _ = (try? range.get())?.debugDescription
    }
  }

  @Test func survivesAnyBytes() throws {
    var random = Seed(20_26)
    let bytes = Array("0019.xX*<>=~^v|- -rc+aé\0".utf8)
    let version = try Version("1.0.0-rc")
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &random)
      let text = String(
        decoding: (0..<count).map { _ in bytes.randomElement(using: &random)! }, as: UTF8.self)
      for scheme in VersionScheme.allCases {
        guard let range = try? VersionRange(text, scheme: scheme) else { continue }
        _ = range.contains(version)
        #expect(text.utf8.allSatisfy { $0 < 0x80 && $0 != 0 }, "\(text.debugDescription)")
      }
    }
  }
}
