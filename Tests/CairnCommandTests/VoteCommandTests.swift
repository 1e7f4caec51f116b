import Foundation
import TestSupport
import Testing

/// `cairn vote` as a voter meets it.
@Suite struct VoteCommandTests {
  private func vote(_ registry: VotingRegistry, _ words: String...) -> Run {
    Run(words: ["vote", "acme/libfoo@2.0.0"] + words + ["-C", registry.git.path])
  }

  @Test func addsAVoteThatOnlyTheVoterCanCast() throws {
    let registry = try VotingRegistry(policy: #""minimumBinding": 1"#)
    let run = vote(registry, "-1", "--as", "carl", "--comment", "Does not start.")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        -        "stage": "candidate"
        +        "stage": "candidate",
        +        "votes": [
        +          {
        +            "voter": "carl",
        +            "value": -1,
        +            "comment": "Does not start."
        +          }
        +        ]
        """)
    #expect(run.output.hasPrefix("packages/acme/libfoo.json: carl on acme/libfoo 2.0.0: -1\n"))
    #expect(run.errors.contains("the vote is not binding: carl is no admin of acme\n"))
    #expect(
      run.errors.contains(
        "with it the votes are 0 binding, 0 for, 1 against; the policy asks for 1 binding"))
    #expect(run.errors.contains("and open a pull request; carl has to open or approve it\n"))
    #expect(try registry.verdicts("carl", "ada", "dave") == ["carl": 0, "ada": 2, "dave": 2])
  }

  @Test func addsToTheVotesThatAreThere() throws {
    let registry = try VotingRegistry(candidate: VotingRegistry.votes(("carl", 1)))
    let run = vote(registry, "+1", "--as", "ada")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.text
        == VotingRegistry.index(candidate: VotingRegistry.votes(("carl", 1), ("ada", 1))))
    #expect(run.errors.contains("the vote is binding: ada is an admin of acme\n"))
    #expect(run.errors.contains("no vote policy asks for votes on it\n"))
    #expect(try registry.verdicts("ada", "bert") == ["ada": 0, "bert": 2])
  }

  @Test func replacesTheEarlierVoteOfTheVoter() throws {
    let registry = try VotingRegistry(candidate: VotingRegistry.votes(("ada", 1), ("carl", 1)))
    let run = vote(registry, "0", "--as", "ada")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.text
        == VotingRegistry.index(candidate: VotingRegistry.votes(("ada", 0), ("carl", 1))))
    #expect(run.output.contains("ada on acme/libfoo 2.0.0: 0 now\n"))
    #expect(run.errors.contains("of an admin's votes only those for are"))
    #expect(try registry.verdicts("ada", "carl") == ["ada": 0, "carl": 2])
  }

  @Test(arguments: [
    ([("ada", 1), ("carl", 1)], "ada", [("carl", 1)]),
    ([("ada", 1), ("carl", 1)], "carl", [("ada", 1)]),
    ([("ada", 1)], "ada", []),
  ])
  func withdrawsAVote(
    votes: [(String, Int)], voter: String, left: [(String, Int)]
  ) throws {
    func text(_ votes: [(String, Int)]) -> String {
      switch votes.count {
      case 0: ""
      case 1: VotingRegistry.votes(votes[0])
      default: VotingRegistry.votes(votes[0], votes[1])
      }
    }
    let registry = try VotingRegistry(candidate: text(votes))
    let run = vote(registry, "--withdraw", "--as", voter)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try registry.text == VotingRegistry.index(candidate: text(left)))
    #expect(run.output.contains("\(voter) on acme/libfoo 2.0.0: no vote any more\n"))
    #expect(try registry.verdicts(voter, "pat") == [voter: 0, "pat": 2])
  }

  @Test func answersInJSON() throws {
    let registry = try VotingRegistry(policy: #""minimumBinding": 2, "minimumHours": 72"#)
    let run = vote(registry, "+1", "--as", "ada", "--json")
    #expect(run.errors == "")
    #expect(
      run.output == """
        {
          "schema": "schema/v1/vote.schema.json",
          "path": "packages/acme/libfoo.json",
          "changes": [
            {
              "kind": "vote-cast",
              "subject": "acme/libfoo@2.0.0",
              "path": "packages/acme/libfoo.json",
              "allowed": false,
              "approvers": [
                "ada"
              ],
              "needs": [
                [
                  "ada"
                ]
              ],
              "allowedBy": [],
              "couldAllow": [
                {
                  "handle": "ada",
                  "ground": "their own vote"
                }
              ]
            }
          ],
          "release": {
            "version": "2.0.0",
            "stage": "candidate",
            "votes": [
              {
                "voter": "ada",
                "value": 1
              }
            ]
          },
          "binding": true,
          "ballot": {
            "binding": 1,
            "for": 1,
            "against": 0,
            "minimumBinding": 2,
            "minimumHours": 72
          }
        }

        """)
  }

  @Test func refusesWhatIsNoVote() throws {
    let registry = try VotingRegistry(candidate: VotingRegistry.votes(("ada", 1)))
    for (words, code, message) in [
      (["acme/libfoo@1.0.0", "+1", "--as", "ada"], Int32(1), "1.0.0 is current, no candidate"),
      (["acme/libfoo@2.0.0", "+1", "--as", "eve"], 1, "there is no identity eve"),
      (["acme/libfoo@2.0.0", "+1", "--as", "crl"], 1, "did you mean carl?"),
      (["acme/libfoo@2.0.0", "+1", "--as", "ada"], 1, "ada has cast this vote"),
      (
        ["acme/libfoo@2.0.0", "--withdraw", "--as", "carl"], 1,
        "carl has not voted on acme/libfoo 2.0.0"
      ),
      (["acme/libfoo@2.1.0", "+1", "--as", "ada"], 1, "did you mean acme/libfoo@2.0.0?"),
      (
        ["acme/libfoo@2.0.0", "+2", "--as", "ada"], 64,
        "invalid value '+2' for '<vote>'; did you mean '+1'?"
      ),
      (["acme/libfoo@2.0.0", "--as", "ada"], 64, "the vote is missing"),
      (["acme/libfoo@2.0.0", "+1", "--withdraw", "--as", "ada"], 64, "--withdraw"),
      (["acme/libfoo@2.0.0", "+1"], 64, "missing option '--as <handle>'"),
      (
        ["acme/libfoo", "2.0.0", "+1", "--as", "ada"], 64,
        "did you mean 'cairn vote acme/libfoo@2.0.0 +1'?"
      ),
    ] {
      let run = Run(words: ["vote"] + words + ["-C", registry.git.path])
      #expect(run.code == code, "\(words): \(run.errors)")
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(try registry.diff() == "")
    }
  }

  @Test func aPolicyForCommittersRefusesOthers() throws {
    let registry = try VotingRegistry(policy: #""minimumBinding": 1, "voters": "committers""#)
    let run = vote(registry, "+1", "--as", "pat")
    #expect(run.code == 1)
    #expect(run.errors.contains("[voter]") && run.errors.contains("expected a committer"))
    #expect(try registry.diff() == "")
    for voter in ["ada", "carl", "dave"] {
      #expect(vote(registry, "+1", "--as", voter).code == 0, "\(voter)")
    }
  }

  @Test func anIdentityThatIsNotInBaseDoesNotCountYet() throws {
    let registry = try VotingRegistry(policy: #""minimumBinding": 1"#)
    try registry.git.write(
      VerdictCommandTests.identity("zoe", 7), to: "index/identities/zoe.json")
    let run = vote(registry, "+1", "--as", "zoe")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("the vote does not count yet: the last commit does not know zoe"))
    #expect(run.errors.contains("with it the votes are 0 binding, 0 for, 0 against"))
  }

  @Test func aReplacedCandidateTakesNoVotesInTheSameChange() throws {
    let registry = try VotingRegistry()
    try registry.git.write(
      try registry.text.replacingOccurrences(
        of: "\"candidate\"", with: "\"candidate\",\n        \"license\": \"MIT\""),
      to: registry.path)
    let run = vote(registry, "+1", "--as", "ada")
    #expect(run.code == 1 && run.errors.contains("[kept-votes]"), "\(run.errors)")
  }
}
