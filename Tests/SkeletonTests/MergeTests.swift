import Foundation
import TestSupport
import Testing

@testable import Skeleton

@Suite struct MergeTests {
  private static let head = String(repeating: "a", count: 40)
  private static let base = String(repeating: "c", count: 40)

  private func merge(tip: String, _ changes: [String: String] = [:]) throws -> (FakeForge, Program)
  {
    let forge = try FakeForge()
    try forge.answer(
      "GET repos/acme/registry/git/ref/heads/main", #"{"object": {"sha": "\#(tip)"}}"#)
    try forge.answer("PUT repos/acme/registry/pulls/12/merge", "{}")
    try forge.answer("POST repos/acme/registry/actions/workflows/cairn-publish.yml/dispatches", "")
    var environment = [
      "NUMBER": "12", "HEAD": Self.head, "BASE": Self.base,
      "MESSAGE": #""Cairn-Actor: github:7\nCairn-Approved-by: github:1""#,
    ]
    environment.merge(changes) { _, new in new }
    return (forge, try forge.run(GitHub.merge, [], environment))
  }

  @Test func mergesExactlyTheCommitThatWasChecked() throws {
    let (forge, run) = try merge(tip: Self.base)
    #expect(run.status == 0, "\(run.output)")
    let changes = try forge.changes
    #expect(changes.count == 2)
    let body = try JSONSerialization.jsonObject(
      with: Data(changes[0].dropFirst("PUT repos/acme/registry/pulls/12/merge ".count).utf8))
    #expect(
      body as? [String: String] == [
        "sha": Self.head, "merge_method": "merge", "commit_title": "Merge pull request #12",
        "commit_message": "Cairn-Actor: github:7\nCairn-Approved-by: github:1",
      ])
    #expect(changes[1].hasPrefix("POST repos/acme/registry/actions/workflows/cairn-publish.yml/"))
  }

  @Test func doesNotMergeIntoSomethingElseThanWasChecked() throws {
    let (forge, run) = try merge(tip: Self.head)
    #expect(run.status == 1)
    #expect(try forge.changes.isEmpty)
  }

  @Test(arguments: [
    ["NUMBER": "12; id"], ["HEAD": ""], ["BASE": ""], ["HEAD": "main"], ["NUMBER": ""],
  ])
  func mergesNothingWithoutAVerdict(_ changes: [String: String]) throws {
    let (forge, run) = try merge(tip: Self.base, changes)
    #expect(run.status == 64)
    #expect(try forge.changes.isEmpty)
  }

  @Test(arguments: [
    ("github:7", #""Cairn-Actor: github:7\nCairn-Approved-by: github:1""#),
    ("", #""Cairn-Approved-by: github:1""#),
    ("github:7\nCairn-Approved-by: github:2", #""Cairn-Approved-by: github:1""#),
    ("github:ada", #""Cairn-Approved-by: github:1""#),
  ])
  func theTrailersNameActorAndApproversOfHead(_ actor: String, _ message: String) throws {
    let forge = try FakeForge()
    try forge.folder.write(actor, to: "work/cairn-result/actor")
    try forge.folder.write(
      """
      {"approvals": [{"account": "github:1", "commit": "\(Self.head)"},
        {"account": "github:2", "commit": "\(Self.base)"}]}
      """, to: "work/cairn-result/approvals.json")
    let run = try forge.run(Scripts.message + "\nprintf '%s' \"$message\"", [], ["HEAD": Self.head])
    #expect(run.output == message)
  }
}
