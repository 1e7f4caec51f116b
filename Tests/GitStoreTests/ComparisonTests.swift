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

  @Test func reportsAFolderThatIsTooDeepInsteadOfOpeningIt() throws {
    let git = try GitFixture()
    var tree = try git.rawTree([("100644", "file", git.blob("x"))])
    for _ in 0..<40 { tree = try git.rawTree([("40000", "d", tree)]) }
    let commit = try git.commit(tree: tree)
    let snapshot = try GitRepository.open(at: git.path).snapshot(of: commit)
    let changes = try TreeChange.between(nil, snapshot)
    #expect(changes.count == 1)
    #expect(changes.first?.new?.kind == .folder)
    #expect(changes.first?.path.components.count == TreeChange.deepestFolder + 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func endsInATreeThatUnfoldsWithoutEnd() throws {
    let git = try GitFixture()
    let tree = try git.treeBomb(levels: 6, width: 60)
    let repository = try GitRepository.open(at: git.path)
    let snapshot = try repository.snapshot(of: git.commit(tree: tree))
    let budget = TreeBudget(entries: 10_000)
    let error = #expect(throws: SnapshotError.self) {
      try TreeChange.between(nil, snapshot, budget: budget)
    }
    guard case .tooManyEntries(_, limit: 10_000) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(throws: SnapshotError.self) {
      try TreeChange.between(snapshot, smallTree(), budget: budget)
    }
    #expect(try TreeChange.between(snapshot, snapshot, budget: budget).isEmpty)
  }

  private func smallTree() throws -> GitSnapshot {
    let git = try GitFixture()
    return try GitRepository.open(at: git.path).snapshot(of: git.commit(["a": "x"]))
  }
}
