import Changes
import Diagnostics
import IndexModel
import Registry
import Testing

/// Every rule about changes: a change that breaks it, and where that is said to be.
@Suite struct ChangeRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    var begin: @Sendable (inout SampleRegistry) -> Void = { _ in }
    var actor = "ops"
    /// The start of what the finding points at.
    let points: String
    var side = SourceRange.Side.head
    let change: @Sendable (inout SampleRegistry) -> Void
    var testDescription: String { rule }
  }

  static let cases = [
    Case(rule: "never-removed", points: #""0.9.0""#, side: .base) {
      $0.edit(
        SampleRegistry.index,
        SampleRegistry.release(
          "0.9.0", "revoked", #""revocation": {"reason": "broken", "message": "no"}"#) + ",", "")
    },
    Case(rule: "release-immutable", points: "8") {
      $0.edit(SampleRegistry.index, #"1.0.0.tgz", "size": 7"#, #"1.0.0.tgz", "size": 8"#)
    },
    Case(rule: "kept-votes", points: #"[{"voter": "pat""#) {
      $0.edit(SampleRegistry.index, #""tag": "v2.0.0""#, #""tag": "w2.0.0""#)
    },
    Case(
      rule: "candidate-first", begin: { VoteTests.begin(votes: [])(&$0) }, points: #""current""#,
      change: {
        $0.edit(
          SampleRegistry.index, #""tag": "v2.0.0"}}]"#,
          #""tag": "v2.0.0"}}, \#(SampleRegistry.release("3.0.0", "current"))]"#)
      }),
    Case(
      rule: "promotion", begin: { VoteTests.begin(votes: VoteTests.good)(&$0) },
      points: #""current""#,
      change: {
        $0.edit(
          SampleRegistry.index, #""2.0.0", "stage": "candidate""#, #""2.0.0", "stage": "current""#)
      }),
    Case(
      rule: "voter",
      begin: {
        VoteTests.begin(#""minimumBinding": 1, "voters": "committers""#, votes: [("ada", 1)])(&$0)
      }, actor: "pat", points: #"{"voter": "pat""#,
      change: {
        $0.edit(
          SampleRegistry.index, #"{"voter": "ada", "value": 1}"#,
          #"{"voter": "ada", "value": 1}, {"voter": "pat", "value": 1}"#)
      }),
    Case(rule: "login-only", actor: "github:LUCY", points: #"{"login": "lucy""#, side: .base) {
      OwnershipTests.release(&$0)
    },
  ]

  @Test func everyRuleHasACase() {
    #expect(Set(Self.cases.map(\.rule)) == Set(Rule.ofChanges.map(\.id)))
  }

  @Test(arguments: cases)
  func pointsAtTheBytesAndSaysTheNextStep(_ row: Case) throws {
    let trial = Trial(from: row.begin, actor: row.actor, row.change)
    let verdict = try trial.verdict()
    let finding = try #require(
      verdict.findings.first { $0.rule == row.rule }, "\(verdict.account)")
    #expect(finding.range.side == row.side)
    let files = (row.side == .base ? trial.base : trial.head).files
    let text = try #require(files[finding.range.path.description])
    let pointed = String(decoding: Array(text.utf8)[finding.range.bytes], as: UTF8.self)
    #expect(pointed.hasPrefix(row.points), "\(pointed)")
    #expect(finding.range.bytes.lowerBound > 0)
    #expect(finding.help?.isEmpty == false)
    #expect(!finding.message.isEmpty)
  }

  /// A replacement that is revoked is missed however its key is spelled.
  @Test(arguments: ["replacedBy", #"\u0072eplacedBy"#, #"replaced\u0042y"#])
  func aRevocationIsHeardByWhoNamesTheRelease(_ key: String) throws {
    let other = "packages/acme/other.json"
    let begin: @Sendable (inout SampleRegistry) -> Void = {
      $0.files[other] = SampleRegistry.resource(
        "VersionIndex", #""project": "acme", "name": "other""#,
        #""deprecated": {"message": "old", "\#(key)": "acme/libfoo@1.0.0"}, "releases": []"#)
    }
    let verdict = try Trial(from: begin, actor: "ops") {
      $0.edit(
        SampleRegistry.index, #""1.0.0", "stage": "current""#, #""1.0.0", "stage": "revoked""#)
      $0.edit(
        SampleRegistry.index, #""notes": "good""#,
        #""notes": "good", "revocation": {"reason": "security", "message": "a hole"}"#)
    }.verdict()
    #expect(
      verdict.findings.contains {
        $0.rule == "revoked-replacement" && $0.range.path.description == other
      }, "\(verdict.findings)")
  }
}
