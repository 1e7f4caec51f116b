import Foundation
import TestSupport
import Testing

@testable import Skeleton

/// The workflow that publishes knows what was published before, though each run begins on a machine of its own.
@Suite struct PublishTests {
  /// A forge with a repository in a folder, and machines that publish it.
  private struct World {
    let forge: FakeForge
    var remote: String { forge.folder.path(of: "acme/registry") }

    init() throws {
      forge = try FakeForge()
      try forge.install()
      try git("init", "--quiet", "--bare", "--initial-branch", "main", remote)
    }

    @discardableResult
    func git(_ words: String...) throws -> String {
      let run = try Program("/usr/bin/env", ["git"] + words)
      try #require(run.status == 0, "\(words): \(run.output)")
      return run.output
    }

    /// Puts a registry with one release into the repository, whatever was there.
    func push(note: String) throws {
      let registry = try GitFixture.registry(
        releases: """
          {"version": "1.0.0", "stage": "current", "annotations": {"example.org/note": "\(note)"}}
          """)
      try git("-C", registry.path, "push", "--quiet", "--force", remote, "HEAD:refs/heads/main")
    }

    /// Publishes on a machine that has nothing.
    func publish(rewrite: String = "") throws -> Program {
      let work = "machine\(UInt64.random(in: 0...UInt64.max))"
      try FileManager.default.createDirectory(
        atPath: forge.folder.path(of: work), withIntermediateDirectories: true)
      var last: Program?
      for script in [
        GitHub.fetch, Forgejo.fetchSite, Scripts.build("--branch pages"), Forgejo.push,
      ] {
        let run = try forge.run(
          script, in: forge.folder.path(of: work),
          ["GITHUB_SERVER_URL": forge.folder.path, "REWRITE": rewrite])
        last = run
        guard run.status == 0 else { break }
      }
      return try #require(last)
    }

    func published(_ path: String) throws -> String {
      try git("-C", remote, "show", "pages:\(path)")
    }
  }

  @Test func whatWasPublishedIsNotAlteredUnlessThatIsMeant() throws {
    let world = try World()
    try world.push(note: "first")
    let first = try world.publish()
    #expect(first.status == 0, "\(first.output)")
    #expect(try world.published("packages/acme/libfoo.json").contains("first"))
    // The same again, and history that somebody replaced.
    #expect(try world.publish(rewrite: "false").status == 0)
    try world.push(note: "second")
    let refused = try world.publish(rewrite: "false")
    #expect(refused.status == 73, "\(refused.output)")
    #expect(try world.published("packages/acme/libfoo.json").contains("first"))
    let meant = try world.publish(rewrite: "true")
    #expect(meant.status == 0, "\(meant.output)")
    #expect(try world.published("packages/acme/libfoo.json").contains("second"))
  }
}
