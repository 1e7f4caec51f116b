import Foundation
import JSONText
import TestSupport
import Testing

/// What `check` says clients will see is what differs between the sites of base and head.
@Suite struct EffectsOfBuildsTests {
  @Test func releasesComeAndGoAsForetold() throws {
    let git = try SampleRegistry.fixture()
    let candidate = SampleRegistry.release("2.0.0-rc.1").replacing(
      "\"current\"", with: "\"candidate\"")
    var revoked = SampleRegistry.release("1.0.0").replacing("\"current\"", with: "\"revoked\"")
    revoked = revoked.replacing(
      "\"published\"", with: #""revocation": {"reason": "eol", "message": "old"}, "published""#)
    try git.commit([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        revoked, SampleRegistry.release("1.1.0"), SampleRegistry.release("1.2.0"), candidate,
      ])
    ])
    let before = try releases(git, "HEAD~1")
    let after = try releases(git, "HEAD")
    let run = Run("check", "-C", git.path, "--base", "HEAD~1", "--json")
    let answer = try JSONDocument.read(Array(run.output.utf8)).get()
    func paths(_ key: String) throws -> Set<String> {
      let list = try #require(answer.node(at: ["effects", .key(key)]))
      return Set(
        answer.elements(of: list).compactMap { item in
          answer.member("path", of: item).flatMap { answer.string($0) }
        })
    }
    let isLatest = { (path: String) in path.hasSuffix("/latest.json") }
    let (old, new) = (Set(before.keys), Set(after.keys))
    #expect(try paths("appearing") == new.subtracting(old).filter { !isLatest($0) })
    #expect(try paths("leaving") == old.subtracting(new).filter { !isLatest($0) })
    let moved = old.union(new).filter { isLatest($0) && before[$0] != after[$0] }
    #expect(try paths("latest") == moved)
    #expect(!moved.isEmpty)
  }

  /// The version of each document of a release, by path, on the site of a commit.
  private func releases(_ git: GitFixture, _ revision: String) throws -> [String: String] {
    let site = try TemporaryFolder("site")
    let run = Run("build", "-C", git.path, "--rev", revision, "--output", site.path(of: "public"))
    #expect(run.code == 0, "\(run.errors)")
    var versions: [String: String] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: site.path(of: "public"))!
    where path.hasSuffix(".json") && !path.hasPrefix("schema/") {
      let reading = JSONDocument.read(
        try site.read("public/\(path)"), limits: JSONLimits(depth: 128))
      guard let document = reading.document,
        document.node(at: ["kind"]).flatMap({ document.string($0) }) == "Release"
      else { continue }
      versions[path] = document.node(at: ["metadata", "version"]).flatMap { document.string($0) }
    }
    return versions
  }
}
