import IndexModel
import Testing

@Suite struct AccountTests {
  @Test(arguments: [
    ("github:4", Account.Holder.id(4)), ("gitlab:dave", .login("dave")),
    ("git.example.org:a_b.c-d", .login("a_b.c-d")),
    ("github:9007199254740991", .id(9_007_199_254_740_991)),
    ("github:4a", .login("4a")), ("github:dependabot[bot]", .login("dependabot[bot]")),
  ])
  func readsANumberOrALogin(_ text: String, _ holder: Account.Holder) throws {
    let account = try Account(text)
    #expect(account.holder == holder)
    #expect(account.text == text)
  }

  @Test(arguments: [
    ("", Account.Problem.noForge), ("dave", .noForge), (":4", .badForge), ("GitHub:4", .badForge),
    ("4:4", .badForge), ("github:", .badLogin), ("github:a b", .badLogin),
    ("github:a:b", .badLogin),
    ("github:[bot]", .badLogin), ("github:é", .badLogin), ("github:0", .badID),
    ("github:04", .badID),
    ("github:9007199254740992", .badID), ("github:99999999999999999999", .badID),
  ])
  func refusesTheRest(_ text: String, _ problem: Account.Problem) {
    #expect(throws: problem) { try Account(text) }
  }

  @Test func loginsIgnoreCase() throws {
    #expect(try Account("github:Dave").hasLogin("dAVE", at: "github"))
    #expect(try !Account("github:Dave").hasLogin("dave", at: "gitlab"))
    #expect(try !Account("github:4").hasLogin("4", at: "github"))
  }
}
