import TestSupport
import Testing

@Suite struct UncommittedTests {
  @Test func aPersonIsToldThatFilesAreNotAsInTheCommit() throws {
    let fixture = try SampleRegistry.fixture()
    #expect(!Run("check", "-C", fixture.path, onTerminal: true).errors.contains("--worktree"))
    try fixture.write("{}", to: "packages/acme/new.json")
    #expect(Run("check", "-C", fixture.path, onTerminal: true).errors.contains("--worktree"))
    #expect(!Run("check", "-C", fixture.path).errors.contains("--worktree"))
    #expect(
      !Run("check", "-C", fixture.path, "--quiet", onTerminal: true).errors.contains("--worktree"))
    #expect(
      !Run("check", "-C", fixture.path, "--rev", "main", onTerminal: true).errors.contains(
        "--worktree"))
  }
}
