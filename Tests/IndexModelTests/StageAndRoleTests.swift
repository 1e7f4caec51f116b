import IndexModel
import Testing

@Suite struct StageAndRoleTests {
  @Test func releasesMoveForwardOnly() {
    let moves = Stage.allCases.flatMap { from in
      Stage.allCases.filter { from.canMove(to: $0) }.map { "\(from) → \($0)" }
    }
    #expect(moves == ["candidate → current", "candidate → revoked", "current → revoked"])
    #expect(Stage.allCases == Stage.allCases.sorted())
  }

  @Test func rolesAreOrderedByWhatTheyMay() {
    #expect(
      Role.allCases.sorted(by: >) == [
        .operations, .auditor, .admin, .owner, .author, .committer, .public,
      ])
    #expect(Role.allCases.allSatisfy { Role.operations.includes($0) })
    #expect(Role.allCases.filter { Role.auditor.includes($0) } == [.auditor, .public])
    #expect(Role.admin.includes(.author) && !Role.admin.includes(.auditor))
    #expect(!Role.author.includes(.owner) && Role.owner.includes(.committer))
    #expect(Role(rawValue: "Owner") == nil)
  }
}
