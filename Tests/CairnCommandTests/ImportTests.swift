import JSONText
import TestSupport
import Testing

@testable import CairnCommand

@Suite("cairn import ndc-hub")
struct ImportTests {
  let folder: TemporaryFolder
  let hub: GitFixture

  /// A hub with one release that is fine and one whose file says another version.
  init() throws {
    folder = try TemporaryFolder("import")
    hub = try GitFixture()
    try hub.commit([
      "registry/acme/foo/releases/v1.0.0/connector-packaging.json": Self.packaging,
      "registry/acme/foo/releases/v1.1.0/connector-packaging.json": Self.packaging,
    ])
  }

  static let packaging = """
    {
      "version": "v1.0.0",
      "uri": "https://example.org/foo.tgz",
      "checksum": {"type": "sha256", "value": "\(String(repeating: "a", count: 64))"},
      "source": {"hash": "\(String(repeating: "1", count: 40))"}
    }

    """

  private var registry: String { folder.path(of: "registry") }

  @Test func answersWithCountsAndFindings() throws {
    let run = Run(
      "import", "ndc-hub", hub.path, "--into", registry, "--owner", "ada", "--json")
    #expect(run.code == 0)
    #expect(run.errors == "")
    let document = try JSONDocument.read(Array(run.output.utf8)).get()
    let answer = try #require(JSONValue(document.root, of: document))
    #expect(answer["schema"] == "schema/v1/import.schema.json")
    #expect(answer["packages"] == 1)
    #expect(answer["releases"] == 1)
    guard case .array(let findings)? = answer["findings"] else {
      Issue.record("no findings")
      return
    }
    let finding = try #require(findings.first { $0["rule"] == "import-folder-version" })
    #expect(
      finding["path"] == "registry/acme/foo/releases/v1.1.0/connector-packaging.json")
    #expect(finding["line"] == 2)
    #expect(finding["column"] == 14)
  }

  @Test func printsFindingsCountsAndWhatIsNext() {
    let run = Run("import", "ndc-hub", hub.path, "--into", registry, "--owner", "ada")
    #expect(run.output.contains("v1.1.0/connector-packaging.json:2:14: warning: the file says"))
    #expect(run.output.contains("2 | "))
    #expect(
      run.output.hasSuffix(
        "\(registry): 1 package, 1 release (1 kept out), 0 aliases; 7 files written\n"))
    #expect(run.errors.contains("\n  cd \(registry)\n  git init\n  git add -A && git commit"))
    #expect(run.errors.hasSuffix("\n  cairn check\n  cairn build --output public\n"))
  }

  @Test(arguments: [nil, "mine\n"])
  func keepsTheSiteOutOfCommits(_ present: String?) throws {
    if let present { try folder.write(present, to: "registry/.gitignore") }
    let run = Run("import", "ndc-hub", hub.path, "--into", registry, "--owner", "ada")
    #expect(run.code == 0, "\(run.errors)")
    let text = String(decoding: try folder.read("registry/.gitignore"), as: UTF8.self)
    #expect(present.map { text == $0 } ?? text.hasSuffix("\n/public/\n/.public.cairn/\n"))
  }

  @Test func refusesToWriteOverAnotherPackage() throws {
    func run() -> Run {
      Run("import", "ndc-hub", hub.path, "--into", registry, "--owner", "ada")
    }
    #expect(run().code == 0)
    #expect(run().code == 0)
    try folder.write("{}", to: "registry/packages/acme/foo.json")
    let refused = run()
    #expect(refused.code == 73)
    #expect(refused.errors.contains("packages/acme/foo.json is there with other content"))
  }

  @Test func tellsHowToDeepenAShallowClone() throws {
    try hub.commit(["README.md": "Later"])
    let clone = try hub.shallowClone(depth: 1)
    let run = Run("import", "ndc-hub", clone.path, "--into", registry, "--owner", "ada")
    #expect(run.code == 66)
    #expect(run.errors.contains("git -C \(clone.path) fetch --unshallow"))
  }

  @Test(arguments: ["roles", "a b", ""])
  func refusesWhatIsNoHandle(_ owner: String) {
    let run = Run("import", "ndc-hub", hub.path, "--into", registry, "--owner", owner)
    #expect(run.code == 64)
  }

  @Test func explainsItsFindings() {
    #expect(Run("explain", "import-rewritten").code == 0)
    #expect(Run("explain", "--help").output.contains("cairn explain (<rule> | --list) [--json]\n"))
    #expect(
      Run("explain", "--list").output.contains("\nWhat an import reports of its source:\nimport-"))
    #expect(Run("explain", "--list").output.contains("import-folder-version (advice): "))
  }
}
