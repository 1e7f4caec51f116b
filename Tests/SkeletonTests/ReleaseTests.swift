import Foundation
import TestSupport
import Testing

@testable import Skeleton

/// The workflow of an author: a tag is what anybody with the right to push writes.
@Suite struct ReleaseTests {
  private func release(_ tag: String, of registry: GitFixture) throws -> (FakeForge, Program) {
    let forge = try FakeForge()
    try forge.install()
    try forge.answer(
      "GET https://forge.example/lucy/libfoo/releases/download/\(tag)/libfoo-\(tag.dropFirst()).tgz",
      "archive")
    let run = try forge.run(
      Publisher.release, [],
      [
        "GITHUB_REF_NAME": tag, "GITHUB_SERVER_URL": "https://forge.example",
        "GITHUB_REPOSITORY": "lucy/libfoo", "GITHUB_ACTOR": "lucy",
        "GITHUB_SHA": String(repeating: "a", count: 40), "REGISTRY": registry.path,
        "PACKAGE": "acme/libfoo", "ASSET": "libfoo-{version}.tgz", "GIT_CONFIG_GLOBAL": "/dev/null",
      ])
    return (forge, run)
  }

  @Test func addsTheReleaseToACloneOfTheRegistry() throws {
    let (forge, run) = try release("v1.2.3", of: try GitFixture.registry())
    #expect(run.status == 0, "\(run.output)")
    let text = try forge.text("registry/packages/acme/libfoo.json")
    #expect(text.contains(#""version": "1.2.3""#))
    #expect(
      text.contains("https://forge.example/lucy/libfoo/releases/download/v1.2.3/libfoo-1.2.3.tgz"))
    let log = try Program(
      "/usr/bin/env",
      ["git", "-C", forge.folder.path(of: "work/registry"), "log", "-1", "--format=%an %s"])
    #expect(log.output == "lucy Release acme/libfoo 1.2.3\n")
  }

  @Test(arguments: [
    "v1", "v1.2", "1.2.3", "v1.2.3;touch${IFS}owned", "v1.2.3$(touch owned)", "v01.2.3",
    "v1.2.3/../x", "v--help",
  ])
  func aTagThatIsNoVersionDoesNothing(_ tag: String) throws {
    let (forge, run) = try release(tag, of: try GitFixture.registry())
    #expect(run.status == 64, "\(run.output)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: forge.folder.path(of: "work")).isEmpty)
  }
}
