import Foundation
import TestSupport
import Testing

@Suite struct InitCommandTests {
  private func text(_ path: String, in git: GitFixture) throws -> String {
    try String(contentsOfFile: "\(git.path)/\(path)", encoding: .utf8)
  }

  private let begin = ["init", "example", "--operations", "ada", "--account", "github:12/ada"]

  @Test(arguments: [
    ["github"], ["gitlab"], ["forgejo"], ["github", "gitlab", "forgejo"], ["none"],
  ])
  func aNewRegistryPassesTheCheckAndBuilds(_ forges: [String]) throws {
    let git = try GitFixture()
    let run = Run(words: begin + ["-C", git.path] + forges.flatMap { ["--forge", $0] })
    #expect(run.code == 0, "\(run.errors)")
    let check = Run("check", "--worktree", "-C", git.path)
    #expect(check.code == 0 && check.output.isEmpty, "\(check.output)")
    #expect(Run("format", "--check", "-C", git.path).code == 0)
    // The command line that it gives is enough: nothing that it wrote is left out.
    for path in run.output.split(separator: "\n") { try git.git("add", String(path.dropFirst(6))) }
    try git.git("commit", "--quiet", "-m", "Begin")
    #expect(try git.git("status", "--porcelain").isEmpty)
    let build = Run("build", "-C", git.path, "--output", git.path + "/public")
    #expect(build.code == 0, "\(build.errors)")
    #expect(try git.git("status", "--porcelain").isEmpty)
  }

  @Test func guessesTheForgeByTheRemote() throws {
    for (remote, folder) in [
      ("git@gitlab.com:a/b.git", ".gitlab"), ("https://codeberg.org/a/b", ".forgejo"),
      ("https://unknown.example/a/b", ".github"),
    ] {
      let git = try GitFixture()
      try git.git("remote", "add", "origin", remote)
      let run = Run(words: begin + ["-C", git.path])
      #expect(run.output.contains("wrote \(folder)/cairn/install.sh\n"), "\(remote): \(run.output)")
    }
  }

  @Test func neverTakesThePlaceOfAFile() throws {
    let git = try GitFixture()
    let mine = [
      "README.md", ".gitignore", ".gitattributes", ".vscode/settings.json",
      ".github/workflows/cairn-merge.yml",
    ]
    for path in mine { try git.write("mine\n", to: path) }
    let run = Run(words: begin + ["-C", git.path])
    #expect(run.code == 0, "\(run.errors)")
    for path in mine {
      #expect(run.output.contains("kept \(path), which was there\n"))
      #expect(try text(path, in: git) == "mine\n")
    }
    let first = try Tree(git.path)
    let again = Run("init", "-C", git.path)
    #expect(again.code == 0 && !again.output.contains("wrote"), "\(again.output)")
    #expect(try Tree(git.path) == first)
  }

  @Test func aLinkOnTheWayIsNotFollowed() throws {
    let git = try GitFixture()
    let outside = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: git.path + "/.github", withDestinationPath: outside.path)
    let run = Run(words: begin + ["-C", git.path])
    #expect(run.code == 73, "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: git.path + "/index"))
  }

  @Test func addsToARegistryWhatIsMissing() throws {
    let git = try SampleRegistry.fixture()
    let run = Run("init", "-C", git.path, "--forge", "github")
    #expect(run.code == 0, "\(run.errors)")
    #expect(!run.output.contains("index/"))
    // The registry says where its site stands, so editors take the schemas from there.
    #expect(
      try text(".vscode/settings.json", in: git).contains(
        "https://registry.example.org/schema/v1/versionindex.schema.json"))
    #expect(try text("README.md", in: git).hasPrefix("# Example\n"))
    #expect(Run("check", "--worktree", "-C", git.path).output.isEmpty)
  }

  @Test func settingsOfEditorsNameFilesThatAreThere() throws {
    let git = try GitFixture()
    _ = Run(words: begin + ["-C", git.path])
    let settings = try JSONSerialization.jsonObject(
      with: Data(text(".vscode/settings.json", in: git).utf8))
    let schemas = try #require((settings as? [String: Any])?["json.schemas"] as? [[String: Any]])
    #expect(schemas.count == 7)
    for schema in schemas {
      let url = try #require(schema["url"] as? String)
      let parsed = try JSONSerialization.jsonObject(with: Data(text(url, in: git).utf8))
      #expect((parsed as? [String: Any])?["$schema"] != nil)
    }
    #expect(schemas.contains { ($0["fileMatch"] as? [String]) == ["/packages/*/*.json"] })
  }

  @Test func aTitleIsOnlyWords() throws {
    let git = try GitFixture()
    let run = Run(
      words: begin + ["-C", git.path, "--title", "<script>[x](https://y) `z` # *w*"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try text("README.md", in: git).hasPrefix(
        "# \\<script\\>\\[x\\](https://y) \\`z\\` \\# \\*w\\*\n"))
  }

  @Test func saysWhereCairnComesFrom() throws {
    let git = try GitFixture()
    let unsaid = Run(words: begin + ["-C", git.path])
    #expect(unsaid.errors.contains("say in .github/cairn/source.env where the source of cairn is"))
    let other = try GitFixture()
    let commit = String(repeating: "c", count: 40)
    let said = Run(
      words: begin + [
        "-C", other.path, "--cairn-source", "https://forge.example/cairn.git@\(commit)",
      ])
    #expect(said.code == 0 && !said.errors.contains("source.env"), "\(said.errors)")
    #expect(
      try text(".github/cairn/source.env", in: other).hasSuffix(
        "CAIRN_SOURCE=https://forge.example/cairn.git\nCAIRN_REF=\(commit)\n"))
    let bad = Run(
      words: begin + ["-C", other.path, "--cairn-source", "https://x.example/$(id)@v1"])
    #expect(bad.code == 64)
  }

  /// What a pull request's own workflow says, the pull request says.
  @Test(arguments: ["github", "gitlab", "forgejo"])
  func advisesToRestrictWhoMerges(_ forge: String) throws {
    let git = try GitFixture()
    let run = Run(words: begin + ["-C", git.path, "--forge", forge])
    #expect(run.code == 0)
    #expect(run.errors.contains("Do not rely on the "), "\(run.errors)")
    for words in ["the status check", "pipelines must succeed"] {
      #expect(!run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test func needsANameAndARepository() throws {
    let git = try GitFixture()
    let nameless = Run("init", "-C", git.path)
    #expect(nameless.code == 64 && nameless.errors.contains("there is no registry here yet"))
    let folder = try TemporaryFolder()
    let lost = Run("init", "example", "-C", folder.path)
    #expect(lost.code == 66 && lost.errors.contains("git init"))
  }

  @Test func printsAWorkflowAsItWouldBeWritten() throws {
    let git = try GitFixture()
    _ = Run(words: begin + ["-C", git.path])
    let path = ".github/workflows/cairn-merge.yml"
    #expect(Run("init", "-C", git.path, "--print", path).output == (try text(path, in: git)))
    #expect(Run("init", "-C", git.path, "--print", "/etc/passwd").code == 1)
  }

  @Test func answersInJSON() throws {
    let git = try GitFixture()
    try git.write("mine\n", to: ".gitignore")
    let run = Run(words: begin + ["-C", git.path, "--json", "--forge", "none"])
    let answer = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(answer?["schema"] as? String == "schema/v1/init.schema.json")
    #expect((answer?["files"] as? [String])?.first == "index/registry.json")
    #expect(answer?["kept"] as? [String] == [".gitignore"])
    #expect((answer?["next"] as? [String])?.first?.contains("git -C") == true)
  }

  @Test func writesTheWorkflowOfAnAuthor() throws {
    let git = try GitFixture()
    let run = Run(
      "init", "--publisher", "--registry", "https://github.com/acme/registry", "--package",
      "acme/libfoo", "-C", git.path)
    #expect(run.code == 0, "\(run.errors)")
    let workflow = try text(".github/workflows/cairn-release.yml", in: git)
    #expect(workflow.contains("\n  REGISTRY: 'https://github.com/acme/registry'\n"))
    #expect(workflow.contains("\n  PACKAGE: 'acme/libfoo'\n"))
    #expect(!FileManager.default.fileExists(atPath: git.path + "/index"))
  }

  @Test(arguments: [
    ["--registry", "https://x.example/'; id", "--package", "acme/libfoo"],
    ["--registry", "git@x.example:a/b", "--package", "acme/libfoo"],
    ["--registry", "https://x.example/a", "--package", "acme"],
    ["--registry", "https://x.example/a"],
    ["--registry", "https://x.example/a", "--package", "acme/libfoo", "--forge", "gitlab"],
  ])
  func refusesAPublisherOfNothing(_ words: [String]) throws {
    let git = try GitFixture()
    let before = try Tree(git.path)
    #expect(Run(words: ["init", "--publisher", "-C", git.path] + words).code == 64)
    #expect(try Tree(git.path) == before)
  }

  @Test(
    arguments: [
      (["other"], "<name>"),
      (["--operations", "eve", "--account", "github:1"], "--operations and --account"),
      (["--title", "T", "--base-url", "https://x.example/"], "--title and --base-url"),
      (["--artifact-url", "https://x.example/{file}"], "--artifact-url"),
    ] as [([String], String)])
  func refusesWhatWouldChangeNothingOfARegistry(_ words: [String], _ names: String) throws {
    let git = try SampleRegistry.fixture()
    let before = try Tree(git.path)
    let run = Run(words: ["init", "-C", git.path] + words)
    #expect(run.code == 64)
    #expect(
      run.errors.contains(
        "there is a registry here already, of which \(names) would change nothing"),
      "\(run.errors)")
    #expect(try Tree(git.path) == before)
  }

  @Test func aPublisherWantsARegistryOnGitHub() throws {
    let git = try GitFixture()
    let words = ["init", "--publisher", "--package", "acme/libfoo", "-C", git.path, "--registry"]
    let before = try Tree(git.path)
    let other = Run(words: words + ["https://gitlab.com/acme/registry", "--forge", "github"])
    #expect(other.code == 64)
    #expect(other.errors.contains("is on GitLab") && other.errors.contains("a clone of your fork"))
    #expect(try Tree(git.path) == before)
    let unknown = Run(words: words + ["https://git.example.org/acme/registry"])
    #expect(unknown.code == 0)
    #expect(unknown.errors.contains("is at no host that is known here"), "\(unknown.errors)")
  }

  @Test func aSecondForgeIsExplainedWhereTheREADMEIsKept() throws {
    let git = try GitFixture()
    #expect(Run(words: begin + ["-C", git.path]).errors.contains("README.md says why"))
    let second = Run("init", "--forge", "gitlab", "-C", git.path)
    #expect(second.code == 0, "\(second.errors)")
    #expect(second.errors.contains("commit -m 'Add the workflows of GitLab'"), "\(second.errors)")
    #expect(!second.errors.contains("README.md says why"))
    #expect(
      second.errors.contains("the variable `MERGE_REQUEST` set to the number: it asks GitLab"))
    #expect(second.errors.contains("Merged in any other way, a change counts as that of"))
    try FileManager.default.removeItem(atPath: git.path + "/CONTRIBUTING.md")
    let mended = Run("init", "--forge", "gitlab", "-C", git.path)
    #expect(mended.errors.contains("commit -m 'Add what the repository of a registry needs'"))
  }
}
