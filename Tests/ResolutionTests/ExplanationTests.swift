import IndexModel
import Resolution
import Testing

/// A request without a solution, and what is said of it.
struct ExplanationCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let index: String
  let ask: [String]
  let expected: String
  var before: String?

  init(
    _ what: String, _ index: String, _ ask: [String], before: String? = nil, _ expected: String
  ) {
    testDescription = what
    self.index = index
    self.ask = ask
    self.before = before
    self.expected = expected
  }

  var conflict: Conflict? {
    get throws {
      var request = Request(try ask.map(Request.Requirement.init(text:)))
      request.before = try before.map { try Timestamp($0) }
      guard case .conflict(let conflict) = try request.resolve(in: SampleIndex(index)) else {
        return nil
      }
      return conflict
    }
  }
}

struct ExplanationTests {
  @Test(arguments: proofs + leaves)
  func explains(_ one: ExplanationCase) throws {
    let conflict = try #require(try one.conflict)
    #expect(conflict.explanation.joined(separator: "\n") == one.expected)
  }

  @Test(arguments: proofs + leaves)
  func numbersCausesBeforeWhatFollows(_ one: ExplanationCase) throws {
    let conflict = try #require(try one.conflict)
    for (place, clause) in conflict.clauses.enumerated() {
      #expect(clause.number == place + 1)
      #expect(clause.because.allSatisfy { $0 < clause.number })
      #expect(clause.because.isEmpty == (clause.kind != .conclusion))
    }
  }

  static let proofs = [
    ExplanationCase(
      "a chain",
      """
      editor 1.0.0 needs parser ^1.2
      editor 1.1.0 needs parser ^1.2
      editor 2.0.0 needs parser ^2
      parser 1.2.0 needs text ^3
      parser 1.3.0 needs text ^3
      parser 2.0.0 needs text ^4
      text 3.0.0
      text 4.0.0
      """, ["editor@^1", "text@^4"],
      """
      Because every release of editor in `^1` needs parser `^1.2`, which needs text `^3`, every release of editor in `^1` needs text `^3`.
      So, because you ask for text `^4` and editor `^1`, there is no solution.
      """),
    ExplanationCase(
      "releases that need different ranges",
      """
      menu 1.0.0 needs dropdown ^2
      menu 1.5.0 needs dropdown ^2.3
      dropdown 1.8.0
      dropdown 2.0.0 needs icons ^2
      dropdown 2.3.0 needs icons ^2
      icons 1.0.0
      icons 2.0.0
      intl 5.0.0
      """, ["menu", "icons@1.0.0", "intl@^5"],
      """
      Because menu 1.5.0 needs dropdown `^2.3` and menu 1.0.0 needs dropdown `^2`, every release of menu needs dropdown `^2`.
      And because every release of dropdown in `^2` needs icons `^2`, every release of menu needs icons `^2`.
      So, because you ask for menu and icons `1.0.0`, there is no solution.
      """),
    ExplanationCase(
      "two dependencies that exclude each other",
      """
      shop 1.0.0 needs cart ^1, pay ^1
      cart 1.0.0 needs money ^1
      cart 1.1.0 needs money ^1
      pay 1.0.0 needs bank ^3
      pay 1.1.0 needs bank ^3
      bank 3.0.0 needs money ^2
      money 1.0.0
      money 2.0.0
      """, ["shop"],
      """
      Because every release of cart in `^1` needs money `^1` and bank 3.0.0 needs money `^2`, every release of cart in `^1` rules out bank `^3`.
      And because every release of pay in `^1` needs bank `^3` and shop 1.0.0 needs cart `^1`, shop 1.0.0 rules out pay `^1`.
      So, because you ask for shop, which needs pay `^1`, there is no solution.
      """),
    ExplanationCase(
      "two branches",
      """
      foo 1.0.0 needs a ^1, b ^1
      foo 1.1.0 needs x ^1, y ^1
      a 1.0.0 needs b ^2
      b 1.0.0
      b 2.0.0
      x 1.0.0 needs y ^2
      y 1.0.0
      y 2.0.0
      """, ["foo@^1"],
      """
      Because foo 1.0.0 needs a `^1`, which needs b `^2`, foo 1.0.0 needs b `^2`.
      And because foo 1.0.0 needs b `^1`, foo 1.0.0 cannot be taken. (1)
      Because foo 1.1.0 needs x `^1`, which needs y `^2`, foo 1.1.0 needs y `^2`.
      And because foo 1.1.0 needs y `^1`, foo 1.1.0 cannot be taken.
      And because foo 1.0.0 cannot be taken (1), no release of foo in `^1` can be taken.
      So, because you ask for foo `^1`, there is no solution.
      """),
    ExplanationCase(
      "what is not considered",
      """
      foo 1.0.0 needs bar ^1
      foo 1.1.0 needs bar ^2
      foo 1.2.0 candidate
      foo 1.3.0 revoked
      foo 1.4.0 candidate
      bar 1.0.0 needs qux ^1
      bar 2.0.0-rc.1
      bar 3.0.0
      """, ["foo"],
      """
      Because foo 1.0.0 needs bar `^1`, which needs qux `^1` (not in the index), foo 1.0.0 cannot be taken.
      So, because you ask for foo and foo 1.1.0 needs bar `^2` (only pre-releases: 2.0.0-rc.1), there is no solution.
      Not considered of foo: 1.2.0 and 1.4.0 are candidates; 1.3.0 is revoked.
      """),
  ]

  static let leaves = [
    ExplanationCase(
      "an unknown alias", "foo 1.0.0", ["bar@^1"],
      "There is no solution, because you ask for bar `^1` (not in the index)."),
    ExplanationCase(
      "nothing in range", "foo 1.0.0\nfoo 1.4.2", ["foo@^2"],
      "There is no solution, because you ask for foo `^2` (the index has only 1.0.0 to 1.4.2)."),
    ExplanationCase(
      "only pre-releases in range", "foo 1.0.0\nfoo 2.0.0-rc.1\nfoo 2.0.0-rc.2", ["foo@^2"],
      """
      There is no solution, because you ask for foo `^2` (only pre-releases: 2.0.0-rc.1 and 2.0.0-rc.2).
      """),
    ExplanationCase(
      "only candidates and revoked ones in range",
      "foo 1.0.0\nfoo 2.0.0 candidate\nfoo 2.1.0 revoked", ["foo@^2"],
      """
      There is no solution, because you ask for foo `^2` (2.0.0 is a candidate; 2.1.0 is revoked).
      """),
    ExplanationCase(
      "a range that means nothing", "foo 1.0.0 needs baz >>2\nbaz 1.0.0", ["foo"],
      "Because you ask for foo, which needs baz `>>2` (not a range), there is no solution."),
    ExplanationCase(
      "not before the time",
      """
      foo 0.9.0 2020-01-01T00:00:00Z needs bar ^1
      foo 1.0.0 needs bar ^1
      bar 1.0.0 2026-05-01T00:00:00Z
      """, ["foo"], before: "2026-01-01T00:00:00Z",
      """
      Because you ask for foo, which needs bar `^1` (1.0.0 was published after 2026-01-01T00:00:00Z), there is no solution.
      Not considered of foo: 1.0.0 has no time of publication.
      """),
    ExplanationCase(
      "only unmet ones in range",
      "foo 1.0.0 needs bar ^1 (build)\nbar 1.0.0 unmet a b\nbar 1.1.0 unmet c", ["foo"],
      """
      Because you ask for foo, which needs bar `^1` (1.0.0 needs a and b, which nothing in the index meets; 1.1.0 needs c, which nothing in the index meets), there is no solution.
      """),
    ExplanationCase(
      "itself out of range", "foo 1.0.0 needs foo ^2\nfoo 1.1.0 needs foo ^2\nfoo 2.0.0",
      ["foo@^1"],
      "Because you ask for foo `^1`, which needs itself in `^2`, there is no solution."),
    ExplanationCase(
      "itself in no range", "foo 1.0.0 needs foo >>2", ["foo"],
      "Because you ask for foo, which needs itself in `>>2` (not a range), there is no solution."),
  ]

  /// What programs go by instead of the words.
  @Test(arguments: zip(leaves, reasons))
  func tellsProgramsWhy(_ one: ExplanationCase, reason: String?) throws {
    let conflict = try #require(try one.conflict)
    #expect(conflict.clauses.compactMap(\.reason).first == reason)
  }

  private static let reasons: [String?] = [
    "unknown-alias", "none-in-range", "only-pre-releases", "not-considered",
    "range-without-meaning", "not-considered", "not-considered", nil,
    "range-without-meaning",
  ]

  @Test
  func shortensWhatNobodyReads() throws {
    var lines = ["bar 1.0.0", "bar 2.0.0", "baz 1.0.0", "baz 2.0.0"]
    for number in 0..<40 {
      lines.append("foo 1.\(number).0 needs \(number % 2 == 0 ? "bar" : "baz") ^1")
    }
    let index = lines.joined(separator: "\n")
    let one = ExplanationCase("", index, ["foo", "bar@^2", "baz@^2"], "")
    let conflict = try #require(try one.conflict)
    #expect(conflict.explanation.contains { $0.contains(" more ") })
    #expect(conflict.explanation.allSatisfy { $0.utf8.count < 500 })
  }
}
