import Foundation
import TestSupport
import Testing

@Suite struct NewCommandTests {
  @Test func beginsARegistryInAnEmptyRepository() throws {
    let git = try GitFixture()
    let new = Run(
      "new", "registry", "example", "-C", git.path, "--title", "Example", "--base-url",
      "https://r.example.org/", "--operations", "ada", "--account", "github:12/ada")
    #expect(new.code == 0, "\(new.errors)")
    #expect(
      new.output
        == "wrote index/registry.json\nwrote index/identities/ada.json\nwrote index/CODEOWNERS\n"
        + "wrote .gitignore\n")
    #expect(
      new.errors.hasPrefix(
        "next: git -C \(git.path) add .gitignore index && git -C \(git.path) commit"))
    #expect(
      try String(contentsOfFile: git.path + "/.gitignore", encoding: .utf8)
        .hasSuffix("\n/public/\n/.public.cairn/\n"))
    let check = Run("check", "--worktree", "-C", git.path)
    #expect(check.code == 0 && check.output.isEmpty, "\(check.output)")
    let build = Run(
      "build", "--worktree", "-C", git.path, "--output", git.folder.path(of: "site"))
    #expect(build.code == 0, "\(build.errors)")
  }

  @Test func leavesAGitignoreAlone() throws {
    let git = try GitFixture()
    try git.write("mine\n", to: ".gitignore")
    let new = Run("new", "registry", "example", "--operations", "ada", "-C", git.path)
    #expect(new.code == 0, "\(new.errors)")
    #expect(!new.output.contains(".gitignore") && !new.errors.contains(".gitignore"))
    #expect(try String(contentsOfFile: git.path + "/.gitignore", encoding: .utf8) == "mine\n")
  }

  @Test func saysWhereFilesWillStand() throws {
    let git = try GitFixture()
    let template = "https://files.example.org/{project}/{package}/{version}/{file}"
    let wrong = Run(
      "new", "registry", "example", "--artifact-url", "https://x.example/", "-C", git.path)
    #expect(wrong.code == 1 && wrong.errors.contains("[url]"), "\(wrong.errors)")
    let new = Run("new", "registry", "example", "--artifact-url", template, "-C", git.path)
    #expect(new.code == 0, "\(new.errors)")
    let text = try String(contentsOfFile: git.path + "/index/registry.json", encoding: .utf8)
    #expect(text.contains("\"artifactURL\": \"\(template)\""))
    #expect(Run("check", "--worktree", "-C", git.path).output.isEmpty)
  }

  @Test func saysWhoIsMissing() throws {
    let git = try GitFixture()
    let none = Run("new", "registry", "example", "-C", git.path)
    #expect(none.errors.contains("nobody runs the registry yet: cairn -C \(git.path) new identity"))
    let other = try GitFixture()
    let one = Run("new", "registry", "example", "--operations", "ada", "-C", other.path)
    #expect(one.errors.contains("without an account no forge knows ada: add one"))
  }

  @Test func saysWhatToDoAboutASecondRegistry() throws {
    let git = try SampleRegistry.fixture()
    let run = Run("new", "registry", "other", "-C", git.path)
    #expect(run.errors.contains("edit it to change the registry's settings"), "\(run.errors)")
  }

  @Test(arguments: [
    (["package", "Acme/x", "--owner", "ada"], "did you mean acme?"),
    (["package", "acne/x", "--owner", "ada"], "did you mean acme?"),
    (["package", "acme/x", "--owner", "Ada"], "did you mean ada?"),
    (["project", "zed", "--admin", "adda"], "did you mean ada?"),
  ])
  func suggestsTheNameThatIsThere(_ words: [String], _ message: String) throws {
    let git = try SampleRegistry.fixture()
    let run = Run(words: ["new"] + words + ["-C", git.path])
    #expect(run.code == 1)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func anAccountIsOfOneIdentity() throws {
    let git = try SampleRegistry.fixture()
    let words = ["new", "identity", "-C", git.path]
    #expect(Run(words: words + ["bob", "--account", "github:7/bob"]).code == 0)
    let before = try Tree(git.path)
    for account in ["github:7", "github:7/other", "github:BOB"] {
      let run = Run(words: words + ["eve", "--account", account])
      #expect(run.code == 1, "\(account)")
      #expect(run.errors.contains("belongs to another identity already [account]"), "\(run.errors)")
      #expect(try Tree(git.path) == before)
    }
    #expect(Run(words: words + ["eve", "--account", "gitlab:7/bob"]).code == 0)
  }

  @Test func warnsOfALoginWithoutANumber() throws {
    let git = try SampleRegistry.fixture()
    let words = ["new", "identity", "-C", git.path]
    let login = Run(words: words + ["bob", "--account", "github:bob"])
    #expect(login.code == 0)
    #expect(login.errors.contains("warning: github:bob is a login alone"), "\(login.errors)")
    #expect(login.errors.contains("give the number, as github:NUMBER/bob\n"))
    for accounts in [["github:8/eve"], ["github:9"], ["github:10", "github:ed"]] {
      let run = Run(
        words: words + ["x\(accounts[0].suffix(1))"] + accounts.flatMap { ["--account", $0] })
      #expect(run.code == 0 && !run.errors.contains("warning"), "\(run.errors)")
    }
    let empty = try GitFixture()
    let begin = ["init", "example", "--operations", "ada", "-C", empty.path]
    #expect(
      Run(words: begin + ["--account", "github:ada"]).errors.contains("github:NUMBER/ada"))
    let missing = Run("new", "package", "acme/x", "--owner", "zoe", "-C", git.path)
    #expect(missing.errors.contains("--account github:NUMBER/LOGIN"), "\(missing.errors)")
  }

  @Test(arguments: [["init"], ["new", "registry"]])
  func theAddressOfASiteEndsInASlash(_ command: [String]) throws {
    let git = try GitFixture()
    let before = try Tree(git.path)
    let run = Run(
      words: command + ["example", "-C", git.path, "--base-url", "https://r.example.org"])
    #expect(run.code == 64)
    #expect(run.errors.contains("a / at its end, as in https://r.example.org/"), "\(run.errors)")
    #expect(try Tree(git.path) == before)
  }

  @Test func knowsTheForges() throws {
    let git = try SampleRegistry.fixture()
    let near = Run("new", "identity", "bob", "--account", "gitub:bob", "-C", git.path)
    #expect(near.code == 64)
    #expect(near.errors.contains("did you mean github:bob?"), "\(near.errors)")
    let other = Run("new", "identity", "bob", "--account", "sourcehut:bob", "-C", git.path)
    #expect(other.code == 0, "\(other.errors)")
    #expect(other.errors.contains("sourcehut is none of the forges that are known here"))
  }

  @Test func tellsHowToMakeARepository() throws {
    let folder = try TemporaryFolder()
    let new = Run("new", "registry", "example", "-C", folder.path)
    #expect(new.code == 66)
    #expect(new.errors.contains("git init"))
  }

  @Test func refusesABareRepository() throws {
    let git = try GitFixture(bare: true)
    let new = Run("new", "registry", "example", "-C", git.path)
    #expect(new.code == 66)
    #expect(new.errors.contains("bare repository"))
  }

  @Test func growsARegistryThatPassesTheCheck() throws {
    let git = try GitFixture()
    let key =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ+0/PhJaE2Ey83+cqH0k5iAKNY3nNN2N4d4xI1NQ3gK ada\n"
    try git.folder.write(key, to: "ada.pub")
    let steps: [Run] = [
      Run("new", "registry", "example", "--operations", "ada", "-C", git.path),
      Run(
        "new", "identity", "dave", "--account", "github:3", "--account", "github:dave", "--key",
        git.folder.path(of: "ada.pub"), "-C", git.path),
      Run("new", "project", "acme", "--admin", "dave", "--admin", "ada", "-C", git.path),
      Run(
        "new", "package", "acme/libfoo", "--owner", "dave", "--description", "Parses\nfoo.",
        "--license", "Apache-2.0", "--repository", "https://example.org/git", "-C", git.path),
      Run("new", "package-index", "stable", "--owner", "dave", "-C", git.path),
    ]
    for step in steps { #expect(step.code == 0, "\(step.errors)") }
    #expect(Run("check", "--worktree", "-C", git.path).output.isEmpty)
    #expect(Run("format", "--check", "-C", git.path).code == 0)
    let dave = try String(contentsOfFile: git.path + "/index/identities/dave.json", encoding: .utf8)
    #expect(dave.contains("\"login\": \"dave\",\n        \"id\": 3\n"))
  }

  @Test func neverTakesThePlaceOfAFile() throws {
    let git = try SampleRegistry.fixture()
    let before = try Tree(git.path)
    let runs = [
      Run("new", "registry", "other", "-C", git.path),
      Run("new", "project", "acme", "-C", git.path),
      Run("new", "identity", "ada", "-C", git.path),
      Run("new", "package", "acme/libfoo", "--owner", "ada", "-C", git.path),
    ]
    for run in runs {
      #expect(run.code == 73)
      #expect(run.errors.contains("is there already"))
    }
    #expect(try Tree(git.path) == before)
  }

  @Test(arguments: [
    (["project", "x..y"], "found `..` at byte 2 of the name"),
    (["project", "latest"], "is a word of the site's layout"),
    (["identity", "roles"], "is a word of the site's layout"),
    (["identity", "con"], "is a device on Windows"),
    (["package", "acme/1.0.0", "--owner", "ada"], "reads as a version"),
    (["package", "acme", "--owner", "ada"], "expected two names with one slash"),
    (["package", "../x", "--owner", "ada"], "the project: found `..` at byte 1"),
    (["package-index", "default", "--owner", "ada"], "is a word of the site's layout"),
    (["project", "zed", "--admin", "-"], "is no name for an identity"),
  ])
  func refusesNamesInTheWordsOfTheRules(_ words: [String], _ message: String) throws {
    let git = try SampleRegistry.fixture()
    let before = try Tree(git.path)
    let run = Run(words: ["new"] + words + ["-C", git.path])
    #expect(run.code == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try Tree(git.path) == before)
  }

  @Test(arguments: [
    (["project", "Acme"], "folds to"),
    (["project", "zed", "--admin", "bob"], "there is no identity bob"),
    (["package", "zed/a", "--owner", "ada"], "there is no project zed"),
    (["package", "acme/a", "--owner", "bob"], "there is no identity bob"),
    (["package", "acme/a", "--owner", "ada", "--homepage", "http://x"], "is not an https URL"),
    (
      ["package", "acme/a", "--owner", "ada", "--title", "a\nb"],
      "a line break in a text of one line"
    ),
  ])
  func refusesWhatWouldBreakARule(_ words: [String], _ message: String) throws {
    let git = try SampleRegistry.fixture()
    let before = try Tree(git.path)
    let run = Run(words: ["new"] + words + ["-C", git.path])
    #expect(run.code == 1)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(try Tree(git.path) == before)
  }

  @Test func answersInJSON() throws {
    let git = try SampleRegistry.fixture()
    let run = Run("new", "project", "zed", "--json", "-C", git.path)
    #expect(
      run.output == """
        {
          "schema": "schema/v1/new.schema.json",
          "files": [
            "index/projects/zed.json"
          ]
        }

        """)
  }
}
