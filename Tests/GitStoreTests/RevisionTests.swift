import Foundation
import GitStore
import IndexModel
import TestSupport
import Testing

@Suite struct RevisionTests {
  @Test func resolvesBranchesTagsShortIDsAndAncestors() throws {
    let git = try GitFixture()
    let first = try git.commit(["a": "1"])
    let second = try git.commit(["a": "2"])
    let third = try git.commit(["a": "3"])
    try git.git("tag", "light", second.hex)
    try git.git("tag", "-a", "-m", "annotated", "heavy", second.hex)
    try git.git("tag", "-a", "-m", "twice", "heavier", "heavy")
    try git.git("branch", "side", first.hex)
    let repository = try GitRepository.open(at: git.path)
    #expect(try repository.resolve("HEAD") == third)
    #expect(try repository.resolve("@") == third)
    #expect(try repository.resolve("main") == third)
    #expect(try repository.resolve("refs/heads/main") == third)
    #expect(try repository.resolve("HEAD~2") == first)
    #expect(try repository.resolve("HEAD^") == second)
    #expect(try repository.resolve("light") == second)
    #expect(try repository.resolve("heavy") == second)
    #expect(try repository.resolve("heavier") == second)
    #expect(try repository.resolve("side") == first)
    #expect(try repository.resolve(first.hex) == first)
    #expect(try repository.resolve(String(first.hex.prefix(12))) == first)
  }

  @Test(arguments: ["HEAD", "@", "HEAD~1", "main", "refs/heads/main"])
  func saysThatABranchHasNoCommit(revision: String) throws {
    let git = try GitFixture()
    let repository = try GitRepository.open(at: git.path)
    #expect(throws: GitError.unbornBranch(revision: revision)) {
      try repository.resolve(revision)
    }
  }

  @Test(arguments: [
    "nothing", "v9", "HEAD~7", "0123456", "0123456789012345678901234567890123456789", "", "a..b",
    "HEAD^{/nothing}", "-x", "refs/heads/",
  ])
  func namesARevisionThatIsMissing(revision: String) throws {
    let git = try GitFixture()
    try git.commit(["a": "1"])
    let repository = try GitRepository.open(at: git.path)
    #expect(throws: GitError.unknownRevision(revision, .completeClone)) {
      try repository.resolve(revision)
    }
    #expect("\(GitError.unknownRevision("v9", .completeClone))".contains("'v9'"))
  }

  @Test func tellsAShallowCloneHowToGetTheRest() throws {
    let git = try GitFixture()
    for text in ["1", "2", "3"] { try git.commit(["a": text]) }
    let shallow = try git.shallowClone(depth: 2)
    let repository = try GitRepository.open(at: shallow.path)
    #expect(repository.isShallow)
    #expect(throws: GitError.unknownRevision("HEAD~2", .shallowClone)) {
      try repository.resolve("HEAD~2")
    }
    #expect("\(GitError.unknownRevision("x", .shallowClone))".contains("--unshallow"))
  }

  @Test func refusesTreesAndBlobs() throws {
    let git = try GitFixture()
    try git.commit(["a": "1"])
    try git.git("tag", "-a", "-m", "of a tree", "treetag", "HEAD^{tree}")
    let repository = try GitRepository.open(at: git.path)
    #expect(throws: GitError.notACommit(revision: "HEAD:a", kind: "blob")) {
      try repository.resolve("HEAD:a")
    }
    #expect(throws: GitError.notACommit(revision: "HEAD^{tree}", kind: "tree")) {
      try repository.resolve("HEAD^{tree}")
    }
    #expect(throws: GitError.notACommit(revision: "treetag", kind: "tree")) {
      try repository.resolve("treetag")
    }
  }

  @Test func refusesAShortIDThatFitsTwoObjects() throws {
    let git = try GitFixture()
    // Two blobs whose ids begin with the same four digits, found by trying.
    var seen: [Substring: String] = [:]
    var pair: (String, String)?
    for number in 0..<2_000 where pair == nil {
      let text = "\(number)"
      let prefix = try #require(Self.blobID(text)).prefix(4)
      if let other = seen[prefix] { pair = (other, text) }
      seen[prefix] = text
    }
    let (left, right) = try #require(pair)
    let id = try git.blob(left)
    _ = try git.blob(right)
    let short = String(id.hex.prefix(4))
    let repository = try GitRepository.open(at: git.path)
    #expect(throws: GitError.ambiguousRevision(short)) { try repository.resolve(short) }
  }

  /// The id of a small blob, by the same library that reads it.
  private static func blobID(_ text: String) -> String? {
    TestHash.blob(Array(text.utf8)).hex
  }

  @Test func saysThatACommitIsMissing() throws {
    let git = try GitFixture()
    let id = try git.commit(["a": "1"])
    try FileManager.default.removeItem(atPath: git.looseObject(id))
    let repository = try GitRepository.open(at: git.path)
    #expect(throws: GitError.missingObject(id, .completeClone)) { try repository.resolve("HEAD") }
    #expect(throws: GitError.missingObject(id, .completeClone)) { try repository.commit(id) }
  }

  @Test func saysThatACommitIsDamaged() throws {
    let git = try GitFixture()
    let id = try git.commit(["a": "1"])
    try git.damageLooseObject(id)
    let repository = try GitRepository.open(at: git.path)
    for revision in ["HEAD", "main", id.hex] {
      let error = #expect(throws: GitError.self) { try repository.resolve(revision) }
      guard case .damagedObject(id, _) = error else {
        Issue.record("\(revision): \(String(describing: error))")
        continue
      }
    }
  }
}
