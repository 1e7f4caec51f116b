import TestSupport
import Testing

@testable import Skeleton

/// Who stands behind a change on GitLab and Forgejo: 7 is its author, 1 runs the registry.
@Suite struct OtherForgesTests {
  private static let head = String(repeating: "a", count: 40)
  private static let other = String(repeating: "b", count: 40)

  // MARK: GitLab

  private func gitlab(
    pusher: Int = 7, pushed: String = head, notes: String = "[]", standing: String = "[]"
  ) throws -> (actor: String, approvals: String) {
    let forge = try FakeForge()
    let request = "GET projects/5/merge_requests/12"
    try forge.answer(
      request,
      """
      {"state": "opened", "sha": "\(Self.head)", "target_branch": "main", "source_branch": "fix",
       "source_project_id": 6, "author": {"id": 7}}
      """)
    try forge.answer(
      "GET projects/6/events?action=pushed&sort=desc&per_page=100",
      """
      [{"author_id": 3, "push_data": {"ref_type": "branch", "ref": "other", "commit_to": "\(Self.head)"}},
       {"author_id": \(pusher), "push_data": {"ref_type": "branch", "ref": "fix", "commit_to": "\(pushed)"}}]
      """)
    try forge.answer(
      request + "/versions?per_page=100",
      """
      [{"id": 2, "head_commit_sha": "\(Self.head)", "created_at": "2026-01-02T00:00:00.000Z"},
       {"id": 1, "head_commit_sha": "\(Self.other)", "created_at": "2026-01-01T00:00:00.000Z"}]
      """)
    try forge.answer(
      request + "/notes?sort=asc&order_by=created_at&per_page=100&page=1", notes)
    try forge.answer(request + "/approvals", "{\"approved_by\": \(standing)}")
    let run = try forge.run(
      GitLab.people, ["out"], ["MERGE_REQUEST": "12", "HEAD": Self.head])
    #expect(run.status == 0, "\(run.output)")
    return (
      try forge.text("out/actor"), try forge.text("out/approvals.json").filter { !$0.isWhitespace }
    )
  }

  private func note(_ user: Int, day: Int, system: Bool = true) -> String {
    """
    {"system": \(system), "body": "approved this merge request", "author": {"id": \(user)},
     "created_at": "2026-01-0\(day)T12:00:00.000Z"}
    """
  }

  @Test func gitLabKnowsWhoPushed() throws {
    #expect(try gitlab().actor == "gitlab:7")
    #expect(try gitlab(pusher: 1).actor == "")
    #expect(try gitlab(pushed: Self.other).actor == "")
  }

  @Test func gitLabsApprovalsCountAfterTheCommitArrived() throws {
    let one = "{\"approvals\":[{\"account\":\"gitlab:1\",\"commit\":\"\(Self.head)\"}]}"
    let none = "{\"approvals\":[]}"
    let standing = #"[{"user": {"id": 1}}]"#
    #expect(try gitlab(notes: "[\(note(1, day: 2))]", standing: standing).approvals == one)
    #expect(try gitlab(notes: "[\(note(1, day: 1))]", standing: standing).approvals == none)
    // Withdrawn meanwhile.
    #expect(try gitlab(notes: "[\(note(1, day: 2))]").approvals == none)
    // Anybody can write these words into a comment.
    #expect(
      try gitlab(notes: "[\(note(1, day: 2, system: false))]", standing: standing).approvals == none
    )
  }

  // MARK: Forgejo

  private func forgejo(
    action: String = "", sender: Int = 1, pusher: Int = 7, pushed: String = head,
    reviews: String = "[]"
  ) throws -> (actor: String, approvals: String) {
    let forge = try FakeForge()
    let pull = "GET repos/acme/registry/pulls/12"
    try forge.answer(
      pull,
      """
      {"state": "open", "user": {"id": 7}, "base": {"ref": "main"},
       "head": {"sha": "\(Self.head)", "ref": "fix", "repo": {"full_name": "lucy/registry"}}}
      """)
    try forge.answer(
      "GET repos/lucy/registry/activities/feeds?limit=50",
      """
      [{"op_type": "create_branch", "ref_name": "refs/heads/fix", "act_user_id": 3, "content": ""},
       {"op_type": "commit_repo", "ref_name": "refs/heads/fix", "act_user_id": \(pusher),
        "content": "{\\"HeadCommit\\": {\\"Sha1\\": \\"\(pushed)\\"}}"}]
      """)
    try forge.answer(pull + "/reviews?limit=50&page=1", reviews)
    try forge.answer(pull + "/reviews?limit=50&page=2", "[]")
    let run = try forge.run(
      Forgejo.people, ["out"],
      ["NUMBER": "12", "HEAD": Self.head, "EVENT_ACTION": action, "SENDER": "\(sender)"])
    #expect(run.status == 0, "\(run.output)")
    return (
      try forge.text("out/actor"), try forge.text("out/approvals.json").filter { !$0.isWhitespace }
    )
  }

  @Test func forgejoKnowsWhoPushed() throws {
    #expect(try forgejo().actor == "forgejo:7")
    for action in ["opened", "reopened"] {
      #expect(try forgejo(action: action, sender: 7).actor == "forgejo:7")
      // Whoever opens it has not pushed it by that.
      #expect(try forgejo(action: action, sender: 7, pusher: 1).actor == "")
    }
    #expect(try forgejo(action: "synchronized").actor == "")
    #expect(try forgejo(pusher: 1).actor == "")
    #expect(try forgejo(pushed: Self.other).actor == "")
  }

  @Test func forgejosReviewsCountByTheLast() throws {
    func review(_ state: String, _ id: Int, dismissed: Bool = false) -> String {
      """
      {"id": \(id), "user": {"id": 1}, "state": "\(state)", "dismissed": \(dismissed),
       "commit_id": "\(Self.head)", "submitted_at": "2026-01-01T00:00:0\(id)Z"}
      """
    }
    let one = "{\"approvals\":[{\"account\":\"forgejo:1\",\"commit\":\"\(Self.head)\"}]}"
    let none = "{\"approvals\":[]}"
    #expect(try forgejo(reviews: "[\(review("APPROVED", 1))]").approvals == one)
    #expect(try forgejo(reviews: "[\(review("APPROVED", 1, dismissed: true))]").approvals == none)
    #expect(
      try forgejo(reviews: "[\(review("APPROVED", 1)), \(review("REQUEST_CHANGES", 2))]").approvals
        == none)
  }
}
