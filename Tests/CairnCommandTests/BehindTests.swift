import Foundation
import IndexModel
import TestSupport
import Testing

@testable import CairnCommand

/// A branch that base has left behind looks as if it removed what came to base since.
@Suite struct BehindTests {
  let git: GitFixture

  init() throws {
    git = try SampleRegistry.fixture([
      "index/identities/ada.json": VerdictCommandTests.identity("ada", 1)
    ])
    try git.git("branch", "feat")
    try git.commit([
      "packages/acme/libbar.json": SampleRegistry.package(releases: []).replacing(
        "libfoo", with: "libbar")
    ])
    try git.git("switch", "-q", "feat")
    try git.commit(["index/identities/bob.json": VerdictCommandTests.identity("bob", 2)])
  }

  private func check(_ words: String...) -> Run {
    Run(
      words: ["check", "-C", git.path, "--base", "main", "--head", "feat", "--actor", "github:1"]
        + words)
  }

  private let sentence =
    "head does not contain base (1 commit missing): what came to base since looks removed here; "

  @Test func saysSoInText() {
    let run = check()
    #expect(run.code == 1)
    #expect(
      run.output.contains(
        "\nbehind: \(sentence)merge base into the branch first (git merge main), or check the merge\nverdict: fail"
      ),
      "\(run.output)")
  }

  @Test func putsItFirstInTheComment() throws {
    let base = try git.id("main").hex
    let output = check("--format", "markdown").output
    #expect(output.contains("#### What blocks\n\n- \(sentence)"), "\(output)")
    #expect(output.contains("#### Next\n\n- \(sentence)"))
    #expect(output.contains("(`git merge \(base)`)"))
  }

  @Test func countsForPrograms() throws {
    #expect(check("--json").output.contains("\n  \"behind\": 1\n"))
    try git.git("merge", "-q", "--no-edit", "main")
    #expect(check("--json").output.contains("\n  \"behind\": 0\n"))
  }

  @Test(arguments: ["github", "sarif", "gitlab", "rdjson", "junit"])
  func tellsItBesideOtherFormats(_ format: String) {
    #expect(check("--format", format).errors.contains("behind: \(sentence)"))
  }

  @Test(arguments: ["text", "markdown", "junit"])
  func saysNothingOnceBaseIsMerged(_ format: String) throws {
    try git.git("merge", "-q", "--no-edit", "main")
    let run = check("--format", format)
    #expect(!(run.output + run.errors).contains("does not contain base"), "\(run.output)")
  }
}
