import Diagnostics
import Foundation
import GitStore
import IndexModel
import JSONText
import Registry
import Rules
import TestSupport
import Testing

@testable import HubImport

/// The bundle of a public hub that lies beside the project, where it does.
enum RealHub {
  static let bundle: String? = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = package.deletingLastPathComponent()
      .appendingPathComponent("shared/data/ndc-hub.bundle").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// A clone of it; it lives as long as the value.
  static func clone() throws -> GitFixture {
    let git = try GitFixture()
    try git.git("fetch", "--quiet", try #require(bundle), "main:hub")
    try git.git("symbolic-ref", "HEAD", "refs/heads/hub")
    return git
  }
}

@Suite(
  "A real hub",
  .enabled(if: RealHub.bundle != nil, "../shared/data/ndc-hub.bundle is not beside the project"))
struct RealHubTests {
  let git: GitFixture
  let hub: Import

  init() throws {
    git = try RealHub.clone()
    let source = try HubSource.open(at: git.path)
    hub = Import(git, source, try HubImport.run(source, into: [:], SmallHub.options))
  }

  @Test func takesEverythingOverButOneRelease() {
    #expect(hub.result.packages == 43)
    #expect(hub.result.releasesOfHub == 676)
    #expect(hub.result.releases == 675)
    #expect(hub.result.aliases == 10)
    #expect(
      hub.findings("import-folder-version").map(\.range.path.description) == [
        "registry/hasura/elasticsearch/releases/v1.1.1/connector-packaging.json"
      ])
  }

  @Test func findsItsIrregularities() {
    var counts: [String: Int] = [:]
    for finding in hub.result.findings { counts[finding.rule, default: 0] += 1 }
    #expect(
      counts == [
        "import-absent-file": 83, "import-alias-differs": 10, "import-commit-differs": 12,
        "import-email": 3, "import-folder-version": 1, "import-latest-version": 1,
        "import-missing": 25, "import-other-repository": 2, "import-packages": 6,
        "import-removed": 11, "import-rewritten": 127, "import-shared-artifact": 1,
        "import-shared-commit": 6, "import-short-hash": 108, "import-trailing-slash": 17,
        "import-version-list": 40,
      ])
    let known = Set(Rule.hubImport.map(\.id))
    #expect(known.isSuperset(of: counts.keys))
  }

  @Test func losesNothing() throws { try expectNothingLost(of: hub) }

  @Test func holdsEachReleaseWithTheTimeThatGitSays() throws {
    let repository = try GitFixture.holding(hub.result.files)
    let opened = try GitRepository.open(at: repository.path)
    let snapshot = try opened.snapshot(of: try opened.resolve("HEAD"))
    let lookup = Lookup(snapshot, context: try Context.read(snapshot))
    // An independent reading of the history: git's own log of added files, oldest first.
    let log = try git.git(
      "log", "--first-parent", "-m", "--no-renames", "--diff-filter=A", "--name-only", "--reverse",
      "--format=@%ct", "hub", "--", "registry")
    var arrivals: [String: Int64] = [:]
    var time: Int64 = 0
    for line in log.split(separator: "\n") {
      if line.hasPrefix("@") {
        time = try #require(Int64(line.dropFirst()))
      } else if arrivals[String(line)] == nil {
        arrivals[String(line)] = time
      }
    }
    var releases = 0
    for path in try git.git("ls-tree", "-r", "--name-only", "hub").split(separator: "\n") {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 6, parts[3] == "releases" else { continue }
      let id = try PackageID("\(parts[1])/\(parts[2])")
      let index = try #require(try lookup.versionIndex(id))
      let release = index.releases.first { "v\($0.version.text)" == parts[4] }
      guard path != "registry/hasura/elasticsearch/releases/v1.1.1/connector-packaging.json" else {
        #expect(release == nil)
        continue
      }
      releases += 1
      #expect(release?.published?.seconds == arrivals[String(path)], "\(path)")
      #expect(release?.archiveDigests.count == 1)
    }
    #expect(releases == 675)
  }

  @Test func passesTheCheckOfARegistry() throws {
    let findings = try GitFixture.holding(hub.result.files).check()
    // One digest stands for two versions of elasticsearch in the hub: kept, and warned of ever
    // after.
    #expect(Set(findings.map(\.rule)).isSubset(of: ["shared-digest"]))
    #expect(findings.allSatisfy { $0.severity == .warning })
  }

  @Test func comesOutTheSameEveryTime() throws {
    let source = try HubSource.open(at: git.path)
    let again = try HubImport.run(source, into: [:], SmallHub.options)
    #expect(again.files == hub.result.files)
    #expect(again.findings == hub.result.findings)
  }
}

extension Release {
  /// The archives that stand at a URL, with their digests.
  fileprivate var archiveDigests: [SHA256Digest] {
    files.compactMap { file in
      guard file.role == .archive, case .url(_, let digest) = file.location else { return nil }
      return digest
    }
  }
}
