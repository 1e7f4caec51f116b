import TestSupport
import Testing

@testable import Skeleton

/// Who stands behind a pull request on GitHub: 7 is its author, 1 runs the registry, 9 is a stranger.
@Suite struct GitHubPeopleTests {
  private static let head = String(repeating: "a", count: 40)
  private static let other = String(repeating: "b", count: 40)

  private func forge(
    author: Int = 7, headRepository: String = "lucy/registry", state: String = "open",
    head: String = head, base: String = "main"
  ) throws -> FakeForge {
    let forge = try FakeForge()
    try forge.answer(
      "GET repos/acme/registry/pulls/12",
      """
      {"state": "\(state)", "user": {"id": \(author)}, "base": {"ref": "\(base)"},
       "head": {"sha": "\(head)", "ref": "fix/a b", "repo": {"full_name": "\(headRepository)"}}}
      """)
    try forge.answer("GET repos/acme/registry/pulls/12/reviews?per_page=100&page=1", "[]")
    return forge
  }

  private func run(
    _ forge: FakeForge, action: String = "", sender: Int = 0, number: String = "12"
  ) throws -> Program {
    try forge.run(
      GitHub.people, ["out"],
      ["NUMBER": number, "HEAD": Self.head, "EVENT_ACTION": action, "SENDER": "\(sender)"])
  }

  private func activity(
    _ actor: Int, of repository: String = "lucy/registry", after: String = head,
    ref: String = "refs/heads/fix/a b", type: String = "push"
  ) -> (String, String) {
    (
      "GET repos/\(repository)/activity?per_page=1&ref=refs%2Fheads%2Ffix%2Fa%20b",
      """
      [{"ref": "\(ref)", "after": "\(after)", "activity_type": "\(type)", "actor": {"id": \(actor)}}]
      """
    )
  }

  @Test(arguments: [
    ("synchronize", 7, "github:7"),
    // Somebody who runs the registry presses the button that updates the branch.
    ("synchronize", 1, ""),
    // A stranger who may write to the branch pushes.
    ("synchronize", 9, ""),
    // These say nothing of a push, and no record of one answers.
    ("opened", 7, ""), ("opened", 1, ""), ("reopened", 7, ""), ("reopened", 1, ""),
    ("labeled", 1, ""), ("submitted", 1, ""), ("", 7, ""),
  ])
  func anEventNamesWhoPushedOnlyIfItIsAPush(_ action: String, _ sender: Int, _ actor: String) throws
  {
    let forge = try forge()
    let run = try run(forge, action: action, sender: sender)
    #expect(run.status == 0, "\(run.output)")
    #expect(try forge.text("out/actor") == actor)
  }

  @Test(arguments: ["opened", "reopened", "labeled", "submitted", "dismissed", ""])
  func otherwiseTheRecordOfPushesDoes(_ action: String) throws {
    let forge = try forge()
    let (request, answer) = activity(7)
    try forge.answer(request, answer)
    #expect(try run(forge, action: action, sender: 1).status == 0)
    #expect(try forge.text("out/actor") == "github:7")
  }

  @Test func nobodyIsKnownWhereTheRecordSaysSomethingElse() throws {
    for record in [
      activity(9), activity(1), activity(7, after: Self.other), activity(7, ref: "refs/heads/fix"),
      activity(7, type: "pr_merge"), activity(7, type: "branch_deletion"),
    ] {
      for action in ["opened", "submitted"] {
        let forge = try forge()
        try forge.answer(record.0, record.1)
        #expect(try run(forge, action: action, sender: 7).status == 0)
        #expect(try forge.text("out/actor") == "", "\(action) \(record.1)")
      }
    }
  }

  /// The same commit proposed again, from a fork of a stranger's, is the stranger's proposal.
  @Test func aStrangerWithSomebodyElsesCommitIsAStranger() throws {
    let forge = try forge(author: 9, headRepository: "mallory/registry")
    for (request, answer) in [activity(7), activity(9, of: "mallory/registry")] {
      try forge.answer(request, answer)
    }
    #expect(try run(forge).status == 0)
    #expect(try forge.text("out/actor") == "github:9")
  }

  @Test(arguments: ["a/b/../../x", "a b/c", "a/b?x=", "", "x"])
  func aNameOfARepositoryIsNoPath(_ name: String) throws {
    let forge = try forge(headRepository: name)
    #expect(try run(forge).status == 0)
    #expect(try forge.text("out/actor") == "")
  }

  @Test func decidesNothingAboutAPullRequestThatMovedOn() throws {
    for forge in [
      try forge(head: Self.other), try forge(state: "closed"), try forge(base: "other"),
    ] {
      #expect(try run(forge, action: "opened", sender: 7).status == 1)
    }
    #expect(try run(try forge(), number: "12; id").status == 64)
  }

  private func review(_ user: Int, _ state: String, _ id: Int, commit: String = head) -> String {
    """
    {"id": \(id), "user": {"id": \(user)}, "state": "\(state)", "commit_id": "\(commit)",
     "submitted_at": "2026-01-01T00:00:\(id < 10 ? "0" : "")\(id % 60)Z"}
    """
  }

  private func approvals(_ pages: [[String]]) throws -> String {
    let forge = try forge()
    for (at, page) in pages.enumerated() {
      try forge.answer(
        "GET repos/acme/registry/pulls/12/reviews?per_page=100&page=\(at + 1)",
        "[\(page.joined(separator: ","))]")
    }
    let run = try run(forge, action: "opened", sender: 7)
    #expect(run.status == 0, "\(run.output)")
    return try forge.text("out/approvals.json").filter { !$0.isWhitespace }
  }

  private func approved(_ users: [(Int, String)]) -> String {
    let list = users.map { "{\"account\":\"github:\($0)\",\"commit\":\"\($1)\"}" }
    return "{\"approvals\":[\(list.joined(separator: ","))]}"
  }

  @Test func theLastDecisionOfEachReviewerCounts() throws {
    #expect(try approvals([[review(1, "APPROVED", 1)]]) == approved([(1, Self.head)]))
    // A comment is no decision.
    #expect(
      try approvals([[review(1, "APPROVED", 1), review(1, "COMMENTED", 2)]])
        == approved([(1, Self.head)]))
    // Dismissing changes the review itself.
    #expect(try approvals([[review(1, "DISMISSED", 1)]]) == approved([]))
    #expect(
      try approvals([[review(1, "APPROVED", 1), review(1, "DISMISSED", 2)]]) == approved([]))
    #expect(
      try approvals([[review(1, "APPROVED", 1), review(1, "CHANGES_REQUESTED", 2)]]) == approved([])
    )
    #expect(
      try approvals([[review(1, "CHANGES_REQUESTED", 1), review(1, "APPROVED", 2)]])
        == approved([(1, Self.head)]))
    // One of an earlier commit says so: it is the verdict that does not count it.
    #expect(
      try approvals([[review(1, "APPROVED", 1, commit: Self.other)]])
        == approved([(1, Self.other)]))
    // Reviewers are told apart by number, and one of an account that is gone is nobody's.
    #expect(
      try approvals([
        [
          review(1, "APPROVED", 1), review(2, "CHANGES_REQUESTED", 2),
          "{\"id\": 3, \"user\": null, \"state\": \"APPROVED\", \"commit_id\": \"\(Self.head)\"}",
        ]
      ])
        == approved([(1, Self.head)]))
  }

  @Test func readsTheSecondPage() throws {
    let flood = (0..<100).map { _ in review(9, "COMMENTED", 5) }
    #expect(
      try approvals([[review(1, "APPROVED", 1)] + flood.dropFirst(), [review(1, "DISMISSED", 9)]])
        == approved([]))
    #expect(try approvals([flood, [review(1, "APPROVED", 9)]]) == approved([(1, Self.head)]))
  }
}
