import GitStore
import IndexModel
import TestSupport
import Testing

@Suite struct HistoryTests {
  @Test func readsACommit() throws {
    let git = try GitFixture()
    let first = try git.commit(["a": "1"])
    let id = try git.commit(
      ["a": "2"], message: "Subject\n\nBody\n\nCairn-Actor: github:4", time: 1_700_000_000)
    let commit = try GitRepository.open(at: git.path).commit(id)
    #expect(commit.id == id)
    #expect(try commit.tree == git.id("HEAD^{tree}"))
    #expect(commit.parents == [first])
    #expect(commit.author.name == "Ada")
    #expect(commit.author.email == "ada@example.org")
    #expect(commit.author.time == 1_700_000_000)
    #expect(commit.committer.name == "Carl")
    #expect(commit.committer.time == 1_700_000_000)
    #expect(commit.message == "Subject\n\nBody\n\nCairn-Actor: github:4\n")
  }

  @Test func readsPastHeadersItDoesNotKnow() throws {
    let git = try GitFixture()
    let tree = try git.rawTree([])
    let text = """
      tree \(tree)
      author A <B <a@example.org> 12 +0100
      committer  <> -5 -0000
      encoding latin1
      gpgsig -----BEGIN
       
       -----END

      parent of nothing
      """
    let id = try git.rawObject("commit", text.utf8)
    let commit = try GitRepository.open(at: git.path).commit(id)
    #expect(commit.author.name == "A")
    #expect(commit.author.email == "B <a@example.org")
    #expect(commit.committer.name == "")
    #expect(commit.committer.time == -5)
    #expect(commit.parents == [])
    #expect(commit.message == "parent of nothing")
  }

  @Test(arguments: [
    "", "tree 12\n", "tree TREE\nauthor A <a> 1 +0000\n\n", "author A <a> 1 +0000\ntree TREE\n",
    "tree TREE\nparent x\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n",
    "tree TREE\nauthor A <a>\ncommitter A <a> 1 +0000\n\n",
    "tree TREE\nauthor A 1 +0000\ncommitter A <a> 1 +0000\n\n",
    "tree TREE\nauthor A <a> 99999999999999999999 +0000\ncommitter A <a> 1 +0000\n\n",
  ])
  func refusesAMalformedCommit(text: String) throws {
    let git = try GitFixture()
    let tree = try git.rawTree([])
    let filled = String(
      text.split(separator: "TREE", omittingEmptySubsequences: false).joined(separator: tree.hex))
    let id = try git.rawObject("commit", filled.utf8)
    let error = #expect(throws: GitError.self) { try GitRepository.open(at: git.path).commit(id) }
    guard case .damagedObject(id, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// main: 1 ─ 2 ─ merge ─ 4, the merge's second parent on a side branch.
  private func merged() throws -> (git: GitFixture, main: [ObjectID]) {
    let git = try GitFixture()
    var main = [try git.commit(["a": "1"])]
    try git.git("switch", "-qc", "side")
    try git.commit(["side": "1"])
    try git.git("switch", "-q", "main")
    main.append(try git.commit(["a": "2"]))
    try git.git("merge", "-q", "--no-edit", "side")
    main.append(try git.id("HEAD"))
    main.append(try git.commit(["a": "4"]))
    return (git, main)
  }

  @Test func walksFirstParentsToTheRoot() throws {
    let (git, main) = try merged()
    let history = try GitRepository.open(at: git.path).firstParents(from: main[3])
    #expect(history.commits.map(\.id) == main.reversed())
    #expect(history.end == .root)
  }

  @Test func stopsBeforeACommitOrWhenToldTo() throws {
    let (git, main) = try merged()
    let repository = try GitRepository.open(at: git.path)
    let part = try repository.firstParents(from: main[3], until: main[1])
    #expect(part.commits.map(\.id) == [main[3], main[2]])
    #expect(part.end == .reached(main[1]))
    #expect(try repository.firstParents(from: main[1], until: main[1]).commits.isEmpty)
    let beside = try repository.firstParents(from: main[3], until: git.id("side"))
    #expect(beside.end == .root)
    var seen = 0
    let end = try repository.walkFirstParents(from: main[3]) { _ in
      seen += 1
      return seen < 2
    }
    #expect(end == .stopped)
    #expect(seen == 2)
  }

  @Test func tellsTheBoundaryOfAShallowCloneFromARoot() throws {
    let (git, main) = try merged()
    let shallow = try git.shallowClone(depth: 2)
    let linked = try shallow.addWorktree()
    for path in [shallow.path, linked.path] {
      let repository = try GitRepository.open(at: path)
      #expect(repository.isShallow)
      let history = try repository.firstParents(from: main[3])
      #expect(history.commits.map(\.id) == [main[3], main[2]])
      #expect(history.end == .shallow(main[2]))
      #expect(try repository.firstParents(from: main[3], until: main[2]).end == .reached(main[2]))
    }
    #expect(try !GitRepository.open(at: git.path).isShallow)
  }
}
