import IndexModel
import TestSupport
import Testing

/// Section 2 of the threats: every tree that a stranger may push ends in a finding that names the
/// place, whether it is checked as a state or as a change.
@Suite struct HostileTreeTests {
  @Test(arguments: HostileTree.all)
  func isFoundInTheStateAndInTheChange(_ hostile: HostileTree) throws {
    let git = try SampleRegistry.fixture()
    var root = RawTree(SampleRegistry.files)
    try hostile.make(&root, git)
    let base = try git.id("HEAD").hex
    let head = try root.commit(to: git, parents: [git.id("HEAD")]).hex
    let clock = ContinuousClock()
    for (words, code) in [
      (["--rev", head], hostile.codes.state),
      (["--base", base, "--head", head], hostile.codes.change),
    ] {
      let start = clock.now
      let run = Run(words: ["check", "--json", "-C", git.path] + words)
      // Far more than any of them takes, and far less than what has no end.
      #expect(clock.now - start < .seconds(180))
      #expect(run.code == code, "\(run.output.prefix(2000)) \(run.errors)")
      let answer = try CheckAnswer(run)
      #expect(answer.verdict == (code == 0 ? "pass" : code == 1 ? "fail" : "needs-review"))
      for finding in answer.findings where finding.severity == "error" {
        #expect(finding.help?.isEmpty == false, "\(finding)")
      }
      // What is none of the registry's is seen by who looks at the whole change.
      if code == 0, hostile.codes.change == 1 { continue }
      let found = answer.findings.map { "\($0.rule) \($0.path): \($0.message)".prefix(300) }
      for path in hostile.paths {
        #expect(answer.has(hostile.rule, at: path), "at \(path.prefix(300)): \(found)")
      }
    }
  }

  /// What base cannot be read for is no fault of the change.
  @Test func whatBaseHasTooIsNoVerdict() throws {
    let git = try SampleRegistry.fixture()
    var root = RawTree(SampleRegistry.files)
    root.edit("packages/acme") { $0.damage = { $0 + $0 } }
    let base = try root.commit(to: git)
    root.put("README.md", .text("# Mine\n"))
    let head = try root.commit(to: git, parents: [base])
    root.edit("index/identities") { $0.damage = { $0 + $0 } }
    let worse = try root.commit(to: git, parents: [head])
    func check(_ base: ObjectID, _ head: ObjectID) -> Run {
      Run("check", "--json", "-C", git.path, "--base", base.hex, "--head", head.hex)
    }
    // The folder is the same in both, so nothing has to be read in it.
    #expect(check(base, head).code == 2)
    let answer = try CheckAnswer(check(head, worse))
    #expect(answer.findings.map(\.path) == ["index/identities"])
    // Whoever mends it cannot be judged by what base does not say.
    let mended = try git.id("HEAD")
    #expect(check(base, mended).code == 66)
  }

  /// A move is a removal and an addition, whatever a rename would make of it.
  @Test func aRenameHidesNoPath() throws {
    let git = try SampleRegistry.fixture()
    var root = RawTree(SampleRegistry.files)
    let text = SampleRegistry.files[HostileTree.libfoo]!
    root.remove(HostileTree.libfoo)
    root.put("packages/acme/libbar.json", .text(text))
    root.put("docs/x\n+++ b/packages/acme/libfoo.json", .text("++ \"b/packages/\n"))
    let base = try git.id("HEAD")
    let head = try root.commit(to: git, parents: [base])
    let answer = try CheckAnswer(
      Run("check", "--json", "-C", git.path, "--base", base.hex, "--head", head.hex))
    #expect(answer.verdict == "fail")
    #expect(answer.has("never-removed", at: HostileTree.libfoo))
    #expect(answer.has("path-content", at: "packages/acme/libbar.json"))
    #expect(
      Set(answer.changes?.map(\.path) ?? []) == [
        "docs/x\n+++ b/packages/acme/libfoo.json", "packages/acme/libbar.json",
        HostileTree.libfoo,
      ])
    #expect(answer.changes?.contains(where: \.allowed) == false)
  }

  /// Configuration, ownership and waivers do not judge the change that edits them.
  @Test func whatJudgesComesFromBase() throws {
    let git = try SampleRegistry.fixture([
      "index/identities/pat.json": Self.identity("pat", 7)
    ])
    let base = try git.id("HEAD")
    let registry = SampleRegistry.files["index/registry.json"]!
    let edits: [[String: String]] = [
      ["index/CODEOWNERS": "* @pat\n"],
      [
        "index/registry.json": registry.replacing(
          "\"baseURL\"", with: "\"roles\": {\"operations\": [\"pat\"]},\n    \"baseURL\"")
      ],
      [
        "index/registry.json": registry.replacing(
          "\"baseURL\"", with: "\"policy\": {\"selfService\": true},\n    \"baseURL\""),
        "index/projects/pat.json": SampleRegistry.files["index/projects/acme.json"]!
          .replacing("\"acme\"", with: "\"pat\"").replacing("\"ada\"", with: "\"pat\"")
          .replacing("    \"main\": \"libfoo\",\n", with: ""),
      ],
      [
        "index/projects/acme.json": SampleRegistry.files["index/projects/acme.json"]!
          .replacing("\"ada\"", with: "\"pat\"")
      ],
      [
        HostileTree.libfoo: SampleRegistry.files[HostileTree.libfoo]!
          .replacing("\"ada\"", with: "\"pat\"")
      ],
      ["index/identities/ada.json": Self.identity("ada", 7)],
    ]
    for edit in edits {
      var root = RawTree(SampleRegistry.files)
      root.put("index/identities/pat.json", .text(Self.identity("pat", 7)))
      for (path, text) in edit { root.put(path, .text(text)) }
      let head = try root.commit(to: git, parents: [base])
      let run = Run(
        "check", "--json", "-C", git.path, "--base", base.hex, "--head", head.hex, "--actor",
        "github:7")
      #expect(run.code != 0, "\(edit.keys)")
      #expect(try CheckAnswer(run).changes?.contains(where: \.allowed) == false, "\(run.output)")
    }
  }

  private static func identity(_ handle: String, _ number: Int) -> String {
    VerdictCommandTests.identity(handle, number)
  }
}
