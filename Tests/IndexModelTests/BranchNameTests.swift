import IndexModel
import Testing

@Suite struct BranchNameTests {
  @Test(arguments: [
    "gh-pages", "site", "a", "site/v1", "v1.2", "_x", "HEADS", "a.locks", "x/y/z-1",
    String(repeating: "a", count: 100),
  ])
  func takesNames(_ text: String) {
    #expect(BranchName(text)?.reference == "refs/heads/" + text)
  }

  @Test(arguments: [
    "", "/", "a/", "/a", "a//b", ".", "..", "a/../b", ".a", "a/.b", "a..b", "a.", "-a", "a/-b",
    "HEAD",
    "a.lock", "a.lock/b", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[", "a\\b", "@{-1}", "@",
    "a\u{0}",
    "a\n", "ä", "a\u{301}", "a+b", String(repeating: "a", count: 101),
  ])
  func refusesOthers(_ text: String) {
    #expect(BranchName(text) == nil)
  }
}
