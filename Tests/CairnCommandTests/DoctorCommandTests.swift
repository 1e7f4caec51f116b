import Foundation
import TestSupport
import Testing

@Suite struct DoctorCommandTests {
  /// A registry as `cairn init` makes it, committed, with nothing amiss.
  private func healthy() throws -> GitFixture {
    let git = try GitFixture()
    let commit = String(repeating: "c", count: 40)
    let run = Run(
      "init", "example", "--operations", "ada", "--account", "github:12/ada", "--forge", "github",
      "--base-url", "https://r.example.org/", "--cairn-source",
      "https://forge.example/cairn.git@\(commit)", "-C", git.path)
    #expect(run.code == 0, "\(run.errors)")
    try git.git("add", "-A")
    try git.git("commit", "-qm", "Begin")
    return git
  }

  private func commit(_ git: GitFixture) throws {
    try git.git("add", "-A")
    try git.git("commit", "-qm", "More")
  }

  @Test func aNewRegistryIsWell() throws {
    let git = try healthy()
    let run = Run("doctor", "-C", git.path)
    #expect(run.code == 0, "\(run.output)")
    #expect(
      run.output.split(separator: "\n").allSatisfy { $0.hasPrefix("ok: ") }, "\(run.output)")
    #expect(Run("doctor", "--quiet", "-C", git.path).output.isEmpty)
  }

  @Test func saysWhatIsMissingAltogether() throws {
    let folder = try TemporaryFolder()
    let none = Run("doctor", "-C", folder.path)
    #expect(none.code == 1 && none.output.hasPrefix("problem: there is no git repository here\n"))
    let git = try GitFixture()
    let empty = Run("doctor", "-C", git.path)
    #expect(empty.code == 1 && empty.output.contains("problem: there is no index/registry.json"))
  }

  @Test func findsAShallowClone() throws {
    let git = try healthy()
    try git.write("x", to: "x")
    try commit(git)
    let run = Run("doctor", "-C", try git.shallowClone(depth: 1).path)
    #expect(run.code == 1)
    #expect(
      run.output.contains("problem: the clone is shallow")
        && run.output.contains("fetch --unshallow"))
  }

  @Test func findsFilesThatABuildWouldNotSee() throws {
    let git = try healthy()
    try git.write("{}", to: "packages/acme/new.json")
    try git.write("x", to: "index/identities/x.json")
    try git.write("index/identities/x.json\n", to: ".git/info/exclude")
    try git.write("# Other\n/index/ @roles\n/packages/ @roles\n", to: "index/CODEOWNERS")
    let run = Run("doctor", "-C", git.path)
    #expect(run.code == 0)
    #expect(
      run.output.contains("advice: new to git, so a build of HEAD does not see it: packages/\n"))
    #expect(
      run.output.contains(
        "ignored by git, so a build of HEAD does not see it: index/identities/x.json\n"))
    #expect(
      run.output.contains(
        "changed and not committed, so a build of HEAD does not see it: index/CODEOWNERS\n"))
  }

  @Test func findsSettingsThatAlterBytes() throws {
    let git = try healthy()
    try git.git("config", "core.autocrlf", "true")
    // The attributes that init writes settle it.
    #expect(Run("doctor", "-C", git.path).code == 0)
    try git.write("*.json filter=lfs -text\n", to: ".gitattributes")
    let run = Run("doctor", "-C", git.path)
    #expect(run.code == 1)
    #expect(run.output.contains("problem: core.autocrlf is true"))
    #expect(run.output.contains("problem: .gitattributes has filter=lfs"))
  }

  @Test func findsASiteThatWouldBeCommitted() throws {
    let git = try healthy()
    try git.write("", to: ".gitignore")
    #expect(Run("doctor", "-C", git.path).output.contains("advice: git does not ignore public/"))
  }

  @Test func findsOperationsThatNoForgeKnows() throws {
    let git = try healthy()
    let path = git.path + "/index/identities/ada.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try git.write(
      text.replacingOccurrences(of: "\"github\"", with: "\"gitlab\""),
      to: "index/identities/ada.json")
    try commit(git)
    #expect(
      Run("doctor", "-C", git.path).output.contains(
        "problem: ada runs the registry without the number of an account at github"))
    let other = try GitFixture()
    _ = Run("init", "example", "--operations", "ada", "--account", "github:ada", "-C", other.path)
    try commit(other)
    #expect(
      Run("doctor", "-C", other.path).output.contains(
        "problem: ada runs the registry without the number of an account at any forge"))
  }

  @Test func findsOperationsWhoAreNobody() throws {
    let git = try healthy()
    let path = "index/identities/ada.json"
    try git.write("{", to: path)
    try commit(git)
    let unreadable = Run("doctor", "-C", git.path)
    #expect(unreadable.code == 1)
    #expect(
      unreadable.output.contains("problem: ada runs the registry, and \(path) cannot be read\n"),
      "\(unreadable.output)")
    try FileManager.default.removeItem(atPath: git.path + "/" + path)
    try commit(git)
    let missing = Run("doctor", "-C", git.path)
    #expect(missing.code == 1)
    #expect(
      missing.output.contains("problem: ada runs the registry, and there is no \(path)\n"),
      "\(missing.output)")
  }

  /// A project's own pipeline says nothing of cairn, and its forge is not the registry's.
  @Test func aForgeIsKnownByTheFilesOfCairn() throws {
    let git = try healthy()
    try git.write("test:\n  script: [make]\n", to: ".gitlab-ci.yml")
    try commit(git)
    let run = Run("doctor", "-C", git.path)
    #expect(run.code == 0 && !run.output.contains("gitlab"), "\(run.output)")
    let pipeline = Run("init", "--print", ".gitlab-ci.yml", "-C", git.path).output
    try git.write(pipeline, to: ".gitlab-ci.yml")
    try commit(git)
    #expect(
      Run("doctor", "-C", git.path).output.contains(
        "problem: .gitlab/cairn/people.sh is missing\n"))
  }

  @Test func findsWorkflowsThatAreNotThoseOfThisVersion() throws {
    let git = try healthy()
    let merge = ".github/workflows/cairn-merge.yml"
    try git.write("mine\n", to: merge)
    try FileManager.default.removeItem(atPath: git.path + "/.github/cairn/judge.sh")
    let run = Run("doctor", "-C", git.path)
    #expect(run.code == 1)
    #expect(run.output.contains("advice: \(merge) was edited, or is of another version of cairn\n"))
    #expect(run.output.contains("init --print \(merge) | diff \(merge) -\n"))
    #expect(run.output.contains("problem: .github/cairn/judge.sh is missing\n"))
    let none = try SampleRegistry.fixture()
    #expect(
      Run("doctor", "-C", none.path).output.contains("advice: there are no workflows of cairn here")
    )
  }

  @Test func findsASourceThatLeadsNowhereOrMoves() throws {
    let git = try healthy()
    try git.write(
      "CAIRN_SOURCE=https://example.org/cairn.git\nCAIRN_REF=v1\n", to: ".github/cairn/source.env")
    #expect(
      Run("doctor", "-C", git.path).output.contains("problem: .github/cairn/source.env still names")
    )
    try git.write(
      "CAIRN_SOURCE=https://x.example/c\nCAIRN_REF=v1\n", to: ".github/cairn/source.env")
    #expect(Run("doctor", "-C", git.path).output.contains("names cairn by v1, which can be moved"))
    try git.write("", to: ".github/cairn/source.env")
    #expect(
      Run("doctor", "-C", git.path).output.contains("does not say where workflows get cairn from"))
  }

  @Test(arguments: ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
  func findsOwnersThatOnlyTheForgeReads(_ path: String) throws {
    let git = try healthy()
    try git.write("* @ada\n", to: path)
    #expect(Run("doctor", "-C", git.path).output.contains("advice: \(path) is for the forge alone"))
  }

  @Test func comparesASiteWithTheLastCommit() throws {
    let git = try healthy()
    let site = git.path + "/public"
    #expect(Run("build", "-C", git.path, "--output", site).code == 0)
    let same = Run("doctor", "-C", git.path, "--site", site)
    #expect(same.code == 0 && same.output.contains("ok: \(site) is of the last commit\n"))
    try git.write("x", to: "x")
    try commit(git)
    let old = Run("doctor", "-C", git.path, "--site", site)
    #expect(old.code == 1 && old.output.contains("is not of the last commit here"))
  }

  @Test func answersInJSON() throws {
    let git = try GitFixture()
    let run = Run("doctor", "--json", "-C", git.path)
    let answer = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(answer?["schema"] as? String == "schema/v1/doctor.schema.json")
    let first = (answer?["findings"] as? [[String: String]])?.first
    #expect(first?["check"] == "registry" && first?["level"] == "problem" && first?["next"] != nil)
  }
}
