import IndexModel
import TestSupport

/// A change of a real repository in which everything occurs that a report can speak of.
struct SampleChange {
  let git: GitFixture

  init() throws {
    git = try SampleRegistry.fixture([
      "index/identities/ada.json": VerdictCommandTests.identity("ada", 1),
      "index/identities/pat.json": VerdictCommandTests.identity("pat", 2),
    ])
    var revoked = SampleRegistry.release("1.1.0").replacing("\"current\"", with: "\"revoked\"")
    revoked = revoked.replacing(
      "\"published\"",
      with:
        #""revocation": { "reason": "broken", "message": "It says naïve nonsense." }, "published""#)
    try git.commit(
      [
        "packages/acme/libfoo.json": SampleRegistry.package(releases: [
          SampleRegistry.release("1.0.0", digit: "f"), revoked,
          SampleRegistry.release("1.2.0").replacing(
            "\"files\"", with: "\"flies\": \"é😀\", \"files\""),
        ]),
        "README.md": "Read @everyone\n",
      ], message: "Release 1.2.0")
  }

  func check(_ words: String...) -> Run {
    Run(
      words: [
        "check", "-C", git.path, "--base", "HEAD~1", "--head", "HEAD", "--actor", "github:2",
        "--now", "2026-02-01T00:00:00Z",
      ] + words)
  }
}
