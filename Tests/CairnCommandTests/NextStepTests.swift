import Foundation
import TestSupport
import Testing

/// What commands say of where they wrote and of what comes next can be pasted where they ran.
@Suite struct NextStepTests {
  private let url = [
    "--url", "https://x.example/a.tgz", "--sha256", String(repeating: "5", count: 64),
  ]

  @Test func pathsAreThoseOfTheFolderThatTheCommandRanIn() throws {
    let git = try SampleRegistry.fixture()
    let folder = git.path + "/packages/acme"
    let new = Run("new", "package", "acme/zzz", "--owner", "ada", "-C", folder)
    #expect(new.output == "wrote zzz.json\n")
    #expect(
      new.errors
        == "next: cairn -C \(folder) release acme/zzz VERSION --file PATH, or commit what is there: "
        + "git -C \(folder) add zzz.json && git -C \(folder) commit -m 'Add acme/zzz'\n")
    let release = Run(words: ["release", "acme/zzz", "1.0.0", "-C", folder] + url)
    #expect(release.output.hasPrefix("zzz.json: acme/zzz 1.0.0"))
    #expect(release.errors.contains("git -C \(folder) add zzz.json && git -C \(folder) commit"))
    _ = try git.git(["-C", folder, "add", "zzz.json"])
    #expect(
      Run("new", "project", "zed", "-C", folder).output == "wrote ../../index/projects/zed.json\n")
  }

  /// Runs what comes behind `next:`, from the first `git` on, as a shell would.
  private func follow(_ run: Run, in git: GitFixture) throws {
    let start = try #require(run.errors.firstRange(of: "git -C "))
    let line = run.errors[start.lowerBound...].prefix { $0 != "\n" }
    let end = try #require(line.range(of: "commit -m '[^']*'", options: .regularExpression))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", String(line[..<end.upperBound]).replacing("commit", with: "commit --quiet"),
    ]
    shell.environment = [
      "PATH": "/usr/bin:/bin", "HOME": git.folder.path, "GIT_AUTHOR_NAME": "a",
      "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
      "GIT_COMMITTER_EMAIL": "a@example.org",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0, "\(line)")
  }

  /// What was written before and not committed is needed, too.
  @Test(arguments: [
    ["release", "zed/tool", "1.0.0"], ["new", "package", "zed/other", "--owner", "bob"],
    ["new", "project", "zoo", "--admin", "bob"],
    ["new", "identity", "eve", "--account", "github:8/e"],
    ["new", "package-index", "world", "--owner", "bob"],
  ])
  func followingTheNextStepLeavesNothingUncommitted(_ words: [String]) throws {
    let git = try SampleRegistry.fixture()
    for words in [
      ["identity", "bob", "--account", "github:7/bob"], ["project", "zed", "--admin", "bob"],
      ["package", "zed/tool", "--owner", "bob"],
    ] {
      #expect(Run(words: ["new", "-C", git.path] + words).code == 0)
    }
    let run = Run(words: ["-C", git.path] + words + (words[0] == "release" ? url : []))
    #expect(run.code == 0, "\(run.errors)")
    try follow(run, in: git)
    #expect(try git.git("status", "--porcelain") == "")
    let check = Run("check", "-C", git.path)
    #expect(check.code == 0, "\(check.output)")
  }

  @Test func nothingIsToBeCommittedOfWhatWasTakenBack() throws {
    let git = try SampleRegistry.fixture()
    let words = ["deprecate", "acme/libfoo@1.0.0", "-C", git.path]
    #expect(Run(words: words + ["--message", "Slow."]).errors.contains("git -C"))
    let undo = Run(words: words + ["--undo"])
    #expect(undo.code == 0)
    #expect(
      undo.errors == "packages/acme/libfoo.json is as in HEAD again: there is nothing to commit\n")
  }

  @Test func aFolderWithABlankIsQuoted() throws {
    let git = try SampleRegistry.fixture()
    try git.write("", to: "it's here/x")
    let new = Run("new", "project", "zed", "-C", git.path + "/it's here")
    #expect(new.errors.contains("cairn -C '\(git.path)/it'\\''s here' new package zed/PACKAGE"))
  }

  @Test func aRegistryBegunInASubfolderStandsAtTheRoot() throws {
    let git = try GitFixture()
    try git.write("", to: "deep/down/x")
    let new = Run(
      "new", "registry", "example", "--operations", "ada", "-C", git.path + "/deep/down")
    #expect(new.code == 0, "\(new.errors)")
    #expect(new.output.hasPrefix("wrote ../../index/registry.json\n"))
    #expect(new.errors.contains("the registry stands at the root of the repository: "))
  }

  @Test func aReleaseIsDatedWhenItIsMade() throws {
    let git = try SampleRegistry.fixture()
    let run = Run(words: ["release", "acme/libfoo", "2.0.0", "-C", git.path] + url)
    #expect(run.code == 0, "\(run.errors)")
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    #expect(run.output.contains("\"published\": \"\(year)-"), "\(run.output)")
    // A commit after it is later than it.
    try git.git(["commit", "-qam", "Release"], time: Int64(Date().timeIntervalSince1970) + 1)
    #expect(Run("check", "-C", git.path).code == 0)
  }

  @Test func aReleaseThatIsNotCommittedCanBeTakenBack() throws {
    let git = try SampleRegistry.fixture()
    let words = ["release", "acme/libfoo", "2.0.0", "-C", git.path] + url
    #expect(Run(words: words).code == 0)
    let again = Run(words: words)
    #expect(again.code == 1)
    #expect(!again.errors.contains("never free again"))
    #expect(
      again.errors.contains(
        "it is not committed yet: edit it, or git -C \(git.path) checkout HEAD -- "
          + "packages/acme/libfoo.json"), "\(again.errors)")
    try git.git(["commit", "-qam", "Release"], time: Int64(Date().timeIntervalSince1970) + 1)
    #expect(Run(words: words).errors.contains("never free again"))
  }

  @Test func aReleaseOfAPackageThatIsNotCommittedIsEdited() throws {
    let git = try SampleRegistry.fixture()
    #expect(Run("new", "package", "acme/zzz", "--owner", "ada", "-C", git.path).code == 0)
    let words = ["release", "acme/zzz", "2.0.0", "-C", git.path] + url
    #expect(Run(words: words).code == 0)
    #expect(
      Run(words: words).errors.contains(
        "it is not committed yet: edit packages/acme/zzz.json"))
  }
}
