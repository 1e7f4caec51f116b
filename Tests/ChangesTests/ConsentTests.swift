import Changes
import IndexModel
import Registry
import Testing

/// What roles alone do not give: consent of owners, self-service, votes of others.
@Suite struct ConsentTests {
  static func package(_ owners: String) -> String {
    SampleRegistry.resource(
      "VersionIndex", #""project": "acme", "name": "other""#,
      #""roles": {"owner": [\#(owners)]}, "releases": []"#)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let owners: String
    let people: [String]
    let outcome: Verdict.Outcome
    var testDescription: String { "\(owners) by \(people)" }
  }

  static let rows = [
    Row(owners: #""dave""#, people: ["ada", "dave"], outcome: .pass),
    Row(owners: #""dave""#, people: ["ops", "dave"], outcome: .pass),
    Row(owners: #""dave""#, people: ["ada"], outcome: .needsReview),
    Row(owners: #""dave""#, people: ["dave"], outcome: .needsReview),
    Row(owners: #""dave""#, people: ["ops"], outcome: .needsReview),
    Row(owners: #""ada""#, people: ["ada"], outcome: .pass),
    Row(owners: #""pat", "carl""#, people: ["ada", "pat", "carl"], outcome: .pass),
    Row(owners: #""pat", "carl""#, people: ["ada", "pat"], outcome: .needsReview),
    Row(owners: #""pat", "carl""#, people: ["zoe", "pat", "carl"], outcome: .needsReview),
    Row(owners: #""acme/core""#, people: ["ada", "tom"], outcome: .pass),
    Row(owners: #""acme/core""#, people: ["ada", "pat"], outcome: .needsReview),
    Row(owners: #""acme/core""#, people: ["ada", "ops"], outcome: .needsReview),
  ]

  @Test(arguments: rows)
  func eachOwnerOfANewPackageConsents(_ row: Row) throws {
    var trial = Trial { $0.files["packages/acme/other.json"] = Self.package(row.owners) }
    trial.actor = row.people[0]
    trial.approvals = Array(row.people.dropFirst())
    #expect(try trial.verdict().outcome == row.outcome)
  }

  @Test(arguments: rows)
  func eachAddedOwnerConsents(_ row: Row) throws {
    let begin: (inout SampleRegistry) -> Void = {
      $0.files["packages/acme/other.json"] = Self.package(#""lucy""#)
    }
    var trial = Trial(from: begin) {
      $0.files["packages/acme/other.json"] = Self.package(#""lucy", \#(row.owners)"#)
    }
    trial.actor = row.people[0]
    trial.approvals = Array(row.people.dropFirst())
    let verdict = try trial.verdict()
    #expect(verdict.outcome == row.outcome, "\(verdict.account)")
    #expect(verdict.kinds == [.packageOwners])
  }

  @Test func saysWhoHasToConsent() throws {
    let verdict = try Trial(actor: "ada") {
      $0.files["packages/acme/other.json"] = Self.package(#""pat", "carl""#)
    }.verdict()
    #expect(verdict.decisions[0].approvers == ["pat", "carl"].map { Approver($0, .consent) })
  }

  @Test func aNewcomerConsentsByTheIdentityThatOperationsLetsIn() throws {
    func verdict(_ people: [String]) throws -> Verdict {
      var trial = Trial {
        $0.files["index/identities/newton.json"] = SampleRegistry.identity("newton")
        $0.files["packages/acme/other.json"] = Self.package(#""newton""#)
      }
      trial.actor = "github:99"
      trial.approvals = people
      return try trial.verdict()
    }
    #expect(try verdict([]).outcome == .needsReview)
    #expect(try verdict(["ada"]).outcome == .needsReview)
    #expect(try verdict(["ops"]).outcome == .pass)
  }

  // MARK: Self-service

  @Test func anIdentityBeginsAProjectOfItsOwnNameWhereThePolicySaysSo() throws {
    func verdict(_ actor: String, project: String, policy: String) throws -> Verdict {
      try Trial(
        from: {
          $0.files["index/registry.json"] = SampleRegistry.registry(policy)
          $0.files["index/CODEOWNERS"] = "*\n"
        }, actor: actor
      ) {
        $0.files["index/projects/\(project).json"] = SampleRegistry.resource(
          "Project", #""name": "\#(project)""#, #""roles": {"admin": ["pat"]}"#)
        $0.files["packages/\(project)/tool.json"] = SampleRegistry.resource(
          "VersionIndex", #""project": "\#(project)", "name": "tool""#,
          #"""
          "roles": {"owner": ["pat"]}, "releases": [{"version": "1.0.0", "stage": "current", \#
          "files": [{"name": "n", "role": "other", "path": "n"}]}]
          """#)
        $0.files["packages/\(project)/tool/n"] = "notes\n"
      }.verdict()
    }
    let allowed = #""selfService": true"#
    #expect(try verdict("pat", project: "pat", policy: allowed).outcome == .pass)
    #expect(try verdict("pat", project: "pat", policy: "").outcome == .needsReview)
    #expect(try verdict("pat", project: "patty", policy: allowed).outcome == .needsReview)
    #expect(try verdict("carl", project: "pat", policy: allowed).outcome == .needsReview)
    #expect(try verdict("carl", project: "carl", policy: allowed).outcome == .needsReview)
    #expect(try verdict("ops", project: "pat", policy: allowed).outcome == .needsReview)
  }

  @Test func selfServiceEndsWhereTheProjectIsThere() throws {
    let begin: (inout SampleRegistry) -> Void = {
      $0.files["index/registry.json"] = SampleRegistry.registry(#""selfService": true"#)
      $0.files["index/identities/acme.json"] = SampleRegistry.identity("acme")
        .replacing("99", with: "50")
    }
    let verdict = try Trial(from: begin, actor: "github:50") {
      $0.files["packages/acme/other.json"] = Self.package(#""acme""#)
    }.verdict()
    #expect(verdict.outcome == .needsReview)
  }

  @Test func theSelfServiceOfHeadDoesNotCount() throws {
    let verdict = try Trial(actor: "pat") {
      $0.files["index/registry.json"] = SampleRegistry.registry(#""selfService": true"#)
      $0.files["index/projects/pat.json"] = SampleRegistry.resource(
        "Project", #""name": "pat""#, "")
    }.verdict()
    #expect(verdict.outcome == .needsReview)
  }

  @Test func anIdentityBeginsAPackageIndexThatItOwns() throws {
    func verdict(_ actor: String, owners: String) throws -> Verdict {
      try Trial(
        from: {
          $0.files["index/registry.json"] = SampleRegistry.registry(#""selfService": true"#)
        },
        actor: actor
      ) {
        $0.files["index/package-indexes/mine.json"] = SampleRegistry.packageIndex()
          .replacing(#""world""#, with: #""mine""#)
          .replacing(#"["molly"]"#, with: "[\(owners)]")
      }.verdict()
    }
    #expect(try verdict("pat", owners: #""pat""#).outcome == .pass)
    #expect(try verdict("pat", owners: #""carl""#).outcome == .needsReview)
    #expect(try verdict("github:99", owners: #""pat""#).outcome == .needsReview)
  }
}
