import IndexModel
import Testing

/// A range, what it comes to, and versions on both sides of its bounds.
struct RangeCase: CustomTestStringConvertible, Sendable {
  let text: String
  let meaning: String
  let inside: [String]
  let outside: [String]

  init(_ text: String, _ meaning: String, in inside: [String], out outside: [String] = []) {
    self.text = text
    self.meaning = meaning
    self.inside = inside
    self.outside = outside
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct VersionRangeTests {
  static let comparators: [RangeCase] = [
    RangeCase("1.2.3", "1.2.3", in: ["1.2.3", "1.2.3+5"], out: ["1.2.4", "1.2.3-rc"]),
    RangeCase("=1.2.3", "1.2.3", in: ["1.2.3"], out: ["1.2.2"]),
    RangeCase("v1.2.3", "1.2.3", in: ["1.2.3"]), RangeCase("= v1.2.3", "1.2.3", in: ["1.2.3"]),
    RangeCase("1.2.3+build", "1.2.3", in: ["1.2.3", "1.2.3+other"]),
    RangeCase("<1.2.3", "<1.2.3", in: ["1.2.2", "0.0.0"], out: ["1.2.3", "1.2.3-rc", "0.0.0-0"]),
    RangeCase("<= 1.2.3", "<=1.2.3", in: ["1.2.3"], out: ["1.2.4", "1.2.3-rc"]),
    RangeCase(">  1.2.3", ">1.2.3", in: ["1.2.4", "10.0.0"], out: ["1.2.3", "1.2.4-rc"]),
    RangeCase(">=1.2.3", ">=1.2.3", in: ["1.2.3", "2.0.0"], out: ["1.2.2", "2.0.0-rc"]),
    RangeCase("> =1.2.3", ">=1.2.3", in: ["1.2.3"]),
    RangeCase(
      ">=2 <4", ">=2.0.0 <4.0.0-0", in: ["2.0.0", "3.9.9"], out: ["1.9.9", "4.0.0", "4.0.0-0"]),
    RangeCase(">=1.0.0 \t <=1.5.0", ">=1.0.0 <=1.5.0", in: ["1.5.0"], out: ["1.5.1"]),
    RangeCase(">2 <1", ">=3.0.0 <1.0.0-0", in: [], out: ["0.9.0", "1.5.0", "3.0.0"]),
  ]

  static let open: [RangeCase] =
    ["", " ", "*", "x", "X.x", "=*", ">=*", "<=x", "v*", "x.2.3", ">=0", "~*", "^x", "* - *"]
    .map { RangeCase($0, "", in: ["0.0.0", "9.9.9"], out: ["0.0.0-0", "1.0.0-rc"]) }
    + ["<*", ">*", "> x", "<0", "<0.0.x"].map {
      RangeCase($0, "<0.0.0-0", in: [], out: ["0.0.0", "0.0.0-0", "1.0.0"])
    }
    + [
      RangeCase(
        "1", ">=1.0.0 <2.0.0-0", in: ["1.0.0", "1.9.9"],
        out: ["0.9.9", "2.0.0", "1.1.0-a", "2.0.0-0"]),
      RangeCase("1.x", ">=1.0.0 <2.0.0-0", in: ["1.5.0"]),
      RangeCase("1.*.7", ">=1.0.0 <2.0.0-0", in: ["1.5.0"]),
      RangeCase("=1.2", ">=1.2.0 <1.3.0-0", in: ["1.2.9"], out: ["1.3.0"]),
      RangeCase("==1.2", ">=1.2.0 <1.3.0-0", in: ["1.2.9"], out: ["1.3.0"]),
      RangeCase("1.2.X-rc+5", ">=1.2.0 <1.3.0-0", in: ["1.2.9"], out: ["1.2.0-rc"]),
      RangeCase(">1", ">=2.0.0", in: ["2.0.0"], out: ["1.9.9", "2.0.0-rc"]),
      RangeCase(">1.2", ">=1.3.0", in: ["1.3.0"], out: ["1.2.9"]),
      RangeCase(">=1.2", ">=1.2.0", in: ["1.2.0"], out: ["1.1.9"]),
      RangeCase("<1.2", "<1.2.0-0", in: ["1.1.9"], out: ["1.2.0", "1.2.0-0"]),
      RangeCase("<=1.x", "<2.0.0-0", in: ["1.9.9"], out: ["2.0.0", "2.0.0-0"]),
      RangeCase("<1.x", "<1.0.0-0", in: ["0.9.9"], out: ["1.0.0"]),
    ]

  static let tildes: [RangeCase] = [
    RangeCase(
      "~1.2.3", ">=1.2.3 <1.3.0-0", in: ["1.2.3", "1.2.9"], out: ["1.2.2", "1.3.0", "1.3.0-0"]),
    RangeCase("~>1.2.3", ">=1.2.3 <1.3.0-0", in: ["1.2.3"]),
    RangeCase("~ > 1.2", ">=1.2.0 <1.3.0-0", in: ["1.2.3"]),
    RangeCase("~=1.2", ">=1.2.0 <1.3.0-0", in: ["1.2.3"]),
    RangeCase("~ 1.x", ">=1.0.0 <2.0.0-0", in: ["1.9.0"], out: ["2.0.0"]),
    RangeCase("~0", "<1.0.0-0", in: ["0.9.0"], out: ["1.0.0", "0.0.0-0"]),
    RangeCase("~0.0.1", ">=0.0.1 <0.1.0-0", in: ["0.0.2"], out: ["0.1.0"]),
    RangeCase(
      "~1.2.3-rc.2", ">=1.2.3-rc.2 <1.3.0-0", in: ["1.2.3-rc.2", "1.2.3-rc.10", "1.2.4"],
      out: ["1.2.3-rc.1", "1.2.4-rc.3"]),
  ]

  static let carets: [RangeCase] = [
    RangeCase(
      "^1.2.3", ">=1.2.3 <2.0.0-0", in: ["1.2.3", "1.9.9"], out: ["1.2.2", "2.0.0", "2.0.0-0"]),
    RangeCase("^ v1", ">=1.0.0 <2.0.0-0", in: ["1.2.3"]),
    RangeCase("^0", "<1.0.0-0", in: ["0.9.9"], out: ["1.0.0"]),
    RangeCase("^0.0", "<0.1.0-0", in: ["0.0.9"], out: ["0.1.0"]),
    RangeCase("^0.0.0", "<0.0.1-0", in: ["0.0.0"], out: ["0.0.1"]),
    RangeCase("^0.0.3", ">=0.0.3 <0.0.4-0", in: ["0.0.3"], out: ["0.0.4"]),
    RangeCase("^0.2.3", ">=0.2.3 <0.3.0-0", in: ["0.2.9"], out: ["0.3.0"]),
    RangeCase("^0.2.x", ">=0.2.0 <0.3.0-0", in: ["0.2.0"], out: ["0.3.0"]),
    RangeCase("^0.x.3", "<1.0.0-0", in: ["0.9.9"], out: ["1.0.0"]),
    RangeCase(
      "^1.2.3-rc", ">=1.2.3-rc <2.0.0-0", in: ["1.2.3-rc.1", "1.2.3"],
      out: ["1.2.3-beta", "1.2.4-rc"]),
    RangeCase("^0.0.3-rc", ">=0.0.3-rc <0.0.4-0", in: ["0.0.3-rc", "0.0.3"], out: ["0.0.4-0"]),
  ]

  static let hyphens: [RangeCase] = [
    RangeCase(
      "1.2.3 - 2.3.4", ">=1.2.3 <=2.3.4", in: ["1.2.3", "2.3.4"], out: ["2.3.5", "1.2.2"]),
    RangeCase("1.2 - 2.3", ">=1.2.0 <2.4.0-0", in: ["1.2.0", "2.3.9"], out: ["2.4.0"]),
    RangeCase("1.2 - 2", ">=1.2.0 <3.0.0-0", in: ["2.9.9"], out: ["3.0.0"]),
    RangeCase("* - 2", "<3.0.0-0", in: ["0.0.0"]), RangeCase("2 - x", ">=2.0.0", in: ["9.0.0"]),
    RangeCase(
      "1.0.0-rc - v2.0.0-rc", ">=1.0.0-rc <=2.0.0-rc", in: ["1.0.0-rc", "2.0.0-rc"],
      out: ["2.0.0", "1.5.0-rc"]),
  ]

  static let alternatives: [RangeCase] = [
    RangeCase(
      "1 || 3", ">=1.0.0 <2.0.0-0||>=3.0.0 <4.0.0-0", in: ["1.0.0", "3.0.0"], out: ["2.0.0"]),
    RangeCase("1.2.3||1.2.3-rc", "1.2.3||1.2.3-rc", in: ["1.2.3", "1.2.3-rc"]),
    // The pre-release and the bound have to be of one alternative.
    RangeCase(
      ">1.0.0-rc <1.0.0 || >=2.0.0", ">1.0.0-rc <1.0.0||>=2.0.0", in: ["1.0.0-rc.1", "2.0.0"],
      out: ["1.0.0", "2.0.0-rc"]),
    RangeCase("||", "", in: ["1.0.0"]), RangeCase("1 ||", "", in: ["5.0.0"]),
    // As in node-semver: where any release will do, the rest counts no more.
    RangeCase("* || 1.0.0-rc", "", in: ["1.0.0"], out: ["1.0.0-rc"]),
    RangeCase(">=0.0.0 || 1.0.0-rc", "", in: ["1.0.0"], out: ["1.0.0-rc"]),
    RangeCase("<0 || 1.0.0", "1.0.0", in: ["1.0.0"], out: ["0.0.0"]),
    RangeCase("<0 1.0.0 || >*", "<0.0.0-0", in: [], out: ["1.0.0"]),
  ]

  static let nines = String(repeating: "9", count: 60)
  static let long: [RangeCase] = [
    RangeCase(
      "^\(nines).0.0", ">=\(nines).0.0 <1\(nines.map { _ in "0" }.joined()).0.0-0",
      in: ["\(nines).5.0"], out: ["1\(nines).0.0"]),
    RangeCase(
      "~1.99999999999999999999", ">=1.99999999999999999999.0 <1.100000000000000000000.0-0",
      in: ["1.99999999999999999999.7"], out: ["1.100000000000000000000.0"]),
    RangeCase(
      ">18446744073709551615", ">=18446744073709551616.0.0", in: ["18446744073709551616.0.0"],
      out: ["18446744073709551615.9.9"]),
  ]

  @Test(arguments: comparators + open + tildes + carets + hyphens + alternatives + long)
  func meansWhatNodeSemverSays(_ one: RangeCase) throws {
    let range = try VersionRange(one.text)
    #expect(range.text == one.text)
    #expect(range.debugDescription == one.meaning)
    for version in one.inside { #expect(range.contains(try Version(version)), "\(version)") }
    for version in one.outside { #expect(!range.contains(try Version(version)), "\(version)") }
  }

  static let relaxed: [RangeCase] = [
    RangeCase("", "", in: ["1", "2024.03"], out: ["1-rc"]), RangeCase(" * ", "", in: ["7"]),
    RangeCase("1.2", "1.2", in: ["1.2", "1.2+5"], out: ["1.2.0", "1.02", "1.2-rc"]),
    RangeCase("= 1.2.3.bcr.1", "1.2.3.bcr.1", in: ["1.2.3.bcr.1"], out: ["1.2.3"]),
    RangeCase(
      ">=1.2.3 <1.2.4", ">=1.2.3 <1.2.4", in: ["1.2.3", "1.2.3.bcr.1"],
      out: ["1.2", "1.2.4", "1.2.4-rc"]),
    RangeCase(
      "> 2024.03 || <=1", ">2024.03||<=1", in: ["2024.3", "1", "0.9"], out: ["1.0", "2024.03"]),
    RangeCase(
      ">=1.2-rc.1", ">=1.2-rc.1", in: ["1.2-rc.2", "1.2", "1.3"],
      out: ["1.2-beta", "1.2.0-rc.1", "1.3-rc"]),
    RangeCase("<0.0.0-0", "<0.0.0-0", in: ["0"], out: ["0.0.0"]),
    RangeCase("* || 1-rc", "", in: ["1"], out: ["1-rc"]),
    RangeCase("<2.xyz", "<2.xyz", in: ["2.1"], out: ["2.xyz"]),
  ]

  @Test(arguments: relaxed)
  func comparesRelaxedVersionsInTheirOwnOrder(_ one: RangeCase) throws {
    let range = try VersionRange(one.text, scheme: .relaxed)
    #expect(range.debugDescription == one.meaning)
    for text in one.inside {
      #expect(range.contains(try Version(text, scheme: .relaxed)), "\(text)")
    }
    for text in one.outside {
      #expect(!range.contains(try Version(text, scheme: .relaxed)), "\(text)")
    }
  }

  @Test func anyIsAStar() throws {
    #expect(try VersionRange("*") == .any)
    #expect(VersionRange.any.description == "*")
    #expect(try VersionRange("x") != .any)
  }
}
