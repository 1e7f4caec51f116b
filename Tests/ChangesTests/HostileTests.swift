import Changes
import Diagnostics
import IndexModel
import Registry
import TestSupport
import Testing

/// What THREATS.md 2 and 3 say that a stranger may try.
@Suite struct HostileTests {
  @Test func rolesAndOwnersEditedInTheSameChangeDoNotCount() throws {
    let verdict = try Trial(actor: "pat") {
      $0.edit("index/projects/acme.json", #"["ada"]"#, #"["ada", "pat"]"#)
      $0.edit(SampleRegistry.index, #"["dave"]"#, #"["dave", "pat"]"#)
      $0.edit("index/registry.json", #"["ops"]"#, #"["ops", "pat"]"#)
      $0.files["index/CODEOWNERS"] = "* @pat\n"
      OwnershipTests.release(&$0)
    }.verdict()
    #expect(verdict.outcome == .needsReview)
    #expect(verdict.decisions.allSatisfy { !$0.isAllowed })
  }

  @Test func anAccountTakenFromSomebodyIsNoWayIn() throws {
    let verdict = try Trial(actor: "pat") {
      $0.edit("index/identities/pat.json", #""id": 8"#, #""id": 1"#)
    }.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors == ["account"])
    // And the identity of another is not edited at all.
    let other = try Trial(actor: "pat") {
      $0.edit("index/identities/ops.json", #""id": 1"#, #""id": 88"#)
    }.verdict()
    #expect(other.outcome == .needsReview)
  }

  @Test func aLoginCountsWithAWarningAndANumberForItself() throws {
    let byLogin = try Trial(actor: "github:LUCY") { OwnershipTests.release(&$0) }.verdict()
    #expect(byLogin.outcome == .pass)
    #expect(byLogin.findings.contains { $0.rule == "login-only" && $0.severity == .warning })
    // Somebody took lucy's old login: the number tells.
    let renamed = try Trial(actor: "github:77") { OwnershipTests.release(&$0) }.verdict()
    #expect(renamed.outcome == .needsReview)
    for stranger in ["gitlab:5", "gitlab:lucy", "github:lucy2", "github:55"] {
      let verdict = try Trial(actor: stranger) { OwnershipTests.release(&$0) }.verdict()
      #expect(verdict.outcome == .needsReview, "\(stranger)")
    }
  }

  @Test func anIdentityWithoutANumberIsNotKnownByOne() throws {
    let verdict = try Trial(
      from: { $0.edit("index/identities/lucy.json", #", "id": 5"#, "") }, actor: "github:5"
    ) { OwnershipTests.release(&$0) }.verdict()
    #expect(verdict.outcome == .needsReview)
  }

  @Test func thePathSaysOneThingAndTheContentAnother() throws {
    let verdict = try Trial(actor: "zoe") {
      $0.files["packages/zed/mine.json"] = SampleRegistry.package()
    }.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors.contains("path-content"))
    #expect(verdict.decisions.first?.change.subject.text == "zed/mine")
  }

  @Test(arguments: [TreeEntry.Kind.symlink, .submodule, .executable, .odd(0o100600)])
  func whatIsNoPlainFileFails(_ kind: TreeEntry.Kind) throws {
    for path in [
      "index/registry.json", "index/CODEOWNERS", "index/identities/pat.json",
      "index/projects/zed.json", "packages/acme/libfoo/1.0.0/notes.txt", "packages/acme/new.json",
    ] {
      var trial = Trial(actor: "ops") { $0.files[path] = $0.files[path] ?? "x" }
      trial.oddHead[path] = kind
      let verdict = try trial.verdict()
      #expect(verdict.outcome == .fail, "\(path) \(verdict.account)")
      #expect(!verdict.kinds.isEmpty)
    }
  }

  @Test func everyPathThatDiffersIsDecidedAbout() throws {
    let paths = [
      "a\u{301}.txt", "\u{E1}.txt", "index/é.json", "index/e\u{301}.json",
      "packages/acme/é.json", "packages/acme/e\u{301}.json", ".gitattributes",
      "packages/.gitattributes", "index/identities/x/y.json",
    ]
    for path in paths {
      let verdict = try Trial(actor: "lucy") { $0.files[path] = "x" }.verdict()
      #expect(verdict.decisions.map(\.change.path) == [RepositoryPath(path)], "\(path)")
      #expect(verdict.outcome != .pass, "\(path)")
    }
    // All of them at once: as text, some would be one.
    var files = Dictionary(
      uniqueKeysWithValues: SampleRegistry().files.map { (RepositoryPath($0), Array($1.utf8)) })
    let base = LiteralSnapshot(bytes: files)
    for path in paths { files[RepositoryPath(path)] = [0x78] }
    let changes = try Comparison(base, LiteralSnapshot(bytes: files)).changes
    #expect(Set(changes.map(\.path)) == Set(paths.map { RepositoryPath($0) }))
  }

  @Test func massDeletionFails() throws {
    let verdict = try Trial(actor: "ops") { $0.files = ["README.md": "gone\n"] }.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors.filter { $0 == "never-removed" }.count == 15)
    #expect(verdict.errors.contains("registry-missing"))
  }

  @Test func theFirstCommitOfARegistryNeedsSomebodyFromOutside() throws {
    var trial = Trial(actor: "ops") { _ in }
    trial.base.files = ["README.md": "# Example\n"]
    let verdict = try trial.verdict()
    #expect(verdict.outcome == .needsReview, "\(verdict.account)")
    #expect(verdict.kinds.contains(.registryAdded))
  }

  @Test func withoutARegistryNothingPasses() throws {
    for text in ["# Example\n", "# Mine\n"] {
      var trial = Trial(actor: "ops") { $0.files = ["README.md": text] }
      trial.base.files = ["README.md": "# Example\n"]
      #expect(try trial.verdict().outcome == .needsReview)
    }
  }

  /// Its policy is not known, nor who runs it: so nobody in it can say that a change is fine.
  @Test(
    arguments: [
      ("{", nil), ("", nil), ("[]", nil), ("../README.md", .symlink),
      (SampleRegistry.project().replacing("acme", with: "example"), nil),
      (SampleRegistry.registry(), .symlink), (SampleRegistry.registry(), .executable),
    ] as [(String, TreeEntry.Kind?)])
  func aRegistryThatCannotBeUnderstoodIsNone(_ text: String, _ kind: TreeEntry.Kind?) throws {
    for actor in SampleRegistry.people {
      for change in [OwnershipTests.release, { $0.files["README.md"] = "# Mine\n" }] {
        var trial = Trial(
          from: { $0.files["index/registry.json"] = text }, actor: actor, approvals: ["ops"], change
        )
        trial.oddBase["index/registry.json"] = kind
        trial.oddHead["index/registry.json"] = kind
        let verdict = try trial.verdict()
        #expect(verdict.outcome != .pass, "\(actor): \(verdict.account)")
        #expect(verdict.decisions.allSatisfy { !$0.isAllowed }, "\(actor): \(verdict.account)")
      }
    }
  }

  /// What its policy asks is not known for sure, so that operations has to look at everything.
  @Test(arguments: [
    SampleRegistry.registry().replacing("Registry", with: "Registries"),
    SampleRegistry.registry(#""canonicalForms": "error""#),
    SampleRegistry.registry(#""selfService": "yes""#),
  ])
  func aRegistryThatIsNotSoundLeavesAllToOperations(_ text: String) throws {
    for actor in SampleRegistry.people {
      let verdict = try Trial(from: { $0.files["index/registry.json"] = text }, actor: actor) {
        $0.files["index/registry.json"] = SampleRegistry.registry()
        OwnershipTests.release(&$0)
      }.verdict()
      #expect(verdict.outcome == (actor == "ops" ? .pass : .needsReview), "\(verdict.account)")
    }
  }

  @Test func aFileThatIsNoDocumentFails() throws {
    for text in ["", "{", "[1]", "{\"a\": 1, \"a\": 2}", "\u{FEFF}{}", "\u{0}", "null"] {
      let verdict = try Trial(actor: "ops") { $0.files[SampleRegistry.index] = text }.verdict()
      #expect(verdict.outcome == .fail, "\(text)")
    }
    // Only operations mends what base cannot read.
    let broken: (inout SampleRegistry) -> Void = { $0.files[SampleRegistry.index] = "{" }
    for (actor, outcome) in [("ops", Verdict.Outcome.pass), ("ada", .needsReview)] {
      let trial = Trial(from: broken, actor: actor) {
        $0.files[SampleRegistry.index] = SampleRegistry.package()
      }
      let verdict = try trial.verdict()
      #expect(verdict.outcome == outcome, "\(verdict.account)")
      #expect(verdict.kinds == [.fileUnreadable])
    }
  }

  @Test func aTeamThatIsInUseCannotGo() throws {
    let verdict = try Trial(actor: "ada") {
      $0.edit("index/projects/acme.json", #""teams": {"core": ["tom"]}, "#, "")
    }.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors == ["role-reference"])
    #expect(
      verdict.findings.first { $0.severity == .error }?.range.path == "packages/acme/libfoo.json")
  }

  @Test func nobodyIsBlockedByAStrangersFile() throws {
    let begin: (inout SampleRegistry) -> Void = {
      $0.files["packages/zed/broken.json"] = "{"
      $0.files["packages/zed/Libfoo.txt"] = "?"
    }
    let verdict = try Trial(from: begin, actor: "lucy") { OwnershipTests.release(&$0) }.verdict()
    #expect(verdict.outcome == .pass, "\(verdict.account)")
  }

  @Test func waiversOfHeadDoNotCount() throws {
    let waivers = SampleRegistry.resource(
      "WaiverList", #""name": "waivers""#,
      #"""
      "waivers": [{"rule": "license-missing", "subject": "acme/libfoo", "reason": "so", \#
      "grantedBy": "ops", "expires": "2026-07-01T00:00:00Z"}]
      """#)
    func verdict(inBase: Bool, now: Timestamp = Trial.now) throws -> Verdict {
      let begin: (inout SampleRegistry) -> Void = {
        $0.files["index/registry.json"] = SampleRegistry.registry(#""requireLicense": true"#)
        if inBase { $0.files["index/waivers.json"] = waivers }
      }
      var trial = Trial(from: begin, actor: "ops") {
        OwnershipTests.release(&$0)
        $0.files["index/waivers.json"] = waivers
      }
      trial.now = now
      return try trial.verdict()
    }
    #expect(try verdict(inBase: false).errors == ["license-missing"])
    let waived = try verdict(inBase: true)
    #expect(waived.outcome == .pass)
    #expect(waived.findings.contains { $0.rule == "license-missing" && $0.severity == .note })
    let later = try Timestamp("2026-08-01T00:00:00Z")
    #expect(try verdict(inBase: true, now: later).errors == ["license-missing"])
  }

  @Test func everyMessageIsOneLine() throws {
    for scenario in Scenario.all {
      for finding in try Trial(from: scenario.begin, scenario.change).verdict().findings {
        let texts = [finding.message, finding.help ?? ""] + finding.notes.map(\.message)
        for text in texts { #expect(!text.contains("\n") && !text.hasSuffix("."), "\(text)") }
      }
    }
  }
}
