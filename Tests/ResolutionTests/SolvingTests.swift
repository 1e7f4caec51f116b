import IndexModel
import Resolution
import TestSupport
import Testing

/// One request of one index, and the releases that are to come out; none where there is no solution.
struct SolvingCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let index: String
  let ask: [String]
  let expected: String?
  var change: @Sendable (inout Request) throws -> Void = { _ in }

  init(
    _ what: String, _ index: String, _ ask: [String], _ expected: String?,
    change: @escaping @Sendable (inout Request) throws -> Void = { _ in }
  ) {
    testDescription = what
    self.index = index
    self.ask = ask
    self.expected = expected
    self.change = change
  }
}

struct SolvingTests {
  @Test(arguments: chains + exclusions + edges + cycles + locks)
  func solves(_ one: SolvingCase) throws {
    var request = Request(try one.ask.map(Request.Requirement.init(text:)))
    try one.change(&request)
    let outcome = try request.resolve(in: SampleIndex(one.index))
    switch outcome {
    case .solution: #expect(outcome.text == one.expected)
    case .conflict: #expect(one.expected == nil, "\(outcome.text)")
    case .gaveUp: Issue.record("gave up")
    }
  }

  static let chain = """
    foo 1.0.0 needs bar ^1
    foo 1.1.0 needs bar ^1
    foo 2.0.0-rc.1 needs bar ^2
    bar 1.0.0 needs baz >=1
    bar 1.4.0 needs baz >=1
    baz 1.0.0
    baz 1.9.0
    baz 1.10.0
    baz 2.0.0
    """

  static let chains = [
    SolvingCase("the newest of everything", chain, ["foo"], "bar 1.4.0, baz 2.0.0, foo 1.1.0"),
    SolvingCase("the oldest of everything", chain, ["foo"], "bar 1.0.0, baz 1.0.0, foo 1.0.0") {
      $0.strategy = .oldest
    },
    SolvingCase("numbers as numbers", chain, ["baz@^1"], "baz 1.10.0"),
    SolvingCase("a pre-release stays out", "foo 1.0.0\nfoo 1.1.0-rc.1", ["foo"], "foo 1.0.0"),
    SolvingCase(
      "a pre-release that is named", "foo 1.0.0\nfoo 1.1.0-rc.1", ["foo@>=1.1.0-rc.0"],
      "foo 1.1.0-rc.1"),
    SolvingCase("nothing but pre-releases", "foo 1.0.0-rc.1", ["foo"], nil),
    SolvingCase("two requirements of one alias", chain, ["baz@<2", "baz@<1.10.0"], "baz 1.9.0"),
    SolvingCase("two that exclude each other", chain, ["baz@<2", "baz@>=2"], nil),
    SolvingCase("an unknown alias", chain, ["qux"], nil),
    SolvingCase("nothing at all", chain, [], ""),
    SolvingCase(
      "back to an older release", "foo 1.0.0\nfoo 1.1.0 needs bar ^2\nbar 1.0.0", ["foo"],
      "foo 1.0.0"),
    SolvingCase(
      "a shared dependency decides",
      """
      a 1.0.0 needs c ^1
      a 2.0.0 needs c ^2
      b 1.0.0 needs c ^1
      c 1.0.0
      c 2.0.0
      """, ["a", "b"], "a 1.0.0, b 1.0.0, c 1.0.0"),
  ]

  static let staged = """
    foo 1.0.0 2026-01-01T00:00:00Z
    foo 1.1.0
    foo 1.2.0 2026-03-01T00:00:00Z
    foo 1.3.0 candidate 2026-04-01T00:00:00Z
    foo 1.4.0 revoked 2026-05-01T00:00:00Z
    """

  static let exclusions = [
    SolvingCase("neither candidates nor revoked", staged, ["foo"], "foo 1.2.0"),
    SolvingCase("candidates where asked", staged, ["foo"], "foo 1.3.0") { $0.candidates = true },
    SolvingCase("only what was there before a time", staged, ["foo"], "foo 1.0.0") {
      $0.before = try Timestamp("2026-02-28T23:59:59Z")
    },
    SolvingCase("the very second counts", staged, ["foo"], "foo 1.2.0") {
      $0.before = try Timestamp("2026-03-01T00:00:00Z")
    },
    SolvingCase("nothing was there yet", staged, ["foo"], nil) {
      $0.before = try Timestamp("2025-01-01T00:00:00Z")
    },
    SolvingCase("a revoked one is in range alone", staged, ["foo@1.4.0"], nil),
    SolvingCase(
      "an unmet one is skipped", "foo 1.0.0\nfoo 1.1.0 unmet bar", ["foo"], "foo 1.0.0"),
    SolvingCase(
      "a mark counts for nothing beside candidates",
      "foo 1.1.0 unmet bar needs bar ^1\nbar 1.0.0 candidate", ["foo"], "bar 1.0.0, foo 1.1.0"
    ) { $0.candidates = true },
  ]

  static let edges = [
    SolvingCase(
      "build edges bind", "foo 1.0.0 needs cc ^1 (build)\ncc 1.0.0", ["foo"], "cc 1.0.0, foo 1.0.0"),
    SolvingCase(
      "optional ones do not", "foo 1.0.0 needs cc ^9 (build/optional), qux ^9 (optional)", ["foo"],
      "foo 1.0.0"),
    SolvingCase(
      "those for development do not", "foo 1.0.0 needs spec ^9 (dev)\nspec 1.0.0", ["foo"],
      "foo 1.0.0"),
    SolvingCase(
      "those for development where asked, of what is asked for alone",
      "foo 1.0.0 needs spec ^1 (dev)\nspec 1.0.0 needs more ^1 (dev)\nmore 1.0.0", ["foo"],
      "foo 1.0.0, spec 1.0.0"
    ) { $0.dev = true },
    SolvingCase(
      "an optional edge does not hold back", "foo 1.0.0 needs bar ^1 (optional)\nbar 2.0.0",
      ["foo", "bar"], "bar 2.0.0, foo 1.0.0"),
    SolvingCase("a range that means nothing", "foo 1.0.0 needs bar ^^1\nbar 1.0.0", ["foo"], nil),
    SolvingCase(
      "one edge for running, one for building",
      "foo 1.0.0 needs bar >=1, bar <2 (build)\nbar 1.0.0\nbar 2.0.0", ["foo"],
      "bar 1.0.0, foo 1.0.0"),
  ]

  static let cycles = [
    SolvingCase(
      "a cycle", "foo 1.0.0 needs bar ^1\nbar 1.0.0 needs foo ^1", ["foo"], "bar 1.0.0, foo 1.0.0"),
    SolvingCase(
      "a cycle that only an older release closes",
      """
      foo 1.0.0 needs bar ^1
      foo 2.0.0 needs bar ^1
      bar 1.0.0 needs foo ^1
      """, ["foo"], "bar 1.0.0, foo 1.0.0"),
    SolvingCase("itself in range", "foo 1.0.0 needs foo ^1", ["foo"], "foo 1.0.0"),
    SolvingCase("itself out of range", "foo 1.0.0 needs foo ^2\nfoo 2.0.0", ["foo@^1"], nil),
    SolvingCase(
      "itself out of range in the newest",
      "foo 1.0.0 needs foo ^1\nfoo 2.0.0 needs foo ^1", ["foo"], "foo 1.0.0"),
  ]

  static let locks = [
    SolvingCase("what is locked comes first", chain, ["foo"], "bar 1.0.0, baz 1.9.0, foo 1.1.0") {
      $0.locked = ["bar": try Version("1.0.0"), "baz": try Version("1.9.0")]
    },
    SolvingCase("a lock is a wish", chain, ["baz@^2"], "baz 2.0.0") {
      $0.locked = ["baz": try Version("1.9.0")]
    },
    SolvingCase("a lock on what is not there", chain, ["baz"], "baz 2.0.0") {
      $0.locked = ["baz": try Version("7.0.0"), "nobody": try Version("1.0.0")]
    },
    SolvingCase("a lock brings nothing in", chain, ["baz"], "baz 2.0.0") {
      $0.locked = ["foo": try Version("1.0.0")]
    },
    SolvingCase("a revoked one that is locked", staged, ["foo"], "foo 1.4.0") {
      $0.locked = ["foo": try Version("1.4.0")]
    },
    SolvingCase("a candidate that is locked is still a candidate", staged, ["foo"], "foo 1.2.0") {
      $0.locked = ["foo": try Version("1.3.0")]
    },
  ]
}
