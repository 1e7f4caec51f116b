import Foundation
import TestSupport
import Testing

/// `cairn promote` as an author meets it: by votes that a real history holds.
@Suite struct PromoteCommandTests {
  private static let policy = #""minimumBinding": 2, "minimumHours": 72, "voters": "known""#
  private static let now = Int64(Date().timeIntervalSince1970)

  /// A registry with a candidate that is `hours` old, and votes on it that came an hour ago.
  private func registry(
    _ policy: String?, hours: Int64 = 100, _ votes: [(String, Int)]
  ) throws -> VotingRegistry {
    let registry = try VotingRegistry(policy: policy, time: Self.now - hours * 3600)
    for (count, vote) in votes.enumerated() {
      let value = vote.1 > 0 ? "+\(vote.1)" : "\(vote.1)"
      let run = registry.run("vote", "acme/libfoo@2.0.0", value, "--as", vote.0)
      #expect(run.code == 0, "\(run.errors)")
      try registry.git.git(
        ["commit", "--quiet", "--all", "--message", "Vote"], time: Self.now - 3600 + Int64(count))
    }
    return registry
  }

  @Test func aCandidateHasToBeCommittedFirst() throws {
    let registry = try registry(Self.policy, [])
    let release = registry.run(
      "release", "acme/libfoo", "3.0.0", "--url", "https://x.example/a.tgz", "--sha256",
      String(repeating: "5", count: 64))
    #expect(release.code == 0, "\(release.errors)")
    let before = try registry.text
    let run = registry.run("promote", "acme/libfoo@3.0.0")
    #expect(run.code == 1)
    #expect(run.errors.contains("acme/libfoo 3.0.0 is not in HEAD yet"), "\(run.errors)")
    #expect(
      run.errors.contains(
        "commit it first: git -C \(registry.git.path) add \(registry.path) && git"))
    #expect(try registry.text == before)
    let other = registry.run("promote", "acme/libfoo@3.0.0", "--base", "main")
    #expect(other.errors.contains("is not in main yet") && other.errors.contains("merge it there"))
  }

  @Test func writesThePolicyAndTheTallyAndCheckCountsTheSame() throws {
    let registry = try registry(
      Self.policy, [("ada", 1), ("bert", 1), ("carl", -1), ("pat", 0), ("dave", 1)])
    let run = registry.run("promote", "acme/libfoo@2.0.0")
    #expect(run.code == 0, "\(run.errors)")
    let votesEnd = "        ]"
    #expect(
      try registry.diff() == """
        -        "stage": "candidate",
        +        "stage": "current",
        -\(votesEnd)
        +\(votesEnd),
        +        "promotion": {
        +          "policy": {
        +            "minimumBinding": 2,
        +            "minimumHours": 72,
        +            "voters": "known"
        +          },
        +          "tally": {
        +            "binding": 2,
        +            "for": 3,
        +            "against": 1
        +          }
        +        }
        """)
    #expect(
      run.output.hasPrefix(
        "packages/acme/libfoo.json: acme/libfoo 2.0.0 as current, was candidate, "
          + "by 2 binding, 3 for, 1 against\n"))
    #expect(registry.run("format", "--check", registry.git.path + "/" + registry.path).code == 0)
    #expect(try registry.verdicts("dave", "bert", "carl") == ["dave": 0, "bert": 0, "carl": 2])
  }

  @Test func withoutAPolicyOnlyTheStageChanges() throws {
    let registry = try registry(nil, hours: 1, [("carl", -1)])
    let run = registry.run("promote", "acme/libfoo@2.0.0", "--json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        -        "stage": "candidate",
        +        "stage": "current",
        """)
    #expect(run.output.contains(#""schema": "schema/v1/promote.schema.json""#))
    #expect(run.output.contains(#""kind": "release-promoted""#))
    #expect(run.output.contains("\"stage\": \"current\",\n    \"votes\": ["))
    #expect(try registry.verdicts("dave", "pat") == ["dave": 0, "pat": 2])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let votes: [(String, Int)]
    var hours: Int64 = 100
    let lacks: [String]
    var testDescription: String { lacks.joined(separator: "; ") }
  }

  @Test(arguments: [
    Row(
      votes: [("ada", 1), ("carl", 1), ("pat", 1)],
      lacks: ["it has 1 binding vote for, expected 2", "ask admins of the project"]),
    Row(
      votes: [("ada", 1), ("bert", 1), ("carl", -1), ("pat", -1)],
      lacks: ["it has 2 for and 2 against, expected more for"]),
    Row(
      votes: [("ada", 1), ("bert", 1)], hours: 71,
      lacks: ["it is unchanged since ", ", expected at least 72 hours", "wait until "]),
    Row(
      votes: [("pat", -1)], hours: 1,
      lacks: [
        "it has 0 binding votes for, expected 2, and it has 0 for and 1 against, expected more for, "
          + "and it is unchanged since "
      ]),
  ])
  func saysExactlyWhatIsMissing(row: Row) throws {
    let registry = try registry(Self.policy, hours: row.hours, row.votes)
    let run = registry.run("promote", "acme/libfoo@2.0.0")
    #expect(run.code == 1 && run.output.isEmpty)
    #expect(run.errors.contains("acme/libfoo 2.0.0 cannot become current yet: in HEAD it "))
    for text in row.lacks { #expect(run.errors.contains(text), "\(run.errors)") }
    #expect(try registry.diff() == "")
  }

  @Test func whatIsNotInBaseDoesNotCount() throws {
    let registry = try registry(Self.policy, [("ada", 1)])
    #expect(registry.run("vote", "acme/libfoo@2.0.0", "+1", "--as", "bert").code == 0)
    let early = registry.run("promote", "acme/libfoo@2.0.0")
    #expect(early.code == 1 && early.errors.contains("it has 1 binding vote for, expected 2"))
    try registry.git.git(["commit", "--quiet", "--all", "--message", "Vote"], time: Self.now - 60)
    // Enough in HEAD, not in what it is to be merged into.
    let elsewhere = registry.run("promote", "acme/libfoo@2.0.0", "--base", "HEAD~1")
    #expect(elsewhere.code == 1 && elsewhere.errors.contains("in HEAD~1 it has 1 binding vote"))
    #expect(registry.run("promote", "acme/libfoo@2.0.0", "--base", "nowhere").code == 66)
    #expect(try registry.diff() == "")
    // Enough in both, but the checkout has a vote more: the vote and the promotion are two changes.
    #expect(registry.run("vote", "acme/libfoo@2.0.0", "+1", "--as", "carl").code == 0)
    let text = try registry.text
    let mixed = registry.run("promote", "acme/libfoo@2.0.0")
    #expect(mixed.code == 1)
    #expect(mixed.errors.contains("[promotion]") && mixed.errors.contains("votes on "))
    #expect(mixed.errors.contains("the promotion would break the rules above"))
    #expect(try registry.text == text)
  }

  @Test func aCandidateThatIsReplacedMeanwhileIsRefused() throws {
    let registry = try registry(Self.policy, [("ada", 1), ("bert", 1)])
    try registry.git.write(
      try registry.text.replacingOccurrences(
        of: "\"candidate\",", with: "\"candidate\",\n        \"license\": \"MIT\","),
      to: registry.path)
    let run = registry.run("promote", "acme/libfoo@2.0.0")
    #expect(run.code == 1)
    #expect(run.errors.contains("is replaced and becomes current in one change"), "\(run.errors)")
    #expect(try registry.text.contains("\"stage\": \"candidate\""))
  }

  @Test func aCandidateThatBaseDoesNotHaveCannotBePromotedUnderAPolicy() throws {
    let registry = try registry(Self.policy, [])
    let released = registry.run(
      "release", "acme/libfoo", "3.0.0", "--url", "https://files.example.org/3.tgz", "--sha256",
      String(repeating: "3", count: 64))
    #expect(released.code == 0, "\(released.errors)")
    #expect(released.errors.contains("promote acme/libfoo@3.0.0"))
    let run = registry.run("promote", "acme/libfoo@3.0.0")
    #expect(run.code == 1 && run.errors.contains("is not in HEAD yet"), "\(run.errors)")
    let direct = registry.run(
      "release", "acme/libfoo", "4.0.0", "--stage", "current", "--url",
      "https://files.example.org/4.tgz", "--sha256", String(repeating: "4", count: 64))
    #expect(direct.code == 1 && direct.errors.contains("[candidate-first]"), "\(direct.errors)")
  }

  @Test func aShallowCloneCannotTell() throws {
    let registry = try registry(Self.policy, [("ada", 1), ("bert", 1)])
    let clone = try registry.git.shallowClone(depth: 1)
    let run = Run("promote", "acme/libfoo@2.0.0", "-C", clone.path)
    #expect(run.code == 1 && run.errors.contains("git fetch --unshallow"), "\(run.errors)")
  }

  @Test func onlyACandidateIsPromoted() throws {
    let registry = try registry(nil, [])
    let run = registry.run("promote", "acme/libfoo@1.0.0")
    #expect(run.code == 1)
    #expect(run.errors.contains("acme/libfoo 1.0.0 is current, no candidate"))
    #expect(registry.run("promote", "acme/libfoo@3.0.0").code == 1)
    #expect(registry.run("promote").code == 64)
  }
}
