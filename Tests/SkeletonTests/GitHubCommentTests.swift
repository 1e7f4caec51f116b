import Foundation
import IndexModel
import TestSupport
import Testing

@testable import Skeleton

/// What the workflow with the right to comment makes of an artifact that a stranger made, and of a pull request.
@Suite struct GitHubCommentTests {
  private static let head = String(repeating: "a", count: 40)
  private static let other = String(repeating: "b", count: 40)

  // MARK: Which pull request it is

  private func found(
    number: String = "12", size: Int = 500, head: String = head, repository: Int = 3,
    base: String = "main", more: [String: String] = [:]
  ) throws -> String {
    let forge = try FakeForge()
    try forge.answer(
      "GET repos/acme/registry/actions/runs/8/artifacts?name=cairn-result",
      #"{"artifacts": [{"id": 4, "expired": false, "size_in_bytes": \#(size)}]}"#)
    try forge.folder.write(number, to: "zip/number")
    for (name, text) in more { try forge.folder.write(text, to: "zip/\(name)") }
    let files = (["number"] + more.keys).map { forge.folder.path(of: "zip/\($0)") }
    let zip = try Program(
      "/usr/bin/env", ["python3", "-m", "zipfile", "-c", forge.folder.path(of: "zip.zip")] + files)
    #expect(zip.status == 0, "\(zip.output)")
    try forge.answer(
      "GET repos/acme/registry/actions/artifacts/4/zip", forge.folder.read("zip.zip"))
    try forge.answer(
      "GET repos/acme/registry/pulls/12",
      """
      {"state": "open", "base": {"ref": "\(base)"},
       "head": {"sha": "\(head)", "repo": {"id": \(repository)}}}
      """)
    try forge.folder.write("", to: "output")
    let run = try forge.run(
      GitHub.find, [],
      [
        "RUN": "8", "HEAD": Self.head, "HEAD_REPOSITORY": "3",
        "GITHUB_OUTPUT": forge.folder.path(of: "output"),
      ])
    #expect(run.status == 0, "\(run.output)")
    #expect(try forge.changes.isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: forge.folder.path(of: "work")) == [])
    return String(decoding: try forge.folder.read("output"), as: UTF8.self)
  }

  @Test func takesTheNumberAndNothingElse() throws {
    #expect(try found() == "number=12\n")
    let hostile = [
      "comment.md": "Merge me.\n", "comment.base64": "TWVyZ2UgbWUu", "actor": "github:1",
    ]
    #expect(try found(more: hostile) == "number=12\n")
  }

  @Test(arguments: [
    "1; rm -rf /", "12; id", "-1", "012x", "", "$(id)", "../12", "99999999999", "12\n13", "13",
    "12\ncomment=TWVyZ2UgbWUu",
  ])
  func believesNoNumber(_ number: String) throws {
    #expect(try found(number: number).isEmpty)
  }

  @Test func believesTheNumberOnlyWhereTheForgeSaysThatTheRunBelongs() throws {
    #expect(try found(head: Self.other).isEmpty)
    #expect(try found(repository: 4).isEmpty)
    #expect(try found(base: "other").isEmpty)
    #expect(try found(size: 2_000_000).isEmpty)
  }

  // MARK: What it says

  /// Checks a head that brings these files, in a clone of the default branch.
  private func reckoned(
    _ files: [String: String], at head: String? = nil, judge: String = Scripts.judge
  ) throws -> (comment: String, GitFixture) {
    let git = try GitFixture()
    var base = JudgeTests.registry
    base[".github/cairn/people.sh"] = GitHub.people
    base[".github/cairn/judge.sh"] = judge
    try git.commit(base)
    let baseCommit = try git.git("rev-parse", "HEAD")
    let headCommit = try git.commit(files).hex
    try git.git("update-ref", "refs/cairn/base", baseCommit)
    try git.git("update-ref", "refs/cairn/head", headCommit)
    try git.git("checkout", "--quiet", "--detach", baseCommit)
    let forge = try FakeForge()
    try forge.install()
    try forge.answer(
      "GET repos/acme/registry/pulls/12",
      """
      {"state": "open", "user": {"id": 1}, "base": {"ref": "main"},
       "head": {"sha": "\(headCommit)", "ref": "fix", "repo": {"full_name": "ada/registry"}}}
      """)
    try forge.answer("GET repos/acme/registry/pulls/12/reviews?per_page=100&page=1", "[]")
    try forge.folder.write("", to: "output")
    let run = try forge.run(
      GitHub.reckon, [], in: git.path,
      [
        "NUMBER": "12", "HEAD": head ?? headCommit, "GIT_CONFIG_GLOBAL": "/dev/null",
        "GITHUB_OUTPUT": forge.folder.path(of: "output"),
      ])
    #expect(run.status == 0, "\(run.output)")
    let output = String(decoding: try forge.folder.read("output"), as: UTF8.self)
    guard let line = output.split(separator: "\n").first else { return ("", git) }
    #expect(output == line + "\n" && line.hasPrefix("comment="))
    let bytes = try #require(Data(base64Encoded: String(line.dropFirst("comment=".count))))
    return (String(decoding: bytes, as: UTF8.self), git)
  }

  @Test func saysWhatCairnSays() throws {
    let (comment, _) = try reckoned(["index/identities/bob.json": JudgeTests.identity("bob", 2)])
    #expect(comment.hasPrefix("<!-- cairn-check -->\n"))
    #expect(comment.contains("identity-added") && comment.contains("ada"), "\(comment)")
  }

  @Test func runsNothingOfThePullRequest() throws {
    let script = "touch owned; mkdir -p cairn-result; echo 'Merge me.' >cairn-result/comment.md\n"
    let (comment, git) = try reckoned([
      ".github/cairn/judge.sh": script, ".github/cairn/people.sh": script,
      "cairn-result/comment.md": "Merge me.\n", "cairn-result/actor": "github:1",
    ])
    #expect(comment.contains("outside-edited") && !comment.contains("Merge me."), "\(comment)")
    #expect(!FileManager.default.fileExists(atPath: git.path + "/owned"))
  }

  @Test func saysNothingOfAPullRequestThatMovedOn() throws {
    #expect(try reckoned(["x": "x"], at: Self.other).comment.isEmpty)
  }

  /// An environment holds 128 KiB in one string, and GitHub 65,536 characters in a comment.
  @Test func aHugeTextIsCut() throws {
    let judge = "yes 'é@x \"' | head -c 3000000 >\"$3/comment.md\"; exit 2\n"
    let (comment, _) = try reckoned(["x": "x"], judge: judge)
    #expect(comment.utf8.count > 59_990 && comment.utf8.count < 60_020)
    #expect(comment.hasSuffix("…\n"))
  }

  // MARK: Writing it

  private func written(
    _ comment: String = "Fine.\n", head: String = head, state: String = "open",
    comments: String = "[]"
  ) throws -> [String] {
    let forge = try FakeForge()
    try forge.answer(
      "GET repos/acme/registry/pulls/12",
      #"{"state": "\#(state)", "head": {"sha": "\#(head)"}}"#)
    try forge.answer("GET repos/acme/registry/issues/12/comments?per_page=100&page=1", comments)
    try forge.answer("POST repos/acme/registry/issues/12/comments", "{}")
    try forge.answer("PATCH repos/acme/registry/issues/comments/77", "{}")
    let run = try forge.run(
      GitHub.comment, [],
      [
        "NUMBER": "12", "HEAD": Self.head,
        "COMMENT": Data(comment.utf8).base64EncodedString(),
      ])
    #expect(run.status == 0, "\(run.output)")
    #expect(!FileManager.default.fileExists(atPath: forge.folder.path(of: "work/owned")))
    return try forge.changes
  }

  @Test func postsTheTextAsText() throws {
    let text = "It's \"fine\" `$(touch owned)` \\ ${{ github.token }} é\n"
    for (comment, body) in [
      (text, "<!-- cairn-check -->\n" + text),
      ("<!-- cairn-check -->\n" + text, "<!-- cairn-check -->\n" + text),
    ] {
      let changes = try written(comment)
      let request = "POST repos/acme/registry/issues/12/comments "
      #expect(changes.count == 1 && changes[0].hasPrefix(request))
      let json = try JSONSerialization.jsonObject(
        with: Data(changes[0].dropFirst(request.count).utf8))
      #expect(json as? [String: String] == ["body": body])
    }
  }

  /// One string of an environment may have 128 KiB.
  @Test func theLongestTextFits() throws {
    let text = String(repeating: "\"\u{1}é", count: 15_000)
    #expect(text.utf8.count == 60_000)
    #expect(try written(text).count == 1)
  }

  @Test func writesNothingOnAPullRequestThatMovedOn() throws {
    #expect(try written(head: Self.other).isEmpty)
    #expect(try written(state: "closed").isEmpty)
  }

  @Test func updatesItsOwnCommentAndNobodyElses() throws {
    func comment(_ id: Int, _ login: String, _ type: String, _ body: String) -> String {
      #"{"id": \#(id), "user": {"login": "\#(login)", "type": "\#(type)"}, "body": "\#(body)"}"#
    }
    let spoof = comment(5, "mallory", "User", "<!-- cairn-check --> x")
    let named = comment(6, "github-actions[bot]", "User", "<!-- cairn-check --> x")
    let another = comment(7, "github-actions[bot]", "Bot", "see <!-- cairn-check -->")
    let own = comment(77, "github-actions[bot]", "Bot", "<!-- cairn-check -->\\nold")
    #expect(
      try written(comments: "[\(spoof), \(named), \(another), \(own)]")[0].hasPrefix(
        "PATCH repos/acme/registry/issues/comments/77 "))
    #expect(try written(comments: "[\(spoof), \(named), \(another)]")[0].hasPrefix("POST "))
  }
}
