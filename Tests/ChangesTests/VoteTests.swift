import Changes
import Diagnostics
import IndexModel
import Registry
import TestSupport
import Testing

/// How candidates enter and leave, under a vote policy.
@Suite struct VoteTests {
  static let day: Int64 = 86_400

  /// A candidate with votes, under a policy of the project.
  static func begin(
    _ policy: String = #""minimumBinding": 1, "minimumHours": 72"#, votes: [(String, Int)]
  ) -> (inout SampleRegistry) -> Void {
    {
      $0.files["index/projects/acme.json"] = SampleRegistry.project(
        #", "votePolicy": {\#(policy)}"#)
      let list = votes.map { #"{"voter": "\#($0.0)", "value": \#($0.1)}"# }.joined(separator: ", ")
      $0.edit(
        SampleRegistry.index, #", "votes": [{"voter": "pat", "value": -1}]"#,
        list.isEmpty ? "" : #", "votes": [\#(list)]"#)
    }
  }

  static func promote(
    binding: Int = 1, votesFor: Int = 2, against: Int = 0,
    policy: String = #""minimumBinding": 1, "minimumHours": 72"#
  ) -> (inout SampleRegistry) -> Void {
    {
      $0.edit(
        SampleRegistry.index, #""2.0.0", "stage": "candidate""#, #""2.0.0", "stage": "current""#)
      $0.edit(
        SampleRegistry.index, #""tag": "v2.0.0"}"#,
        #"""
        "tag": "v2.0.0"}, "promotion": {"policy": {\#(policy)}, \#
        "tally": {"binding": \#(binding), "for": \#(votesFor), "against": \#(against)}}
        """#)
    }
  }

  /// A base whose candidate has stood for some hours.
  static func history(_ trial: Trial, hours: Int64, then end: BaseHistory.End = .root)
    -> BaseHistory
  {
    let base = LiteralSnapshot(trial.base.files)
    var earlier = trial.base
    earlier.files[SampleRegistry.index] = SampleRegistry.package()
      .replacing(#""tag": "v2.0.0""#, with: #""tag": "draft""#)
    let before = LiteralSnapshot(earlier.files)
    return BaseHistory { (visit) throws(SnapshotError) in
      let now = Trial.now.seconds
      for (time, tree) in [
        (now - 3600, base), (now - hours * 3600, base), (now - 1000 * 3600, before),
      ] {
        if end == .shallow, tree.root == before.root { return .shallow }
        guard try visit(Timestamp(seconds: time)!, tree) else { return .stopped }
      }
      return end
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let votes: [(String, Int)]
    var policy = #""minimumBinding": 1, "minimumHours": 72"#
    var hours: Int64 = 100
    var stated = (1, 2, 0)
    let errors: [String]
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "enough", votes: [("ada", 1), ("carl", 1)], errors: []),
    Row(
      name: "a vote against", votes: [("ada", 1), ("carl", 1), ("pat", -1)], stated: (1, 2, 1),
      errors: []),
    Row(name: "an abstention", votes: [("ada", 1), ("carl", 1), ("pat", 0)], errors: []),
    Row(
      name: "as many against", votes: [("ada", 1), ("pat", -1)], stated: (1, 1, 1),
      errors: ["promotion"]),
    Row(
      name: "no binding vote", votes: [("carl", 1), ("pat", 1)], stated: (0, 2, 0),
      errors: ["promotion"]),
    Row(
      name: "an owner's vote is not binding", votes: [("dave", 1), ("ops", 1)], stated: (0, 2, 0),
      errors: ["promotion"]),
    Row(name: "too young", votes: [("ada", 1), ("carl", 1)], hours: 71, errors: ["promotion"]),
    Row(name: "just old enough", votes: [("ada", 1), ("carl", 1)], hours: 72, errors: []),
    Row(
      name: "a forged tally", votes: [("ada", 1), ("carl", 1)], stated: (1, 3, 0),
      errors: ["promotion"]),
    Row(name: "nobody voted", votes: [], stated: (0, 0, 0), errors: ["promotion"]),
    Row(
      name: "committers only", votes: [("ada", 1), ("pat", 1)],
      policy: #""minimumBinding": 1, "voters": "committers""#, stated: (1, 1, 0), errors: []),
    Row(
      name: "others do not count", votes: [("ada", 1), ("pat", -1), ("zoe", -1)],
      policy: #""minimumBinding": 1, "voters": "committers""#, stated: (1, 1, 0), errors: []),
  ]

  @Test(arguments: rows)
  func aCandidateLeavesByEnoughVotes(_ row: Row) throws {
    var trial = Trial(
      from: Self.begin(row.policy, votes: row.votes), actor: "dave",
      Self.promote(
        binding: row.stated.0, votesFor: row.stated.1, against: row.stated.2, policy: row.policy))
    trial.history = Self.history(trial, hours: row.hours)
    let verdict = try trial.verdict()
    #expect(Set(verdict.errors) == Set(row.errors), "\(verdict.account)")
    #expect(verdict.outcome == (row.errors.isEmpty ? .pass : .fail))
    #expect(verdict.kinds == [.releasePromoted])
  }

  static let good = [("ada", 1), ("carl", 1)]

  @Test func aShallowCloneCannotTell() throws {
    var trial = Trial(from: Self.begin(votes: Self.good), actor: "dave", Self.promote())
    trial.history = Self.history(trial, hours: 10, then: .shallow)
    let verdict = try trial.verdict()
    #expect(verdict.errors == ["promotion"])
    #expect(verdict.findings.contains { $0.help?.contains("--unshallow") == true })
  }

  /// A commit of base may say that it is from a time to come. It is as old as what came after it.
  @Test func aTimeLaterThanNowIsNotBelieved() throws {
    for (hours, passes) in [(Int64(100), true), (10, false)] {
      var trial = Trial(from: Self.begin(votes: Self.good), actor: "dave", Self.promote())
      let base = LiteralSnapshot(trial.base.files)
      trial.history = BaseHistory { (visit) throws(SnapshotError) in
        for time in [Self.day * 20_000, -hours * 3600, Self.day * 30_000] {
          let moment = Timestamp(seconds: Trial.now.seconds + time)!
          guard try visit(moment, base) else { return .stopped }
        }
        return .root
      }
      let verdict = try trial.verdict()
      #expect(verdict.outcome == (passes ? .pass : .fail), "\(verdict.account)")
      guard !passes else { continue }
      let since = Timestamp(seconds: Trial.now.seconds - hours * 3600)!
      #expect(verdict.findings.contains { $0.message.contains("since \(since.text)") })
    }
    var trial = Trial(from: Self.begin(votes: Self.good), actor: "dave", Self.promote())
    let base = LiteralSnapshot(trial.base.files)
    trial.history = BaseHistory { (visit) throws(SnapshotError) in
      _ = try visit(Timestamp(seconds: Trial.now.seconds + 30_000 * Self.day)!, base)
      return .root
    }
    let verdict = try trial.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.findings.contains { $0.message.contains("since \(Trial.now.text)") })
  }

  @Test func theVotesAndTheContentAreThoseOfBase() throws {
    let changes: [(inout SampleRegistry) -> Void] = [
      {
        $0.edit(
          SampleRegistry.index, #"{"voter": "carl", "value": 1}"#, #"{"voter": "carl", "value": 0}"#
        )
      },
      {
        $0.edit(
          SampleRegistry.index, #"libfoo-2.0.0.tgz", "size": 7"#, #"libfoo-2.0.0.tgz", "size": 8"#)
      },
      { $0.files["packages/acme/libfoo/2.0.0/notes.txt"] = "other\n" },
      {
        $0.edit(
          SampleRegistry.index, #""minimumBinding": 1, "minimumHours": 72}, "tally""#,
          #""minimumBinding": 0}, "tally""#)
      },
      {
        $0.edit("index/projects/acme.json", #""minimumBinding": 1"#, #""minimumBinding": 0"#)
        $0.edit(
          SampleRegistry.index, #""minimumBinding": 1, "minimumHours": 72}, "tally""#,
          #""minimumHours": 72}, "tally""#)
      },
    ]
    for (at, change) in changes.enumerated() {
      var trial = Trial(from: Self.begin(votes: Self.good), actor: "ops") {
        Self.promote()(&$0)
        change(&$0)
      }
      trial.approvals = ["carl", "ada", "dave"]
      trial.history = Self.history(trial, hours: 100)
      #expect(try trial.verdict().outcome == .fail, "change \(at)")
    }
  }

  @Test func aPromotionIsStated() throws {
    var trial = Trial(from: Self.begin(votes: Self.good), actor: "dave") {
      $0.edit(
        SampleRegistry.index, #""2.0.0", "stage": "candidate""#, #""2.0.0", "stage": "current""#)
    }
    trial.history = Self.history(trial, hours: 100)
    #expect(try trial.verdict().errors == ["promotion"])
  }

  @Test(arguments: [("candidate", true), ("current", false), ("revoked", false)])
  func aReleaseEntersAsACandidate(_ stage: String, _ isGood: Bool) throws {
    let verdict = try Trial(from: Self.begin(votes: []), actor: "lucy") {
      let revocation =
        stage == "revoked" ? #""revocation": {"reason": "broken", "message": "no"}"# : ""
      $0.edit(
        SampleRegistry.index, #""tag": "v2.0.0"}}]"#,
        #""tag": "v2.0.0"}}, \#(SampleRegistry.release("3.0.0", stage, revocation))]"#)
    }.verdict()
    #expect(verdict.outcome == (isGood ? .pass : .fail), "\(verdict.account)")
    #expect(verdict.errors == (isGood ? [] : ["candidate-first"]))
  }

  @Test func noReleaseComesWithAForgedPromotion() throws {
    let verdict = try Trial(actor: "ops") {
      $0.edit(
        SampleRegistry.index, #"-1}]}]"#,
        #"-1}]}, \#(SampleRegistry.release("3.0.0", "current", #""promotion": {"policy": {}, "tally": {"binding": 9, "for": 9, "against": 0}}"#))]"#
      )
    }.verdict()
    #expect(verdict.errors == ["promotion"])
  }

  @Test func whoMayNotVoteIsRefused() throws {
    let verdict = try Trial(
      from: Self.begin(#""voters": "committers""#, votes: [("ada", 1)]), actor: "pat"
    ) {
      $0.edit(
        SampleRegistry.index, #""value": 1}]"#, #""value": 1}, {"voter": "pat", "value": 1}]"#)
    }.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors == ["voter"])
  }

  @Test func anAuthorCannotRemoveAVoteUnlessTheCandidateIsAnother() throws {
    let verdict = try Trial(actor: "dave") {
      $0.edit(SampleRegistry.index, #", "votes": [{"voter": "pat", "value": -1}]"#, "")
    }.verdict()
    #expect(verdict.outcome == .needsReview)
    #expect(verdict.decisions[0].approvers == [Approver("pat", .voter)])
  }
}
