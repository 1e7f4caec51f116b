import Testing

@testable import Diagnostics

@Suite struct MarkdownTextTests {
  @Test(
    arguments: [
      ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``a", "``` ``a ```"), ("", "` `"),
      (" ", "` `"), (" a", "`  a `"), ("@everyone", "`@everyone`"), ("a\nb", "`a\\u{a}b`"),
    ])
  func fencesCodeByMoreBackticksThanItHolds(_ text: String, _ expected: String) {
    #expect(MarkdownText.code(text) == expected)
  }

  @Test(
    arguments: [
      (#"the key "licence" is unknown here"#, #"the key "licence" is unknown here"#),
      ("the digest of 1.3.0, isn't it?", "the digest of 1.3.0, isn't it?"),
      ("ask @everyone or #1 now", "ask `@everyone` or `#1` now"),
      ("see #1 #2", "see `#1 #2`"), ("a <b> c", "a `<b>` c"), ("at x.example", "at `x.example`"),
      ("commit deadbee", "commit `deadbee`"), ("number 1234567", "number `1234567`"),
      ("found `v` at 1", "found `` `v` `` at 1"), ("a  b", "a b"),
    ])
  func leavesPlainWordsAndMakesTheRestCode(_ text: String, _ expected: String) {
    #expect(MarkdownText.prose(text) == expected)
  }

  /// cmark takes no run of more than 80 backticks for a fence, and what follows it for prose.
  @Test func noTextAsksForALongFence() {
    let code = MarkdownText.code("@everyone" + String(repeating: "`", count: 100))
    #expect(
      code.utf8.starts(with: (String(repeating: "`", count: 9) + " @everyone````````\\u{60}").utf8))
  }

  @Test func cutsWhatIsLong() {
    let long = String(repeating: "é", count: 1000)
    #expect(MarkdownText.code(long, atMost: 11) == "`ééééé…`")
    #expect(MarkdownText.prose(long).utf8.count < 700)
  }
}
