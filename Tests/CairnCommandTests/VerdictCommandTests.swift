import IndexModel
import TestSupport
import Testing

/// `cairn check --base` and `cairn diff` on real commits.
@Suite struct VerdictCommandTests {
  let git: GitFixture
  let index = "packages/acme/libfoo.json"

  init() throws {
    git = try SampleRegistry.fixture([
      "index/CODEOWNERS": "/index/ @ada\n/packages/ @roles\n",
      "index/identities/ada.json": Self.identity("ada", 1),
      "index/identities/pat.json": Self.identity("pat", 2),
    ])
    try git.commit([
      index: SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"),
        SampleRegistry.release("1.2.0"),
      ])
    ])
  }

  static func identity(_ handle: String, _ number: Int) -> String {
    """
    {"apiVersion": "cairn/v1", "kind": "Identity", "metadata": {"name": "\(handle)"}, \
    "spec": {"accounts": {"github": {"login": "\(handle)", "id": \(number)}}}}
    """
  }

  private func check(_ words: String...) -> Run {
    Run(words: ["check", "-C", git.path, "--base", "HEAD~1", "--head", "HEAD"] + words)
  }

  @Test func letsTheOwnerRelease() {
    let run = check("--actor", "github:1")
    #expect(run.code == 0, "\(run.output)")
    #expect(run.output.contains("allowed: release-added acme/libfoo@1.2.0 in \(index)\n"))
    #expect(run.output.contains("\nverdict: pass, at "))
  }

  @Test func asksSomebodyWhoMay() {
    for run in [check(), check("--actor", "github:2"), check("--actor", "gitlab:1")] {
      #expect(run.code == 2)
      #expect(run.output.contains("needs review: release-added"))
      #expect(run.output.contains("  by ada (admin, line 2 of CODEOWNERS)\n"), "\(run.output)")
    }
  }

  @Test func warnsOfALogin() {
    let run = check("--actor", "github:ada")
    #expect(run.code == 0)
    #expect(run.output.contains("[login-only]"))
  }

  @Test func countsApprovalsOfHead() throws {
    let head = try git.id("HEAD").hex
    let earlier = try git.id("HEAD~1").hex
    for (commit, code) in [(head, Int32(0)), (earlier, 2)] {
      let path = git.folder.path(of: "approvals.json")
      try git.folder.write(
        #"{"approvals": [{"account": "github:1", "commit": "\#(commit)"}]}"#, to: "approvals.json")
      #expect(check("--actor", "github:2", "--approvals", path).code == code)
    }
  }

  @Test(
    arguments: [
      "", "[]", "{}", #"{"approvals": 1}"#, #"{"approvals": [{}]}"#,
      #"{"approvals": [{"account": "github:1", "commit": "HEAD"}]}"#,
      #"{"approvals": [{"account": "ada", "commit": "0000000000000000000000000000000000000000"}]}"#,
      #"{"approvals": [], "approvals": []}"#,
    ])
  func refusesApprovalsItCannotRead(_ text: String) throws {
    try git.folder.write(text, to: "approvals.json")
    let run = check("--approvals", git.folder.path(of: "approvals.json"))
    #expect(run.code == 64, "\(run.errors)")
    #expect(run.output == "")
  }

  @Test func answersInJSON() {
    let run = check("--actor", "github:2", "--json")
    #expect(run.code == 2)
    for text in [
      #""verdict": "needs-review""#, #""kind": "release-added""#, #""allowed": false"#,
      #""subject": "acme/libfoo@1.2.0""#, "\"approvers\": [\n        \"ada\"\n      ]",
    ] {
      #expect(run.output.contains(text), "\(run.output)")
    }
  }

  @Test func refusesAnAlterationAndPointsAtBothVersions() throws {
    try git.commit([
      index: SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0", digit: "f"), SampleRegistry.release("1.1.0"),
        SampleRegistry.release("1.2.0"),
      ])
    ])
    let run = check("--actor", "github:1")
    #expect(run.code == 1)
    #expect(run.output.contains("[release-immutable]"))
    #expect(run.output.contains(" (in base): note: in base: \""))
    #expect(run.output.contains("refused: release-altered acme/libfoo@1.0.0"))
    #expect(check("--format", "github").output.contains("title=release-immutable::"))
  }

  @Test func noTextOfAStrangerBeginsALine() throws {
    let name = "\n::error::x\r\u{1B}[31m"
    try git.commit([name: "x", "##[command]": "y"])
    for format in ["text", "github"] {
      let run = check("--format", format)
      for line in (run.output + run.errors).split(whereSeparator: \.isNewline) {
        #expect(!line.hasPrefix("::error::x") && !line.hasPrefix("##["), "\(line)")
        #expect(!line.contains("\u{1B}"))
      }
    }
    #expect(Run("diff", "-C", git.path, "HEAD~1", "HEAD").output.split(separator: "\n").count == 2)
  }

  @Test func tellsWhatDiffers() {
    let run = Run("diff", "-C", git.path, "HEAD~1", "HEAD")
    #expect(run.code == 0)
    #expect(run.output == "release-added acme/libfoo@1.2.0 in \(index)\n")
    let json = Run("diff", "-C", git.path, "HEAD", "HEAD~1", "--json").output
    #expect(json.contains(#""kind": "release-removed""#))
    #expect(json.contains(#""schema": "schema/v1/diff.schema.json""#))
  }

  @Test func refusesWhatMakesNoSense() {
    #expect(Run("check", "-C", git.path, "--actor", "github:1").code == 64)
    #expect(check("--actor", "ada").code == 64)
    #expect(check("--worktree").code == 64)
    #expect(Run("check", "-C", git.path, "--base", "nowhere").code == 66)
  }

  @Test func explainsTheKindsOfChanges() {
    let owners = Run("explain", "package-owners")
    #expect(owners.code == 0)
    #expect(
      owners.output.hasPrefix(
        """
        package-owners: a package's owners change

        Who may make it: An admin of the project, whom base's CODEOWNERS names for the path; or operations. Beside that, \
        each new owner has to agree.

        """))
    #expect(Run("explain", "release-altered").output.contains("Who may make it: Nobody"))
    #expect(Run("explain", "vote-cast").output.contains("The voter alone"))
    #expect(Run("explain", "package-ownrs").errors.contains("did you mean 'package-owners'?"))
    let list = Run("explain", "--list").output
    #expect(list.contains("\nKinds of changes, as verdicts name them:\nregistry-added: "))
    let one = Run("explain", "release-added", "--json").output
    #expect(
      one.contains("\"rules\": [],\n  \"kinds\": [\n") && one.contains("\"allowed\": \"An author"))
    #expect(Run("explain", "version", "--json").output.contains("\"kinds\": []"))
  }

  @Test func explainsTheRulesOfChanges() {
    #expect(Run("explain", "release-immutable").code == 0)
    #expect(Run("explain", "--list").output.contains("promotion (integrity)"))
  }
}
