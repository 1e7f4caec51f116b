import Foundation
import TestSupport
import Testing

@testable import Skeleton

/// The script that decides, with the real program on real commits.
@Suite struct JudgeTests {
  static func identity(_ handle: String, _ id: Int) -> String {
    """
    {
      "apiVersion": "cairn/v1",
      "kind": "Identity",
      "metadata": {
        "name": "\(handle)"
      },
      "spec": {
        "accounts": {
          "github": {
            "id": \(id)
          }
        }
      }
    }

    """
  }

  static let registry = [
    "index/registry.json": """
    {
      "apiVersion": "cairn/v1",
      "kind": "Registry",
      "metadata": {
        "name": "example"
      },
      "spec": {
        "title": "Example",
        "roles": {
          "operations": [
            "ada"
          ]
        }
      }
    }

    """,
    "index/CODEOWNERS": "/index/ @roles\n/packages/ @roles\n",
    "index/identities/ada.json": identity("ada", 1),
  ]

  private func judge(
    _ git: GitFixture, base: String, head: String, actor: String, approvals: String = "",
    with forge: FakeForge? = nil
  ) throws -> Program {
    let forge = try forge ?? FakeForge()
    try forge.install()
    try forge.folder.write(actor, to: "out/actor")
    try forge.folder.write("{\"approvals\": [\(approvals)]}", to: "out/approvals.json")
    return try forge.run(
      Scripts.judge, [base, head, forge.folder.path(of: "out")], in: git.path,
      ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"])
  }

  /// A registry, a change of it, and a base that went on since they parted.
  private func parted() throws -> (git: GitFixture, base: String, head: String) {
    let git = try GitFixture()
    _ = try git.commit(Self.registry)
    let start = try git.git("rev-parse", "HEAD")
    try git.write(Self.identity("bob", 2), to: "index/identities/bob.json")
    try git.git("add", "-A")
    try git.git("commit", "-qm", "base")
    let base = try git.git("rev-parse", "HEAD")
    try git.git("checkout", "-q", "-b", "change", start)
    try git.write(Self.identity("lucy", 7), to: "index/identities/lucy.json")
    try git.git("add", "-A")
    try git.git("commit", "-qm", "head")
    let head = try git.git("rev-parse", "HEAD")
    try git.git("checkout", "-q", "--detach", base)
    return (git, base, head)
  }

  @Test func decidesAboutWhatMergingWouldMake() throws {
    let (git, base, head) = try parted()
    // Compared as it is, the change would seem to take bob away.
    let forge = try FakeForge()
    let run = try judge(git, base: base, head: head, actor: "github:1", with: forge)
    #expect(run.status == 0, "\(run.output)")
    // What the merge commit has to hold.
    try git.git("merge", "--quiet", "--no-ff", "-m", "merge", head)
    let tree = try git.git("rev-parse", "HEAD^{tree}")
    #expect(String(decoding: try forge.folder.read("out/tree"), as: UTF8.self) == tree + "\n")
    try git.git("checkout", "--quiet", "--detach", base)
    #expect(try git.git("status", "--porcelain").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: git.path + "/index/identities/lucy.json"))
  }

  @Test func countsApprovalsOfHeadAlone() throws {
    let (git, base, head) = try parted()
    func run(_ commit: String) throws -> Int32 {
      try judge(
        git, base: base, head: head, actor: "github:9",
        approvals: #"{"account": "github:1", "commit": "\#(commit)"}"#
      ).status
    }
    #expect(try run(head) == 0)
    #expect(try run(base) == 2)
  }

  @Test func withoutAnActorSomebodyHasToAgree() throws {
    let (git, base, head) = try parted()
    let run = try judge(git, base: base, head: head, actor: "")
    #expect(run.status == 2, "\(run.output)")
    #expect(run.output.contains("Nobody is known to have pushed this commit"))
  }

  @Test func whatContradictsBaseFails() throws {
    let (git, base, _) = try parted()
    try git.git("checkout", "-q", "--detach", "\(base)~1")
    try git.write(Self.identity("bob", 3), to: "index/identities/bob.json")
    try git.git("add", "-A")
    try git.git("commit", "-qm", "other")
    let head = try git.git("rev-parse", "HEAD")
    let run = try judge(git, base: base, head: head, actor: "github:1")
    #expect(run.status == 1 && run.output.contains("contradict"), "\(run.output)")
  }
}
