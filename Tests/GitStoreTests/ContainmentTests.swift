import GitStore
import IndexModel
import TestSupport
import Testing

/// Whether one commit contains another, and how much of its line it misses.
@Suite struct ContainmentTests {
  private func missing(_ base: String, in head: String, of git: GitFixture) throws -> Int? {
    try GitRepository.open(at: git.path)
      .commits(of: git.id(base), missingIn: git.id(head))
  }

  /// main: 1 ─ 2 ─ 3; feat: 1 ─ a.
  private func forked(times: [Int64] = [0, 1, 2, 3]) throws -> GitFixture {
    let git = try GitFixture()
    let times = times.map { GitFixture.time + $0 }
    try git.commit(["a": "1"], time: times[0])
    try git.git("branch", "feat")
    try git.commit(["a": "2"], time: times[1])
    try git.commit(["a": "3"], time: times[2])
    try git.git("switch", "-q", "feat")
    try git.commit(["b": "1"], time: times[3])
    return git
  }

  /// Clocks in order, all the same, and wrong in every way.
  @Test(
    arguments: [
      [0, 1, 2, 3], [0, 0, 0, 0], [0, 5, 9, 1], [3, 2, 1, 0], [900_000, 0, 1, 2],
      [0, 1, 900_000, 2],
      [0, 1, 2, -900_000],
    ] as [[Int64]])
  func countsWhatABranchMisses(_ times: [Int64]) throws {
    let git = try forked(times: times)
    #expect(try missing("main", in: "feat", of: git) == 2)
    #expect(try missing("feat", in: "main", of: git) == 1)
    #expect(try missing("main~1", in: "feat", of: git) == 1)
    #expect(try missing("main~2", in: "feat", of: git) == 0)
    #expect(try missing("feat", in: "feat", of: git) == 0)
  }

  @Test func followsEveryParent() throws {
    let git = try forked()
    try git.git("merge", "-q", "--no-edit", "main")
    #expect(try missing("main", in: "feat", of: git) == 0)
    #expect(try missing("feat", in: "main", of: git) == 2)
  }

  @Test func anUnrelatedBranchMissesEverything() throws {
    let git = try forked()
    try git.git("switch", "-q", "--orphan", "other")
    try git.commit(["c": "1"])
    #expect(try missing("main", in: "other", of: git) == 3)
  }

  @Test func doesNotGuessInAShallowClone() throws {
    let git = try forked()
    try git.git("switch", "-q", "main")
    let shallow = try git.shallowClone(depth: 1)
    try shallow.git("fetch", "-q", "--depth=1", "origin", "feat:feat")
    #expect(try missing("main", in: "feat", of: shallow) == nil)
    #expect(try missing("main", in: "main", of: shallow) == 0)
  }

  @Test func aParentThatIsMissingIsNoAnswer() throws {
    let git = try forked()
    let absent = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    let id = try git.rawObject(
      "commit",
      "tree \(git.id("HEAD^{tree}").hex)\nparent \(absent.hex)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n"
        .utf8)
    #expect(try missing("main", in: id.hex, of: git) == nil)
  }

  @Test func readsLittleWhereTheForkIsNear() throws {
    let git = try GitFixture()
    for number in 0..<30 {
      try git.commit(["a": "\(number)"], time: GitFixture.time + Int64(number))
    }
    try git.git("branch", "feat", "HEAD~1")
    #expect(try missing("main", in: "feat", of: git) == 1)
    #expect(try missing("main~25", in: "main", of: git) == 0)
  }
}
