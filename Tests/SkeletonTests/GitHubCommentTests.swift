import Foundation
import TestSupport
import Testing

@testable import Skeleton

/// What the workflow with the right to comment makes of an artifact that a stranger made.
@Suite struct GitHubCommentTests {
  private static let head = String(repeating: "a", count: 40)

  private func forge(
    number: String = "12", comment: String = "Fine.\n", size: Int = 500, head: String = head,
    repository: Int = 3, comments: String = "[]"
  ) throws -> FakeForge {
    let forge = try FakeForge()
    try forge.answer(
      "GET repos/acme/registry/actions/runs/8/artifacts?name=cairn-result",
      #"{"artifacts": [{"id": 4, "expired": false, "size_in_bytes": \#(size)}]}"#)
    try forge.folder.write(number, to: "number")
    try forge.folder.write(comment, to: "comment.md")
    let zip = forge.folder.path(of: "result.zip")
    let made = try Program(
      "/usr/bin/env",
      [
        "python3", "-m", "zipfile", "-c", zip, forge.folder.path(of: "number"),
        forge.folder.path(of: "comment.md"),
      ])
    #expect(made.status == 0, "\(made.output)")
    try forge.answer(
      "GET repos/acme/registry/actions/artifacts/4/zip", forge.folder.read("result.zip"))
    try forge.answer(
      "GET repos/acme/registry/pulls/12",
      #"{"state": "open", "head": {"sha": "\#(head)", "repo": {"id": \#(repository)}}}"#)
    try forge.answer("GET repos/acme/registry/issues/12/comments?per_page=100&page=1", comments)
    try forge.answer("POST repos/acme/registry/issues/12/comments", "{}")
    try forge.answer("PATCH repos/acme/registry/issues/comments/77", "{}")
    return forge
  }

  private func run(_ forge: FakeForge) throws -> [String] {
    let run = try forge.run(
      GitHub.comment, [], ["RUN": "8", "HEAD": Self.head, "HEAD_REPOSITORY": "3"])
    #expect(run.status == 0, "\(run.output)")
    return try forge.changes
  }

  @Test func postsTheTextAsText() throws {
    let text = "It's \"fine\" `$(touch owned)` \\ ${{ github.token }} é\n"
    let forge = try forge(comment: text)
    let changes = try run(forge)
    #expect(
      changes.count == 1 && changes[0].hasPrefix("POST repos/acme/registry/issues/12/comments {"))
    let body = try #require(
      changes.first.flatMap { $0.firstIndex(of: "{").map { i in changes[0][i...] } })
    let json = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String]
    #expect(json == ["body": "<!-- cairn-check -->\n" + text])
    #expect(!FileManager.default.fileExists(atPath: forge.folder.path(of: "work/owned")))
  }

  @Test(arguments: [
    "1; rm -rf /", "12; id", "-1", "012x", "", "$(id)", "../12", "99999999999", "12\n13", "13",
  ])
  func believesNoNumber(_ number: String) throws {
    #expect(try run(try forge(number: number)).isEmpty)
  }

  @Test func commentsOnlyWhereTheForgeSaysThatTheRunBelongs() throws {
    let other = String(repeating: "b", count: 40)
    #expect(try run(try forge(head: other)).isEmpty)
    #expect(try run(try forge(repository: 4)).isEmpty)
    #expect(try run(try forge(size: 2_000_000)).isEmpty)
    #expect(try run(try forge(comment: "")).isEmpty)
  }

  @Test func aHugeTextIsCut() throws {
    let changes = try run(try forge(comment: String(repeating: "é@x ", count: 2_000_000)))
    #expect(changes.count == 1)
    #expect(changes[0].count < 60_200 && changes[0].count > 50_000)
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
      try run(try forge(comments: "[\(spoof), \(named), \(another), \(own)]"))[0].hasPrefix(
        "PATCH repos/acme/registry/issues/comments/77 "))
    #expect(
      try run(try forge(comments: "[\(spoof), \(named), \(another)]"))[0].hasPrefix("POST "))
  }
}
