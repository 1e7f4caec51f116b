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

    /// A machine that has nothing, on which the workflow runs.
    struct Machine {
      let forge: FakeForge
      private let name = "machine\(UInt64.random(in: 0...UInt64.max))"

      init(_ forge: FakeForge) throws {
        self.forge = forge
        try FileManager.default.createDirectory(
          atPath: forge.folder.path(of: name), withIntermediateDirectories: true)
      }

      func run(_ script: String, _ environment: [String: String] = [:]) throws -> Program {
        let base = [
          "GITHUB_SERVER_URL": forge.folder.path,
          "GITHUB_OUTPUT": forge.folder.path(of: name + ".out"),
        ]
        return try forge.run(
          script, in: forge.folder.path(of: name), base.merging(environment) { _, new in new })
      }

      func bytes(of file: String) throws -> [UInt8] { try forge.folder.read("\(name)/\(file)") }

      var old: String {
        get throws {
          let text = String(decoding: try forge.folder.read(name + ".out"), as: UTF8.self)
          return String(text.dropFirst("old=".count).prefix { $0 != "\n" })
        }
      }
    }

    /// Gets ready to push.
    func built(rewrite: String = "") throws -> (machine: Machine, last: Program) {
      let machine = try Machine(forge)
      for script in [GitHub.fetch, Scripts.fetchSite("pages")] {
        let run = try machine.run(script)
        try #require(run.status == 0, "\(run.output)")
      }
      return (machine, try machine.run(Scripts.buildSite("--branch pages"), ["REWRITE": rewrite]))
    }

    func publish(rewrite: String = "") throws -> Program {
      let (machine, run) = try built(rewrite: rewrite)
      guard run.status == 0 else { return run }
      return try machine.run(Scripts.pushSite("pages"), ["OLD": try machine.old])
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

  @Test func whoWasOvertakenDoesNotPush() throws {
    let world = try World()
    try world.push(note: "first")
    let (slow, _) = try world.built()
    try world.push(note: "second")
    #expect(try world.publish().status == 0)
    let overtaken = try slow.run(Scripts.pushSite("pages"), ["OLD": try slow.old])
    #expect(overtaken.status != 0 && overtaken.output.contains("stale info"))
    let (next, _) = try world.built()
    #expect(try next.run(Scripts.pushSite("pages"), ["OLD": try next.old]).status == 0)
  }

  @Test func whatSomebodyDidToTheBranchDoesNotStay() throws {
    let world = try World()
    try world.push(note: "first")
    #expect(try world.publish().status == 0)
    let clone = world.forge.folder.path(of: "clone")
    try world.git("clone", "--quiet", "--branch", "pages", world.remote, clone)
    let place = "clone/packages/acme/libfoo.json"
    let text = String(decoding: try world.forge.folder.read(place), as: UTF8.self)
    try world.forge.folder.write(text.replacingOccurrences(of: "lucy", with: "evil"), to: place)
    try world.git(
      "-C", clone, "-c", "user.name=x", "-c", "user.email=x", "add", "--all")
    try world.git(
      "-C", clone, "-c", "user.name=x", "-c", "user.email=x", "commit", "--quiet", "-m", "x")
    try world.git("-C", clone, "push", "--quiet", "origin", "pages")
    let run = try world.publish()
    #expect(run.status == 0, "\(run.output)")
    #expect(try world.published("packages/acme/libfoo.json") == text)
  }

  /// The job that keeps the site has nothing but what the one that builds it left.
  @Test func gitHubKeepsTheBranchThatWasBuilt() throws {
    let world = try World()
    try world.push(note: "first")
    let builder = try World.Machine(world.forge)
    for script in [
      GitHub.fetch, Scripts.fetchSite("cairn-site"), Scripts.buildSite("--branch cairn-site"),
      "git bundle create --quiet site.bundle refs/heads/cairn-site && python3 -m zipfile -c site.zip site.bundle",
    ] {
      let run = try builder.run(script, ["REWRITE": ""])
      try #require(run.status == 0, "\(run.output)")
    }
    try world.forge.answer(
      "GET repos/acme/registry/actions/runs/9/artifacts?name=cairn-site",
      """
      {"artifacts": [{"id": 4, "expired": false, "created_at": "2026-01-01T00:00:00Z"},
       {"id": 5, "expired": false, "created_at": "2026-01-01T00:10:00Z"}]}
      """)
    try world.forge.answer(
      "GET repos/acme/registry/actions/artifacts/5/zip", try builder.bytes(of: "site.zip"))
    let keeper = try World.Machine(world.forge)
    let run = try keeper.run(GitHub.keep, ["RUN": "9", "OLD": ""])
    #expect(run.status == 0, "\(run.output)")
    let kept = try world.git("-C", world.remote, "show", "cairn-site:packages/acme/libfoo.json")
    #expect(kept.contains("first"))
  }
}
