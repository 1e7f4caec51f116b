import Foundation
import GitStore
import IndexModel
import Synchronization
import TestSupport
import Testing

@Suite struct WorktreeTests {
  private static let folders = ["index", "packages"]

  /// A committed registry with a file beside it.
  private func fixture() throws -> GitFixture {
    let git = try GitFixture()
    try git.commit([
      "README.md": "Read me", "index/registry.json": "{}", "packages/a/x.json": "x",
      "packages/a/x/notes.txt": "n", "packages/b/y.json": "y",
    ])
    return git
  }

  private func worktree(of git: GitFixture) throws -> WorktreeSnapshot {
    let repository = try GitRepository.open(at: git.path)
    let head = try repository.snapshot(of: repository.resolve("HEAD"))
    return try repository.worktree(Self.folders, over: head)
  }

  /// What git itself would commit, without touching the repository's own index.
  private func writeTree(_ git: GitFixture) throws -> ObjectID {
    try git.git("add", "--all", "--", "index", "packages")
    return try #require(ObjectID(hex: git.git("write-tree")))
  }

  private func paths(_ changes: [TreeChange]) -> [String] { changes.map(\.path.description) }

  @Test func anUnchangedCheckoutHasTheCommitsID() throws {
    let git = try fixture()
    #expect(try worktree(of: git).root == git.id("HEAD^{tree}"))
  }

  @Test func idsAreThoseOfGitWriteTree() throws {
    let git = try fixture()
    try git.write("changed", to: "packages/a/x.json")
    try git.write("new", to: "packages/a.json")
    try git.write("new", to: "packages/a-b/z.json")
    try git.write("", to: "packages/empty.json")
    try git.write([0xFF, 0x00, 0x0D, 0x0A], to: "packages/bytes")
    try git.write([UInt8](repeating: 7, count: 9 << 20), to: "packages/large")
    try FileManager.default.removeItem(atPath: git.path + "/packages/b")
    try FileManager.default.createSymbolicLink(
      atPath: git.path + "/packages/link", withDestinationPath: "../../outside")
    try FileManager.default.createDirectory(
      atPath: git.path + "/packages/nothing/here", withIntermediateDirectories: true)
    #expect(chmod(git.path + "/index/registry.json", 0o755) == 0)
    let worktree = try worktree(of: git)
    #expect(try worktree.root == writeTree(git))
    #expect(try worktree.entry(at: "index/registry.json")?.kind == .executable)
    #expect(try worktree.entry(at: "packages/link")?.kind == .symlink)
    #expect(try worktree.entry(at: "packages/nothing") == nil)
  }

  @Test func readsUncommittedFilesAndTheRestFromTheCommit() throws {
    let git = try fixture()
    try git.write("changed", to: "packages/a/x.json")
    try git.write("changed too", to: "README.md")
    let worktree = try worktree(of: git)
    for (path, text) in [("packages/a/x.json", "changed"), ("README.md", "Read me")] {
      let file = try #require(try worktree.entry(at: RepositoryPath(path))).id
      #expect(try worktree.read(file) == Array(text.utf8))
      #expect(try worktree.size(of: file) == text.utf8.count)
    }
    let files = try worktree.allFiles()
    let all = Mutex([Int: Result<[UInt8], SnapshotError>]())
    worktree.readAll(files, limit: 6, workers: 2) { _, index, result in
      all.withLock { #expect($0.updateValue(result, forKey: index) == nil) }
    }
    for (index, file) in files.enumerated() {
      let bytes = try worktree.read(file)
      let expected: Result<[UInt8], SnapshotError> =
        bytes.count > 6 ? .failure(.tooLarge(file, size: bytes.count)) : .success(bytes)
      #expect(all.withLock { $0[index] } == expected)
    }
  }

  @Test func comparesWithACommitByOpeningOnlyWhatDiffers() throws {
    let git = try fixture()
    try git.write("changed", to: "packages/a/x.json")
    let repository = try GitRepository.open(at: git.path)
    let head = CountingSnapshot(try repository.snapshot(of: repository.resolve("HEAD")))
    let worktree = CountingSnapshot(try worktree(of: git))
    #expect(try paths(TreeChange.between(head, worktree)) == ["packages/a/x.json"])
    #expect(head.listed == 3)
    #expect(worktree.listed == 3)
  }

  @Test func leavesOutWhatAKilledCommandLeftUnlessItIsTracked() throws {
    let git = try fixture()
    let before = try worktree(of: git).root
    try git.write("half", to: "packages/a/.x.json.cairn-17")
    #expect(try worktree(of: git).root == before)
    try git.commit()
    #expect(try worktree(of: git).root != before)
  }

  @Test func leavesOutWhatGitIgnoresUnlessItIsTracked() throws {
    let git = try fixture()
    try git.write("kept", to: "packages/a/tracked.tmp")
    try git.write("kept", to: "packages/made/tracked.json")
    try git.commit()
    try git.write("*.tmp\nmade/\n", to: ".gitignore")
    try git.git("add", ".gitignore")
    try git.commit()
    try git.write("*.tmp\n!important.tmp\n", to: "packages/b/.gitignore")
    try git.write("secret.json\n", to: ".git/info/exclude")
    for ignored in ["a/new.tmp", "made/new.json", "secret.json"] {
      try git.write("x", to: "packages/" + ignored)
    }
    try git.write("x", to: "packages/b/important.tmp")
    let worktree = try worktree(of: git)
    let seen = try paths(TreeChange.between(nil, worktree)).filter { $0.hasPrefix("packages/") }
    #expect(
      seen == [
        "packages/a/tracked.tmp", "packages/a/x.json", "packages/a/x/notes.txt",
        "packages/b/.gitignore", "packages/b/important.tmp", "packages/b/y.json",
        "packages/made/tracked.json",
      ])
    #expect(try worktree.root == writeTree(git))
  }

  @Test func neverFollowsALinkOrWaitsForAPipe() throws {
    let git = try fixture()
    try git.folder.write("secret", to: "outside/secret.json")
    let inside = git.path + "/packages/"
    try FileManager.default.createSymbolicLink(
      atPath: inside + "folder", withDestinationPath: git.folder.path(of: "outside"))
    try FileManager.default.removeItem(atPath: git.path + "/index")
    try FileManager.default.createSymbolicLink(
      atPath: git.path + "/index", withDestinationPath: git.folder.path(of: "outside"))
    #expect(mkfifo(inside + "pipe.json", 0o644) == 0)
    let worktree = try worktree(of: git)
    let link = try #require(try worktree.entry(at: "packages/folder"))
    #expect(link.kind == .symlink)
    #expect(try worktree.read(link.id) == Array(git.folder.path(of: "outside").utf8))
    #expect(try worktree.entry(at: "index")?.kind == .symlink)
    #expect(try worktree.entry(at: "packages/pipe.json") == nil)
  }

  @Test func aFileThatChangedSinceItWasListedIsUnreadable() throws {
    let git = try fixture()
    let changes: [(before: String, after: String?)] = [
      ("same size", "SAME SIZE"), ("short", "longer by far"), ("gone", nil), ("", "not empty"),
    ]
    for (number, change) in changes.enumerated() {
      try git.write(change.before, to: "packages/\(number)")
    }
    let worktree = try worktree(of: git)
    for (number, change) in changes.enumerated() {
      if let after = change.after {
        try git.write(after, to: "packages/\(number)")
      } else {
        try FileManager.default.removeItem(atPath: git.path + "/packages/\(number)")
      }
    }
    for number in changes.indices {
      let file = try #require(try worktree.entry(at: RepositoryPath("packages/\(number)"))).id
      let detail = "'packages/\(number)' changed while it was being read"
      #expect(throws: SnapshotError.unreadable(file, detail: detail)) { try worktree.read(file) }
    }
  }

  @Test func asksTheIndexForTheModeWhereTheFileSystemHasNone() throws {
    let git = try fixture()
    try git.git("config", "core.fileMode", "false")
    try git.git("update-index", "--chmod=+x", "packages/b/y.json")
    #expect(chmod(git.path + "/packages/a/x.json", 0o755) == 0)
    let worktree = try worktree(of: git)
    #expect(try worktree.entry(at: "packages/b/y.json")?.kind == .executable)
    #expect(try worktree.entry(at: "packages/a/x.json")?.kind == .file)
    #expect(try worktree.root == writeTree(git))
  }

  @Test func aRepositoryWithinIsASubmodule() throws {
    let git = try fixture()
    let inner = try git.bareClone()
    try git.git("clone", "-q", inner.path, "packages/inner")
    try git.write("not a repository", to: "packages/odd/.git/x")
    try git.write("z", to: "packages/odd/z.json")
    let worktree = try worktree(of: git)
    let entry = try #require(try worktree.entry(at: "packages/inner"))
    #expect(entry.kind == .submodule)
    #expect(try entry.id == inner.id("HEAD"))
    #expect(try worktree.entry(at: "packages/odd/.git") == nil)
    #expect(try worktree.root == writeTree(git))
  }

  @Test func keepsNamesThatAreNotUTF8Apart() throws {
    let git = try fixture()
    for last: UInt8 in [0xFE, 0xFF] {
      let path = Array((git.path + "/packages/").utf8) + [last]
      let file = open(path.map(CChar.init(bitPattern:)) + [0], O_CREAT | O_WRONLY, 0o644)
      #expect(file >= 0)
      close(file)
    }
    let worktree = try worktree(of: git)
    let folder = try #require(try worktree.entry(at: "packages")).id
    #expect(try worktree.list(folder).suffix(2).map(\.name) == [[0xFE], [0xFF]])
    #expect(try worktree.root == writeTree(git))
  }

  @Test func worksBeforeTheFirstCommitAndInALinkedWorktree() throws {
    let new = try GitFixture()
    try new.write("{}", to: "index/registry.json")
    try new.write("{}", to: "packages/a/b.json")
    let snapshot = try GitRepository.open(at: new.path).worktree(Self.folders, over: nil)
    #expect(
      try paths(TreeChange.between(nil, snapshot)) == ["index/registry.json", "packages/a/b.json"])
    #expect(try snapshot.root == writeTree(new))

    let git = try fixture()
    let linked = try git.addWorktree()
    try linked.write("changed", to: "packages/a/x.json")
    #expect(try worktree(of: linked).root == writeTree(linked))
  }

  @Test func refusesABareRepository() throws {
    let git = try fixture()
    let bare = try git.bareClone()
    let repository = try GitRepository.open(at: bare.path)
    #expect(throws: GitError.noWorkTree(path: bare.path)) {
      try repository.worktree(Self.folders, over: nil)
    }
  }
}
