import Foundation
import TestSupport
import Testing

@testable import Skeleton

@Suite struct MergeTests {
  private static let head = String(repeating: "a", count: 40)
  private static let base = String(repeating: "c", count: 40)
  private static let tree = String(repeating: "d", count: 40)
  private static let made = String(repeating: "e", count: 40)
  private static let publish = "POST repos/acme/registry/actions/workflows/cairn-publish.yml/"

  private static func pull(into branch: String, head: String = head, state: String = "open")
    -> String
  {
    """
    {"state": "\(state)", "base": {"ref": "\(branch)"}, "head": {"sha": "\(head)"},
     "merge_commit_sha": "\(made)"}
    """
  }

  /// Merges on GitHub.
  private func merge(
    tip: String = base, _ changes: [String: String] = [:], pull: String = pull(into: "main"),
    later: String = pull(into: "main"), parents: [String] = [base, head], tree: String = tree
  ) throws -> (FakeForge, Program) {
    let forge = try FakeForge()
    try forge.answer("GET repos/acme/registry/pulls/12", pull)
    try forge.answerLater("GET repos/acme/registry/pulls/12", later)
    let list = parents.map { #"{"sha": "\#($0)"}"# }.joined(separator: ",")
    try forge.answer(
      "GET repos/acme/registry/git/commits/\(Self.made)",
      #"{"parents": [\#(list)], "tree": {"sha": "\#(tree)"}}"#)
    try forge.answer(
      "GET repos/acme/registry/git/ref/heads/main", #"{"object": {"sha": "\#(tip)"}}"#)
    try forge.answer(
      "PUT repos/acme/registry/pulls/12/merge", #"{"merged": true, "sha": "\#(Self.made)"}"#)
    try forge.answer("POST repos/acme/registry/actions/workflows/cairn-publish.yml/dispatches", "")
    var environment = [
      "NUMBER": "12", "HEAD": Self.head, "BASE": Self.base, "TREE": Self.tree,
      "MESSAGE": #""Cairn-Actor: github:7\nCairn-Approved-by: github:1""#,
    ]
    environment.merge(changes) { _, new in new }
    return (forge, try forge.run(GitHub.merge, [], environment))
  }

  @Test func mergesExactlyTheCommitThatWasChecked() throws {
    let (forge, run) = try merge()
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
    #expect(changes[1].hasPrefix(Self.publish))
  }

  @Test func doesNotMergeIntoSomethingElseThanWasChecked() throws {
    for (forge, run) in [
      try merge(tip: Self.head), try merge(pull: Self.pull(into: "other")),
      try merge(pull: Self.pull(into: "main", head: Self.base)),
      try merge(pull: Self.pull(into: "main", state: "closed")),
    ] {
      #expect(run.status == 1 && run.output.contains("start this again"), "\(run.output)")
      #expect(try forge.changes.isEmpty)
    }
  }

  /// The forge is asked to merge, and told of one commit only: what it made is looked at.
  @Test func publishesNothingButWhatWasChecked() throws {
    for (forge, run) in [
      try merge(parents: [Self.made, Self.head]), try merge(parents: [Self.base]),
      try merge(parents: [Self.base, Self.made]), try merge(tree: Self.made),
      try merge(later: Self.pull(into: "other")), try merge(later: "{}"),
    ] {
      #expect(run.status == 1)
      #expect(
        run.output.contains("what was merged is not what was checked")
          && run.output.contains("git revert -m 1 \(Self.made)"), "\(run.output)")
      #expect(try forge.changes.count == 1)
    }
  }

  @Test(arguments: [
    ["NUMBER": "12; id"], ["HEAD": ""], ["TREE": ""], ["TREE": "main"], ["BASE": ""],
    ["HEAD": "main"], ["NUMBER": ""],
  ])
  func mergesNothingWithoutAVerdict(_ changes: [String: String]) throws {
    let (forge, run) = try merge(changes)
    #expect(run.status == 64)
    #expect(try forge.changes.isEmpty)
  }

  // MARK: Forgejo

  private func mergeOnForgejo(
    tip: String = base, pull: String = pull(into: "main"), later: String = pull(into: "main"),
    parents: [String] = [base, head], tree: String = tree
  ) throws -> (FakeForge, Program) {
    let forge = try FakeForge()
    try forge.answer("GET repos/acme/registry/pulls/12", pull)
    try forge.answerLater("GET repos/acme/registry/pulls/12", later)
    try forge.answer(
      "GET repos/acme/registry/branches/main", #"{"commit": {"id": "\#(tip)"}}"#)
    try forge.answer("POST repos/acme/registry/pulls/12/merge", "")
    let list = parents.map { #"{"sha": "\#($0)"}"# }.joined(separator: ",")
    try forge.answer(
      "GET repos/acme/registry/git/commits/\(Self.made)",
      #"{"parents": [\#(list)], "commit": {"tree": {"sha": "\#(tree)"}}}"#)
    try forge.answer("POST repos/acme/registry/actions/workflows/cairn-publish.yml/dispatches", "")
    let run = try forge.run(
      "set -euo pipefail\nmessage='\"m\"'\n" + Forgejo.mergeJudged, [],
      ["NUMBER": "12", "HEAD": Self.head, "BASE": Self.base, "TREE": Self.tree])
    return (forge, run)
  }

  @Test func forgejoMergesAndPublishesWhatWasChecked() throws {
    let (forge, run) = try mergeOnForgejo()
    #expect(run.status == 0, "\(run.output)")
    #expect(try forge.changes.count == 2 && forge.changes[1].hasPrefix(Self.publish))
    for (forge, run) in [
      try mergeOnForgejo(tip: Self.head), try mergeOnForgejo(pull: Self.pull(into: "other")),
    ] {
      #expect(run.status == 1)
      #expect(try forge.changes.isEmpty)
    }
    for (forge, run) in [
      try mergeOnForgejo(parents: [Self.made, Self.head]), try mergeOnForgejo(tree: Self.made),
      try mergeOnForgejo(later: Self.pull(into: "other")), try mergeOnForgejo(later: "{}"),
    ] {
      #expect(run.status == 1 && run.output.contains("git revert -m 1"), "\(run.output)")
      #expect(try forge.changes.count == 1)
    }
  }

  // MARK: GitLab

  /// Merges on GitLab, where the merge commit is looked at by git.
  private func mergeOnGitLab(
    method: String = "merge", target: String = "main", later: String = "main", onto: String? = nil,
    tree: String = "judged", tip: String = "base"
  ) throws -> (FakeForge, Program) {
    let origin = try GitFixture()
    func commit(_ text: String, _ parents: [String] = []) throws -> String {
      try origin.git("read-tree", "--empty")
      try origin.write(text, to: "x")
      try origin.git("add", "x")
      let tree = try origin.git("write-tree")
      return try origin.git(
        ["commit-tree", tree, "-m", text] + parents.flatMap { ["-p", $0] })
    }
    let base = try commit("base")
    let head = try commit("head", [base])
    let other = try commit("other")
    let expected = try commit("judged")
    let made = try commit(tree, [onto == nil ? base : other, head])
    try origin.git("update-ref", "refs/heads/main", made)
    let clone = try origin.clone(["--no-local"], "clone")
    let forge = try FakeForge()
    try forge.answer("GET projects/5", #"{"merge_method": "\#(method)"}"#)
    try forge.answer(
      "GET projects/5/merge_requests/12",
      #"{"state": "opened", "sha": "\#(head)", "target_branch": "\#(target)"}"#)
    try forge.answer(
      "GET projects/5/repository/branches/main",
      #"{"commit": {"id": "\#(tip == "base" ? base : other)"}}"#)
    try forge.answer(
      "PUT projects/5/merge_requests/12/merge",
      #"{"merge_commit_sha": "\#(made)", "target_branch": "\#(later)"}"#)
    let run = try forge.run(
      "set -euo pipefail\nmessage='\"m\"'\n" + GitLab.mergeJudged, [], in: clone.path,
      [
        "MERGE_REQUEST": "12", "HEAD": head, "BASE": base,
        "TREE": try origin.git("rev-parse", "\(expected)^{tree}"),
      ])
    return (forge, run)
  }

  @Test func gitLabMergesWhatWasChecked() throws {
    let (forge, run) = try mergeOnGitLab()
    #expect(run.status == 0, "\(run.output)")
    #expect(try forge.changes.count == 1)
    for (forge, run) in [
      try mergeOnGitLab(onto: "other"), try mergeOnGitLab(tree: "altered"),
      try mergeOnGitLab(later: "other"),
    ] {
      #expect(run.status == 1 && run.output.contains("git revert -m 1"), "\(run.output)")
      #expect(try forge.changes.count == 1)
    }
    for (forge, run) in [try mergeOnGitLab(target: "other"), try mergeOnGitLab(tip: "other")] {
      #expect(run.status == 1 && run.output.contains("start this again"), "\(run.output)")
      #expect(try forge.changes.isEmpty)
    }
  }

  @Test(arguments: ["ff", "rebase_merge", "null"])
  func gitLabHasToMakeMergeCommits(_ method: String) throws {
    let (forge, run) = try mergeOnGitLab(method: method)
    #expect(run.status == 1)
    #expect(run.output.contains(#"choose "Merge commit" in Settings > Merge requests"#))
    #expect(try forge.changes.isEmpty)
  }

  /// The script that decides runs cairn, which has no business with the token.
  @Test func gitLabDecidesWithoutTheToken() throws {
    let origin = try GitFixture()
    try origin.commit([
      ".gitlab/cairn/people.sh":
        "mkdir -p $1; : >$1/actor; echo '{\"approvals\": []}' >$1/approvals.json\n",
      ".gitlab/cairn/judge.sh": "env >\"$FAKE/seen\"; exit 2\n",
    ])
    try origin.git("update-ref", "refs/merge-requests/12/head", "HEAD")
    let clone = try origin.clone(["--no-local"], "clone")
    let forge = try FakeForge()
    let run = try forge.run(GitLab.merge, [], in: clone.path, ["MERGE_REQUEST": "12"])
    #expect(run.status == 2, "\(run.output)")
    let seen = String(decoding: try forge.folder.read("seen"), as: UTF8.self)
    #expect(seen.contains("FAKE=") && !seen.contains("CAIRN_TOKEN"))
    #expect(try forge.changes.isEmpty)
  }

  // MARK: The message

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
