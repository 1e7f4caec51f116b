import IndexModel
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    "packages/acme/libfoo.json", "index/CODEOWNERS", "packages/a/b/1.0.2/libfoo.sig", "a",
    "packages/a/b/x~1.y+z@2", "packages/a/digit~1", "packages/.github", "a/b/c/d/e/f/g/h",
    "packages/" + String(repeating: "a", count: 64),
  ])
  func takesPathsThatEverySystemHolds(_ text: String) {
    #expect(RepositoryPath(text).problem() == nil)
  }

  @Test(arguments: [
    ("packages//a", RepositoryPath.Problem.emptyComponent), ("/a", .emptyComponent),
    ("a/", .emptyComponent), ("a/../b", .relative("..")), ("a/./b", .relative(".")),
    ("a/b/c/d/e/f/g/h/i", .tooDeep(9)), (String(repeating: "a", count: 201), .tooLong(201)),
    (
      String(repeating: "a", count: 65),
      .componentTooLong(String(repeating: "a", count: 65), bytes: 65)
    ),
    ("a/b c", .forbidden(0x20, at: 3)), ("a/b\\c", .forbidden(0x5C, at: 3)),
    ("a/é", .forbidden(0xC3, at: 2)), ("a/e\u{301}", .forbidden(0xCC, at: 3)),
    ("a/\u{301}", .forbidden(0xCC, at: 2)), ("a\n", .forbidden(0x0A, at: 1)),
    ("a/\u{202E}b", .forbidden(0xE2, at: 2)), ("a/b:c", .forbidden(0x3A, at: 3)),
    ("a/NUL.json", .windowsDevice("NUL.json")), ("com3", .windowsDevice("com3")),
    ("a/b.", .trailingDot("b.")), ("a/...", .trailingDot("...")),
  ])
  func refusesTheRest(_ text: String, _ problem: RepositoryPath.Problem) {
    #expect(RepositoryPath(text).problem() == problem)
  }

  @Test(arguments: [
    ".git", ".GIT", ".Git", ".git.", ".git ", ".git. .", ".g\u{200C}it", "\u{FEFF}.git",
    ".gi\u{202A}t\u{206F}", "git~1", "GIT~1", "git~2", ".git::$INDEX_ALLOCATION", ".git:x",
    ".git\\x",
    "git~1::$DATA", ".gitmodules", ".GITMODULES", "gitmod~1", "gi7eba~1", ".gitattributes",
    "GITATT~1", ".gitignore", ".git...",
  ])
  func seesEveryGuiseOfGit(_ name: String) {
    guard case .gitLookalike = RepositoryPath("packages/\(name)/x").problem() else {
      Issue.record("\(name.debugDescription) passed as something else")
      return
    }
    #expect(throws: FileName.Problem.self) { try FileName(name) }
  }

  @Test func refusesPathsThatAreNotText() {
    let path = RepositoryPath(bytes: [0x61, 0x2F, 0xFF])
    #expect(path.problem() == .forbidden(0xFF, at: 2))
  }

  @Test(arguments: [
    "libfoo-1.0.2.tgz", "plugins/linux-x86_64/tool", "a+b~c@d", "sbom.spdx.json", "_a", "a/_b",
    String(repeating: "a", count: 128),
  ])
  func fileNamesAreSafeRelativePaths(_ text: String) throws {
    #expect(try FileName(text).text == text)
    #expect(SitePath(text) != nil)
    #expect(try FileName(text.uppercased()).folded == text)
  }

  @Test(arguments: [
    ("", FileName.Problem.empty), (".htaccess", .badStart(".htaccess")),
    ("a/-rf", .badStart("-rf")),
    ("a//b", .emptyComponent), ("/a", .emptyComponent), ("a/", .emptyComponent),
    ("../a", .badStart("..")), ("a/..", .badStart("..")), ("a%2fb", .forbidden(0x25, at: 1)),
    ("a\\b", .forbidden(0x5C, at: 1)), ("a b", .forbidden(0x20, at: 1)),
    ("aux", .windowsDevice("aux")),
    ("git~1", .gitLookalike("git~1")), (String(repeating: "a", count: 201), .tooLong(201)),
    ("..\u{301}/x", .forbidden(0xCC, at: 2)), ("/\u{301}etc", .forbidden(0xCC, at: 1)),
  ])
  func refusesFileNamesThatLeaveTheirPlace(_ text: String, _ problem: FileName.Problem) {
    #expect(throws: problem) { try FileName(text) }
  }
}
