import Changes
import Registry
import Testing

/// A name that base uses and nobody has: whoever brings an identity of that name is not whom base means.
@Suite struct NewcomerTests {
  struct Role: Sendable, CustomTestStringConvertible {
    let name: String
    /// Lets base name `ghost`.
    let begin: @Sendable (inout SampleRegistry) -> Void
    /// What `ghost` could do if it were somebody.
    let change: @Sendable (inout SampleRegistry) -> Void
    var testDescription: String { name }
  }

  private static let index = SampleRegistry.index
  private static let release: @Sendable (inout SampleRegistry) -> Void = {
    OwnershipTests.release(&$0)
  }

  static let roles = [
    Role(name: "operations") {
      $0.edit("index/registry.json", #"["ops"]"#, #"["ops", "ghost"]"#)
    } change: {
      $0.files["README.md"] = "# Mine\n"
    },
    Role(name: "admin") {
      $0.edit("index/projects/acme.json", #"["ada"]"#, #"["ada", "ghost"]"#)
    } change: {
      $0.edit("index/projects/acme.json", "Acme.", "Mine.")
    },
    Role(name: "owner") {
      $0.edit(index, #"["dave"]"#, #"["dave", "ghost"]"#)
    } change: {
      $0.edit(index, "Parses foo.", "Mine.")
    },
    Role(name: "author") {
      $0.edit(index, #"["lucy", "#, #"["lucy", "ghost", "#)
    } change: {
      release(&$0)
    },
    Role(name: "a member of a team") {
      $0.edit("index/projects/acme.json", #"["tom"]"#, #"["tom", "ghost"]"#)
    } change: {
      release(&$0)
    },
    Role(name: "the only one whom CODEOWNERS names") {
      $0.files["index/CODEOWNERS"] = "/index/ @roles\n/packages/ @ghost\n"
      $0.edit(index, #"["dave"]"#, #"["dave", "ghost"]"#)
    } change: {
      release(&$0)
    },
    Role(name: "the owner of a package index") {
      $0.edit("index/package-indexes/world.json", #"["molly"]"#, #"["molly", "ghost"]"#)
    } change: {
      $0.edit("index/package-indexes/world.json", "The world.", "Mine.")
    },
    Role(name: "a voter") {
      $0.edit(index, #"{"voter": "pat", "value": -1}"#, #"{"voter": "ghost", "value": -1}"#)
    } change: {
      $0.edit(index, #""ghost", "value": -1"#, #""ghost", "value": 1"#)
    },
  ]

  private func verdict(
    _ role: Role, brings: Bool, approvals: [String] = [], actor: String = "github:99"
  ) throws -> Verdict {
    try Trial(from: role.begin, actor: actor, approvals: approvals) {
      if brings { $0.files["index/identities/ghost.json"] = SampleRegistry.identity("ghost") }
      role.change(&$0)
    }.verdict()
  }

  @Test(arguments: roles)
  func anIdentityOfHeadHoldsNothingThatBaseGives(_ role: Role) throws {
    for approvals in [[], ["github:99"], ["pat"]] {
      let verdict = try verdict(role, brings: true, approvals: approvals)
      #expect(verdict.outcome != .pass, "\(verdict.account)")
      #expect(verdict.decisions.allSatisfy { !$0.isAllowed }, "\(verdict.account)")
    }
  }

  /// Once operations has let it in, it is whom base means.
  @Test(arguments: roles)
  func anIdentityOfBaseHoldsIt(_ role: Role) throws {
    let known = Role(
      name: role.name,
      begin: {
        $0.files["index/identities/ghost.json"] = SampleRegistry.identity("ghost")
        role.begin(&$0)
      }, change: role.change)
    let verdict = try verdict(known, brings: false)
    #expect(verdict.decisions.allSatisfy { $0.isAllowed }, "\(verdict.account)")
  }

  /// To agree to become an owner is all that it can do in the change that brings it.
  @Test func theConsentOfANewcomerIsNoWordForItsIdentity() throws {
    let verdict = try Trial(
      from: { $0.edit("index/registry.json", #"["ops"]"#, #"["ops", "ghost"]"#) },
      actor: "github:99", approvals: ["ada"]
    ) {
      $0.files["index/identities/ghost.json"] = SampleRegistry.identity("ghost")
      $0.files["packages/acme/other.json"] = ConsentTests.package(#""ghost""#)
    }.verdict()
    #expect(verdict.outcome == .needsReview, "\(verdict.account)")
    #expect(verdict.decisions.map(\.isAllowed) == [false, true], "\(verdict.account)")
  }
}
