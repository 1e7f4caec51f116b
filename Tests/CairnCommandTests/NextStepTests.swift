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
    #expect(new.errors == "next: cairn -C \(folder) release acme/zzz VERSION --file PATH\n")
    let release = Run(words: ["release", "acme/zzz", "1.0.0", "-C", folder] + url)
    #expect(release.output.hasPrefix("zzz.json: acme/zzz 1.0.0"))
    #expect(release.errors.contains("git -C \(folder) add zzz.json && git -C \(folder) commit"))
    _ = try git.git(["-C", folder, "add", "zzz.json"])
    #expect(
      Run("new", "project", "zed", "-C", folder).output == "wrote ../../index/projects/zed.json\n")
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
