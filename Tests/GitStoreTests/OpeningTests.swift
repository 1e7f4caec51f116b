import Foundation
import GitStore
import IndexModel
import TestSupport
import Testing

@Suite struct OpeningTests {
  /// One file in one commit, read back through a repository that was opened somehow.
  private func expectReadable(
    _ path: String, discover: Bool = false, _ text: String = "{}",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let repository = try GitRepository.open(at: path, discover: discover)
    let snapshot = try repository.snapshot(of: repository.resolve("HEAD"))
    let entry = try #require(
      try snapshot.entry(at: "index/registry.json"), sourceLocation: sourceLocation)
    let bytes = try snapshot.read(entry.id)
    #expect(String(decoding: bytes, as: UTF8.self) == text, sourceLocation: sourceLocation)
  }

  private func fixture() throws -> GitFixture {
    let git = try GitFixture()
    try git.commit(["index/registry.json": "{}"])
    return git
  }

  @Test func opensACheckoutAndItsGitFolder() throws {
    let git = try fixture()
    try expectReadable(git.path)
    try expectReadable(git.path + "/.git")
    let repository = try GitRepository.open(at: git.path)
    #expect(repository.workFolder == git.path)
    #expect(repository.gitFolder == git.path + "/.git")
  }

  @Test func looksAboveOnlyWhenAsked() throws {
    let git = try fixture()
    try expectReadable(git.path + "/index", discover: true)
    #expect {
      try GitRepository.open(at: git.path + "/index")
    } throws: { error in
      guard case .notARepository(git.path + "/index", _) = error as? GitError else { return false }
      return true
    }
  }

  @Test func opensABareRepository() throws {
    let git = try fixture()
    let bare = try git.bareClone()
    try expectReadable(bare.path)
    #expect(try GitRepository.open(at: bare.path).workFolder == nil)
  }

  @Test func opensALinkedWorktree() throws {
    let git = try fixture()
    let linked = try git.addWorktree()
    try linked.commit(["index/registry.json": "[]"])
    try expectReadable(linked.path, "[]")
    try expectReadable(git.path, "{}")
    #expect(try GitRepository.open(at: linked.path).workFolder == linked.path)
  }

  @Test func opensALinkedWorktreeOfABareRepository() throws {
    let git = try fixture()
    let linked = try git.bareClone().addWorktree()
    try expectReadable(linked.path)
    #expect(try GitRepository.open(at: linked.path).workFolder == linked.path)
  }

  @Test func followsAGitFileThatPointsElsewhere() throws {
    let git = try fixture()
    let away = git.folder.path(of: "away.git")
    try FileManager.default.moveItem(atPath: git.path + "/.git", toPath: away)
    try git.write("gitdir: ../away.git\n", to: ".git")
    try expectReadable(git.path)
  }

  @Test func readsPackedReferences() throws {
    let git = try fixture()
    try git.git("tag", "v1")
    try git.git("pack-refs", "--all", "--prune")
    #expect(!FileManager.default.fileExists(atPath: git.path + "/.git/refs/heads/main"))
    try expectReadable(git.path)
    let repository = try GitRepository.open(at: git.path)
    #expect(try repository.resolve("v1") == git.id("HEAD"))
  }

  @Test func toleratesWorktreeConfiguration() throws {
    let git = try fixture()
    try git.git("config", "core.repositoryFormatVersion", "1")
    try git.git("config", "extensions.worktreeConfig", "true")
    try git.git("config", "--worktree", "core.sparseCheckout", "true")
    try expectReadable(git.path)
    try expectReadable(git.addWorktree().path)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a folder away"))
  func opensARepositoryOfAnotherUser() throws {
    let git = try fixture()
    let paths = try #require(FileManager.default.enumerator(atPath: git.path)).compactMap {
      ($0 as? String).map { git.path + "/" + $0 }
    }
    for path in [git.path] + paths { #expect(lchown(path, 65534, 65534) == 0) }
    try expectReadable(git.path)
  }

  @Test func saysThatACloneIsPartialAndReadsWhatItHas() throws {
    let git = try fixture()
    try git.git("config", "uploadpack.allowFilter", "true")
    let partial = try git.clone(["--no-local", "--filter=blob:none", "--no-checkout"], "partial")
    let repository = try GitRepository.open(at: partial.path)
    #expect(repository.isPartial)
    let snapshot = try repository.snapshot(of: repository.resolve("HEAD"))
    let entry = try #require(try snapshot.entry(at: "index/registry.json"))
    #expect(throws: SnapshotError.missing(entry.id)) { try snapshot.read(entry.id) }
    #expect(try !GitRepository.open(at: git.path).isPartial)
  }

  @Test func refusesSHA256ByName() throws {
    let git = try GitFixture(objectFormat: "sha256")
    let error = #expect(throws: GitError.self) { try GitRepository.open(at: git.path) }
    guard case .unsupportedRepository(git.path, let detail) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(detail.contains("sha256"))
  }

  @Test func refusesAnUnknownExtension() throws {
    let git = try fixture()
    try git.git("config", "core.repositoryFormatVersion", "1")
    try git.git("config", "extensions.refStorage", "reftable")
    let error = #expect(throws: GitError.self) { try GitRepository.open(at: git.path) }
    guard case .unsupportedRepository = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func neverCreatesARepository() throws {
    let folder = try TemporaryFolder()
    #expect(throws: GitError.self) { try GitRepository.open(at: folder.path) }
    #expect(throws: GitError.self) { try GitRepository.open(at: folder.path(of: "missing")) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
