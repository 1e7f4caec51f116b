import Foundation
import IndexModel
import TestSupport
import Testing

/// A build that brings the published site forward comes to the same bytes as one from nothing, whatever happened in
/// between.
@Suite struct IncrementalTests {
  /// Repeats a failed run: CAIRN_SEED=<seed>. `scripts/soak` sets CAIRN_HISTORIES for a long one.
  private static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["CAIRN_SEED"].flatMap(UInt64.init) { return [seed] }
    let count = environment["CAIRN_HISTORIES"].flatMap(Int.init) ?? 6
    return (0..<count).map { _ in .random(in: 0...UInt64.max) }
  }()

  @Test(arguments: seeds)
  func bringingASiteForwardEqualsBuildingFromNothing(seed: UInt64) throws {
    let history = try RandomHistory(seed: seed)
    var ways: Set<Bool> = []
    for step in 0..<8 {
      let event = try history.advance()
      let forward = history.build(into: "site")
      try #require(
        forward.code == 0, "CAIRN_SEED=\(seed), step \(step), \(event): \(forward.errors)")
      let fresh = history.build(into: "fresh-\(step)")
      try #require(fresh.code == 0, "\(fresh.errors)")
      let (site, expected) = (try history.tree("site"), try history.tree("fresh-\(step)"))
      let differences = site.differences(from: expected)
      #expect(
        differences.isEmpty,
        "CAIRN_SEED=\(seed), step \(step), \(event): \(differences.prefix(5).joined(separator: "\n"))"
      )
      guard differences.isEmpty else { return }
      try #require(
        history.buildBranch().code == 0, "CAIRN_SEED=\(seed), step \(step), \(event)")
      #expect(
        try history.branch() == expected, "the branch, CAIRN_SEED=\(seed), step \(step), \(event)")
      ways.insert(forward.output.contains(#""incremental": true"#))
    }
    try history.expectSound()
    #expect(ways.contains(true), "CAIRN_SEED=\(seed): nothing was ever brought forward")
  }

  @Test func buildingTheSameCommitAgainWritesNothing() throws {
    let fixture = try SampleRegistry.fixture()
    let site = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", site).code == 0)
    let before = try Tree(fixture.folder.path)
    let run = Run("build", "-C", fixture.path, "--output", site, "--json")
    #expect(run.output.contains(#""written": 0"#) && run.output.contains(#""incremental": true"#))
    #expect(try Tree(fixture.folder.path) == before)
  }

  /// What stands beside them is not looked at by each build.
  @Test func foldersOfTheSiteAreKnownAsSuch() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let registry = tests.appending(path: "../..").path
    let folder = try TemporaryFolder()
    let site = folder.path(of: "site")
    let run = Run("build", "-C", registry, "--worktree", "--output", site)
    try #require(run.code == 0, "\(run.errors)")
    for path in try Tree(site).files.keys {
      let parts = path.split(separator: "/")
      #expect(parts.count == 1 || SiteLayout.folders.contains(String(parts[0])), "\(path)")
    }
  }

  @Test func saysHowManyFilesTheSiteHas() throws {
    let fixture = try SampleRegistry.fixture()
    let site = fixture.folder.path(of: "site")
    for version in ["1.1.0", "1.2.0", "1.2.0"] {
      try fixture.commit([
        "packages/acme/libfoo.json": SampleRegistry.package(releases: [
          SampleRegistry.release("1.0.0"), SampleRegistry.release(version),
        ])
      ])
      let run = Run("build", "-C", fixture.path, "--output", site, "--json", "--allow-rewrite")
      // The snapshot does not list itself.
      let count = try Tree(site).files.values.count { !$0.isEmpty } - 1
      #expect(run.output.contains(#""total": \#(count),"#), "\(run.output)")
    }
  }

  /// What makes the published site one to start over from, and what is said about it.
  static let fresh: [(String, String, @Sendable (GitFixture) throws -> Void)] = [
    ("--full", "{", { _ in }),
    (
      "another version", "another version of Cairn made",
      { try edit($0, #""version": ""#, #""version": "0"#) }
    ),
    (
      "an unknown commit", "is not in this repository",
      { try edit($0, #""commit": "...."#, #""commit": "0000"#) }
    ),
    (
      "other options", "made with other options",
      { try edit($0, #""generation": "...."#, #""generation": "0000"#) }
    ),
    ("no commit", "does not name its commit", { try edit($0, #""commit":"#, #""kommit":"#) }),
    (
      "a rewritten history", "is not in this history",
      { fixture in
        let other = try fixture.commit(tree: fixture.id("HEAD^{tree}"), message: "Another")
        try fixture.git("reset", "--quiet", "--hard", other.hex)
      }
    ),
    (
      "an earlier time", "is dated before",
      { _ = try $0.commit([:], message: "Earlier", time: GitFixture.time - 1) }
    ),
    (
      "other settings", "settings have changed",
      { fixture in
        let path = "index/registry.json"
        let text = try #require(SampleRegistry.files[path])
        try fixture.commit([path: text.replacing(#""Example""#, with: #""Sample""#)])
      }
    ),
    (
      "a damaged list", "cannot be brought forward",
      { fixture in
        try fixture.folder.write("{}", to: "site/packages/acme/index.json")
        try fixture.commit([
          "packages/acme/libfoo.json": SampleRegistry.package(releases: [
            SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"),
            SampleRegistry.release("1.2.0"),
          ])
        ])
      }
    ),
  ]

  private static func edit(_ fixture: GitFixture, _ pattern: String, _ text: String) throws {
    let path = "site/index.json"
    let entry = String(decoding: try fixture.folder.read(path), as: UTF8.self)
    let range = try #require(entry.range(of: pattern, options: .regularExpression))
    try FileManager.default.removeItem(atPath: fixture.folder.path(of: path))
    try fixture.folder.write(entry.replacingCharacters(in: range, with: text), to: path)
  }

  @Test(arguments: fresh.map(\.0))
  func siteThatCannotBeBroughtForwardIsRenderedAnew(_ name: String) throws {
    let (_, words, change) = try #require(Self.fresh.first { $0.0 == name })
    let fixture = try SampleRegistry.fixture()
    func build(_ output: String, _ more: String...) -> Run {
      Run(
        words: ["build", "-C", fixture.path, "--output", fixture.folder.path(of: output), "--json"]
          + more)
    }
    #expect(build("site").code == 0)
    try fixture.commit([:], message: "Nothing")
    try change(fixture)
    let run = name == "--full" ? build("site", "--full") : build("site")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains(#""incremental": false"#))
    #expect((run.output + run.errors).contains(words), "\(run.errors)")
    #expect(build("fresh").code == 0)
    #expect(
      try Tree(fixture.folder.path(of: "site")) == Tree(fixture.folder.path(of: "fresh")))
  }

  /// What no change touches may be later than a commit whose clock went back.
  @Test func timeThatGoesBackIsRefusedAsByABuildFromNothing() throws {
    let fixture = try SampleRegistry.fixture()
    let site = fixture.folder.path(of: "site")
    let release = SampleRegistry.release("1.0.0").replacing("2025-12-01T12", with: "2026-01-01T00")
    try fixture.commit(["packages/acme/libfoo.json": SampleRegistry.package(releases: [release])])
    #expect(Run("build", "-C", fixture.path, "--output", site).code == 0)
    try fixture.commit([:], message: "Earlier", time: GitFixture.time - 1)
    for options in [[], ["--full"]] {
      let run = Run(words: ["build", "-C", fixture.path, "--output", site] + options)
      #expect(run.code == 1)
      #expect(run.errors.contains("time-after-commit"), "\(run.errors)")
    }
  }

  @Test func brokenIntegrityIsRefusedWhereOnlyTheChangeIsLookedAt() throws {
    let fixture = try SampleRegistry.fixture()
    let site = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", site).code == 0)
    let before = try Tree(site)
    try fixture.commit(["index/projects/zed.json": "{"])
    let run = Run("build", "-C", fixture.path, "--output", site)
    #expect(run.code == 1)
    #expect(run.errors.contains("index/projects/zed.json:1:2"))
    #expect(try Tree(site) == before)
  }
}

/// A repository with a history that goes on at random.
private final class RandomHistory {
  private let fixture: GitFixture
  private var registry: ChangingRegistry
  private var random: SeededGenerator
  private var settings = 0
  private var compresses: Bool

  init(seed: UInt64) throws {
    fixture = try GitFixture()
    random = SeededGenerator(seed: seed)
    registry = ChangingRegistry(seed: seed, breadth: 10)
    compresses = random.below(2) == 0
    try commit()
  }

  /// Builds the head as it is.
  func build(into folder: String) -> Run {
    build("--output", fixture.folder.path(of: folder))
  }

  /// Builds the head as it is into the branch `site`.
  func buildBranch() -> Run {
    build("--branch", "site")
  }

  private func build(_ option: String, _ place: String) -> Run {
    Run(
      words: ["build", "-C", fixture.path, option, place, "--json", "--allow-rewrite"]
        + (compresses ? ["--gzip"] : []))
  }

  func branch() throws -> Tree { try Tree(branch: "site", of: fixture) }

  func tree(_ folder: String) throws -> Tree { try Tree(fixture.folder.path(of: folder)) }

  func expectSound() throws { try fixture.git("fsck", "--connectivity-only", "--strict") }

  /// What happens next.
  func advance() throws -> String {
    switch random.below(12) {
    case 0:
      settings += 1
      try commit()
      return "other settings"
    case 1 where try Int(fixture.git("rev-list", "--first-parent", "--count", "HEAD")) ?? 0 > 3:
      try fixture.git("reset", "--quiet", "--hard", "HEAD~2")
      return "a reset"
    case 2:
      let base = try fixture.git("rev-parse", "HEAD")
      registry.advance()
      try commit()
      registry.advance()
      try commit()
      let merge = try fixture.git(
        "commit-tree", "HEAD^{tree}", "-p", base, "-p", "HEAD", "-m", "Merge")
      try fixture.git("reset", "--quiet", "--hard", merge)
      return "a merge"
    case 3:
      try? FileManager.default.removeItem(atPath: fixture.folder.path(of: ".site.cairn"))
      registry.advance()
      try commit()
      return "a lost spare tree"
    case 4:
      return "nothing"
    case 5:
      compresses.toggle()
      return "compressed copies: \(compresses)"
    default:
      for _ in 0...random.below(3) {
        registry.advance()
        try commit()
      }
      return "changes"
    }
  }

  private func commit() throws {
    for path in try fixture.git("ls-files").split(separator: "\n") {
      try FileManager.default.removeItem(atPath: "\(fixture.path)/\(path)")
    }
    var files = registry.files
    let path = "index/registry.json"
    files[path] = files[path]?.replacing("Example", with: "Example \(settings)")
    try fixture.commit(files)
  }
}

extension Tree {
  /// The paths at which two folders differ, and what stands there.
  fileprivate func differences(from other: Tree) -> [String] {
    func text(_ data: Data?) -> String {
      data.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
    }
    return Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
      .map { "\($0):\n\(text(files[$0]))\n---\n\(text(other.files[$0]))" }
  }
}
