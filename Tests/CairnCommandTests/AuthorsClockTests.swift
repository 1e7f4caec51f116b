import IndexModel
import TestSupport
import Testing

/// The time of a commit is what its author's clock says, or whatever its author types.
@Suite struct AuthorsClockTests {
  struct Row: Sendable, CustomTestStringConvertible {
    /// The year of head's commit.
    let head: Int
    /// The year in which it is checked.
    let now: Int
    let published: Int
    let passes: Bool
    var testDescription: String { "\(published) by a head of \(head), in \(now)" }
  }

  static let rows = [
    Row(head: 2026, now: 2026, published: 2026, passes: true),
    Row(head: 2026, now: 2027, published: 2026, passes: true),
    Row(head: 2026, now: 2028, published: 2027, passes: false),
    Row(head: 2095, now: 2026, published: 2090, passes: false),
    Row(head: 2095, now: 2026, published: 2027, passes: false),
    Row(head: 2095, now: 2026, published: 2026, passes: true),
    Row(head: 2026, now: 2095, published: 2090, passes: false),
  ]

  /// The first second of a year.
  private static func time(_ year: Int) throws -> Timestamp {
    try Timestamp("\(year)-01-01T00:00:00Z")
  }

  /// A base, and a head of some time that brings a release published at another.
  private func fixture(head: Int, published: Int) throws -> GitFixture {
    let git = try SampleRegistry.fixture([
      "index/identities/ada.json": VerdictCommandTests.identity("ada", 1)
    ])
    let release = SampleRegistry.release("1.2.0").replacing(
      "2025-12-01T12:00:00Z", with: try Self.time(published).text)
    try git.commit(
      [
        "packages/acme/libfoo.json": SampleRegistry.package(releases: [
          SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"), release,
        ])
      ], time: try Self.time(head).seconds)
    return git
  }

  /// Were it otherwise, the registry could never be built again: what was published stays as it is.
  @Test(arguments: rows)
  func whatPassesIsBuiltOnceItIsMerged(_ row: Row) throws {
    let git = try fixture(head: row.head, published: row.published)
    let check = Run(
      "check", "-C", git.path, "--base", "HEAD~1", "--actor", "github:1", "--now",
      try Self.time(row.now).text)
    #expect(check.code == (row.passes ? 0 : 1), "\(check.output)")
    #expect(check.output.contains("[time-after-commit]") == !row.passes)
    guard row.passes else { return }
    let tree = try #require(ObjectID(hex: git.git("rev-parse", "HEAD^{tree}")))
    let merge = try git.commit(
      tree: tree, parents: [git.id("HEAD~1"), git.id("HEAD")],
      time: try Self.time(row.now).seconds)
    let build = Run(
      "build", "-C", git.path, "--rev", merge.hex, "--output", git.folder.path(of: "site"))
    #expect(build.code == 0, "\(build.errors)")
  }

  @Test func theClockIsAskedWhereNobodySaysWhatTimeItIs() throws {
    let git = try fixture(head: 2095, published: 2090)
    let check = Run("check", "-C", git.path, "--base", "HEAD~1", "--actor", "github:1")
    #expect(check.code == 1 && check.output.contains("[time-after-commit]"), "\(check.output)")
  }
}
