import GitStore
import IndexModel
import TestSupport
import Testing

@Suite struct ComparisonTests {
  @Test func opensOnlyTheFoldersThatDiffer() throws {
    let git = try GitFixture()
    var files: [String: String] = [:]
    for project in 0..<20 {
      for package in 0..<5 { files["packages/\(project)/\(package).json"] = "\(package)" }
    }
    let before = try git.commit(files)
    let after = try git.commit(["packages/7/3.json": "changed"])
    let repository = try GitRepository.open(at: git.path)
    let old = CountingSnapshot(try repository.snapshot(of: before))
    let new = CountingSnapshot(try repository.snapshot(of: after))
    let changes = try TreeChange.between(old, new)
    #expect(changes.map(\.path) == ["packages/7/3.json"])
    #expect(old.listed == 3)
    #expect(new.listed == 3)
    #expect(old.read + new.read == 0)
    #expect(try TreeChange.between(new, new).isEmpty)
    #expect(new.listed == 3)
  }

  @Test func agreesWithGitAboutAFileThatBecomesAFolder() throws {
    let git = try GitFixture()
    let before = try git.commit(["a": "file", "b/x": "1", "b.json": "2", "c": "3"])
    let after = try git.commit(
      ["b.json": "22", "d": "3"], removing: ["a", "b", "c"])
    let third = try git.commit(["a/x": "1", "b": "file"])
    let repository = try GitRepository.open(at: git.path)
    for (old, new) in [(before, after), (after, third), (before, third), (third, before)] {
      let changes = try TreeChange.between(
        repository.snapshot(of: old), repository.snapshot(of: new))
      let expected = try git.git(
        "diff-tree", "-r", "--no-renames", "--name-only", old.hex, new.hex)
      let paths = expected.split(separator: "\n").map { RepositoryPath(String($0)) }
      #expect(Set(changes.map(\.path)) == Set(paths))
      #expect(changes.map(\.path) == changes.map(\.path).sorted())
    }
  }
}
