import IndexModel
import TestSupport
import Testing

/// Who has to agree, group by group, and who counted as there.
@Suite struct StandingTests {
  let git: GitFixture

  init() throws {
    git = try SampleRegistry.fixture([
      "index/identities/ada.json": VerdictCommandTests.identity("ada", 1),
      "index/identities/bob.json": VerdictCommandTests.identity("bob", 2),
      "index/identities/dave.json": VerdictCommandTests.identity("dave", 3),
      "index/identities/eve.json": VerdictCommandTests.identity("eve", 4),
      "index/projects/acme.json": SampleRegistry.files["index/projects/acme.json"]?.replacing(
        "\"ada\"", with: "\"ada\", \"bob\""),
    ])
    try git.commit([
      "packages/acme/libbar.json": SampleRegistry.package(releases: [])
        .replacing("libfoo", with: "libbar").replacing("\"ada\"", with: "\"dave\", \"eve\"")
    ])
  }

  private func check(_ words: [String] = [], approvals: [(String, String)] = []) throws -> Run {
    let list = approvals.map { #"{"account": "\#($0.0)", "commit": "\#($0.1)"}"# }
    try git.folder.write(
      "{\"approvals\": [\(list.joined(separator: ", "))]}", to: "approvals.json")
    return Run(
      words: [
        "check", "-C", git.path, "--base", "HEAD~1", "--approvals",
        git.folder.path(of: "approvals.json"),
      ] + words)
  }

  private let consents =
    "by dave (has to agree to become an owner); and by eve (has to agree to become an owner)"

  @Test(arguments: ["text", "junit"])
  func namesEachGroup(_ format: String) throws {
    let output = try check(["--format", format]).output
    let admins = "by one of ada (admin, line 2 of CODEOWNERS), bob (admin, line 2 of CODEOWNERS)"
    #expect(output.contains("\(admins); and \(consents)"), "\(output)")
  }

  @Test func namesEachGroupInTheComment() throws {
    let output = try check(["--format", "markdown", "--actor", "github:1"]).output
    #expect(
      output.contains(
        "- by `dave` (has to agree to become an owner); and by `eve` (has to agree to become an owner): package-added"
      ),
      "\(output)")
  }

  @Test func givesProgramsTheGroups() throws {
    let answer = try check(["--json"]).output.split(separator: "\n").joined()
      .split(separator: " ").joined()
    #expect(answer.contains(#""approvers":["ada","bob","dave","eve"]"#), "\(answer)")
    #expect(answer.contains(#""needs":[["ada","bob"],["dave"],["eve"]]"#))
    #expect(answer.contains(#""present":[]"#) && answer.contains(#""ignored":[]"#))
  }

  @Test func saysThatNobodyIsKnown() throws {
    #expect(
      try check().output.contains("\npresent: nobody is known as the one who pushed\n"))
  }

  @Test func saysWhoCountsAndWhoDoesNot() throws {
    let head = try git.id("HEAD").hex
    let earlier = try git.id("HEAD~1").hex
    let approvals = [("github:3", head), ("github:4", earlier), ("github:9", head)]
    let lines = """

      present: ada (github:1), who pushed, dave (github:3), who approved
      ignored: the approval of github:4, it is of commit \(earlier), not of head
      ignored: the approval of github:9, no identity of those who could allow this has the account

      """
    let run = try check(["--actor", "github:1"], approvals: approvals)
    #expect(run.code == 2)
    #expect(run.output.contains(lines), "\(run.output)")
    let beside = try check(["--actor", "github:1", "--format", "github"], approvals: approvals)
    #expect(beside.errors.contains(lines), "\(beside.errors)")
    let comment = try check(["--actor", "github:1", "--format", "markdown"], approvals: approvals)
    #expect(comment.output.contains("- present: `ada` (`github:1`), who pushed"))
    #expect(comment.output.contains("- ignored: the approval of `github:9`, no identity"))
    let json = try check(["--actor", "github:1", "--json"], approvals: approvals).output
    #expect(json.contains(#""reason": "other-commit""#) && json.contains(#""handle": "dave""#))
  }

  @Test func countsWhoIsNotNeededAnyMore() throws {
    // ada alone would do; bob could, too, so his approval is not called ignored.
    let head = try git.id("HEAD").hex
    let run = try check(["--actor", "github:1"], approvals: [("github:2", head)])
    #expect(
      run.output.contains("\npresent: ada (github:1), who pushed, bob (github:2), who approved\n"),
      "\(run.output)")
  }

  @Test func knowsAnActorWhoCouldDoNothingHere() throws {
    #expect(
      try check(["--actor", "github:9"]).output.contains(
        "\npresent: github:9, who pushed, is none of those who could allow this\n"))
  }
}
