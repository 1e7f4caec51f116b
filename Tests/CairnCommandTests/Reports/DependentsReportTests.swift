import Foundation
import JSONText
import TestSupport
import Testing

@testable import CairnCommand

/// What `check` and `diff` say of those who depend on what changes, in a real repository.
@Suite struct DependentsReportTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/reports")
  private static let isRecording = ProcessInfo.processInfo.environment["CAIRN_RECORD"] != nil

  static func package(_ name: String, _ releases: [String]) -> String {
    SampleRegistry.package(releases: releases)
      .replacing(#""name": "libfoo""#, with: #""name": "\#(name)""#)
  }

  static func release(
    _ version: String, of name: String, stage: String = "current", _ needs: [String: String] = [:]
  ) -> String {
    let needs = needs.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
    var more = needs.isEmpty ? "" : #""dependencies": { \#(needs.joined(separator: ", ")) }, "#
    if stage == "revoked" {
      more += #""revocation": { "reason": "broken", "message": "No." }, "#
    }
    return SampleRegistry.release(version)
      .replacing("libfoo", with: name)
      .replacing(#""current""#, with: #""\#(stage)""#)
      .replacing(#""published""#, with: "\(more)\"published\"")
  }

  /// `app` and a dozen tools need `libfoo`, `top` needs `app`; then a release of `libfoo` is revoked, and another comes.
  static func sample() throws -> GitFixture {
    var files: [String: String] = [
      "packages/acme/app.json": package(
        "app",
        [
          release("1.0.0", of: "app", ["libfoo": "1.0.0"]),
          release("1.1.0", of: "app", ["libfoo": "^1.0.0"]),
        ]),
      "packages/acme/top.json": package(
        "top", [release("1.0.0", of: "top", ["acme/app": "1.0.0"])]),
      "index/package-indexes/small.json": """
      {
        "apiVersion": "cairn/v1",
        "kind": "PackageIndex",
        "metadata": {
          "name": "small"
        },
        "spec": {
          "versionIndexes": {
            "app": "acme/app",
            "foo": "acme/libfoo",
            "libfoo": "acme/libfoo"
          }
        }
      }

      """,
    ]
    for number in 10..<22 {
      files["packages/acme/tool\(number).json"] = package(
        "tool\(number)", [release("1.0.0", of: "tool\(number)", ["libfoo": "<1.1.0 || >=2.0.0"])])
    }
    let git = try SampleRegistry.fixture(files)
    try commitFormatted(git)
    try git.write(
      SampleRegistry.package(releases: [
        release("1.0.0", of: "libfoo", stage: "revoked"), SampleRegistry.release("1.1.0"),
        SampleRegistry.release("1.2.0"),
      ]), to: "packages/acme/libfoo.json")
    try commitFormatted(git)
    return git
  }

  private static func commitFormatted(_ git: GitFixture) throws {
    #expect(Run("format", "-C", git.path).code == 0)
    try git.commit()
  }

  private static func check(_ git: GitFixture, _ words: String...) -> Run {
    Run(
      words: [
        "check", "-C", git.path, "--base", "HEAD~1", "--now", "2026-02-01T00:00:00Z",
      ] + words)
  }

  @Test(arguments: ["text", "markdown", "json"])
  func printsTheReviewedReport(_ format: String) throws {
    let run = Self.check(try Self.sample(), "--format", format)
    let file = Self.golden.appendingPathComponent("dependents.\(format)")
    guard !Self.isRecording else {
      try Data(run.output.utf8).write(to: file)
      Issue.record("recorded \(format): review the difference, then run without CAIRN_RECORD")
      return
    }
    #expect(run.output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test func diffSaysTheSame() throws {
    let git = try Self.sample()
    let check = try JSONDocument.read(Array(Self.check(git, "--json").output.utf8)).get()
    let diff = Run("diff", "-C", git.path, "HEAD~1", "HEAD", "--json")
    #expect(diff.code == 0)
    let answer = try JSONDocument.read(Array(diff.output.utf8)).get()
    func effects(_ document: JSONDocument) throws -> [UInt8] {
      let node = try #require(document.node(at: ["effects"]))
      return Array(document.bytes[document.range(of: node)])
    }
    #expect(try effects(answer) == effects(check))
    let text = Run("diff", "-C", git.path, "HEAD~1", "HEAD").output
    #expect(text.contains("\nunmet: acme/app 1.0.0: nothing of acme/libfoo is in 1.0.0\n"))
    #expect(Run("diff", "-C", git.path, "HEAD", "HEAD").output == "")
  }

  /// Else each release that somebody proposes would cost a pass over the registry.
  @Test func aCheckOfNewReleasesAloneLooksForTakersOnlyInASite() throws {
    let git = try Self.sample()
    let site = git.folder.path(of: "site")
    #expect(Run("build", "-C", git.path, "--output", site).code == 0)
    try git.write(
      SampleRegistry.package(releases: [
        Self.release("1.0.0", of: "libfoo", stage: "revoked"), SampleRegistry.release("1.1.0"),
        SampleRegistry.release("1.2.0"), SampleRegistry.release("1.3.0"),
      ]), to: "packages/acme/libfoo.json")
    try Self.commitFormatted(git)
    let accepted = "accepted: acme/libfoo@1.3.0"
    #expect(!Self.check(git, "--format", "text").output.contains(accepted))
    #expect(Self.check(git, "--format", "text", "--site", site).output.contains(accepted))
    #expect(Run("diff", "-C", git.path, "HEAD~1", "HEAD").output.contains(accepted))
  }

  @Test func theSiteOfBaseIsAskedAndNoOther() throws {
    let git = try Self.sample()
    let site = git.folder.path(of: "site")
    let scanned = Run("diff", "-C", git.path, "HEAD~1", "HEAD", "--json")
    #expect(Run("build", "-C", git.path, "--rev", "HEAD~1", "--output", site).code == 0)
    func asked() -> Run {
      Run("diff", "-C", git.path, "HEAD~1", "HEAD", "--json", "--site", site)
    }
    #expect(asked().output == scanned.output)
    #expect(asked().errors == "")
    // That it was asked is seen by what it says once somebody has altered it.
    let list = "\(site)/package-indexes/default/dependents/acme/libfoo.json"
    let text = try String(contentsOfFile: list, encoding: .utf8)
    try text.replacing("acme/app", with: "acme/abb").write(
      toFile: list, atomically: true, encoding: .utf8)
    #expect(!asked().output.contains(#""package": "acme/top""#))
    try "{".write(toFile: list, atomically: true, encoding: .utf8)
    #expect(asked().output == scanned.output)
    #expect(asked().errors.hasPrefix("the site cannot be asked, so the registry is searched"))
    #expect(
      Run("build", "-C", git.path, "--output", site, "--full", "--allow-rewrite").code == 0)
    #expect(asked().output == scanned.output)
    #expect(asked().errors.hasPrefix("the site is of commit \(try git.id("HEAD")) and not of base"))
    try FileManager.default.removeItem(atPath: "\(site)/index.json")
    #expect(asked().output == scanned.output)
  }

  @Test func aSiteThatIsNotThereIsAMistake() throws {
    let git = try SampleRegistry.fixture()
    #expect(Run("diff", "-C", git.path, "HEAD", "HEAD", "--site", "/nowhere/at/all").code == 66)
    #expect(Run("check", "-C", git.path, "--site", "/nowhere").code == 64)
  }

  /// A site in a folder says of random histories what a scan finds.
  @Test(arguments: (0..<3).map { _ in UInt64.random(in: 0...UInt64.max) })
  func askingTheSiteEqualsSearching(seed: UInt64) throws {
    var registry = ChangingRegistry(seed: seed, breadth: 14)
    let git = try GitFixture()
    let site = git.folder.path(of: "site")
    try git.commit(registry.files)
    for step in 0..<6 {
      let before = Set(registry.files.keys)
      #expect(Run("build", "-C", git.path, "--output", site, "--allow-rewrite").code == 0)
      registry.advance()
      try git.commit(
        registry.files, removing: before.subtracting(registry.files.keys).sorted())
      let scanned = Run("diff", "-C", git.path, "HEAD~1", "HEAD", "--json")
      let asked = Run("diff", "-C", git.path, "HEAD~1", "HEAD", "--json", "--site", site)
      #expect(scanned.code == 0 && asked.errors == "", "seed \(seed), step \(step)")
      try #require(asked.output == scanned.output, "seed \(seed), step \(step)")
    }
  }
}
