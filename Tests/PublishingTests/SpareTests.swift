import Foundation
import Glibc
import IndexModel
import Publishing
import TestSupport
import Testing

/// The spare tree: what a publication costs with it, and when it is believed.
@Suite("the spare tree")
struct SpareTests {
  let sandbox: Sandbox
  private var spare: String { "\(sandbox.workshop)/spare" }
  private var journal: String { "\(sandbox.workshop)/journal" }

  init() throws { sandbox = try Sandbox() }

  private func change(_ text: String) throws {
    let delta = try sandbox.begin(.delta)
    try delta.put(SitePath(layout: "p/b.json"), Array(text.utf8))
    _ = try delta.commit()
  }

  private func begin() throws {
    try sandbox.publish(["a.json": "1", "p/b.json": "2", "p/q/c.json": "3"])
    try change("two")
  }

  @Test func journalNamesWhatTheSpareTreeLacks() throws {
    try begin()
    let lines = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n")
    #expect(lines.dropFirst() == ["p/b.json", "end 1"])
    #expect(try Tree(spare).files["p/b.json"] == "2")
  }

  /// A file that the journal does not name is not looked at: one that was secretly taken out of the spare tree stays away.
  @Test func journalIsAllThatIsLookedAt() throws {
    try begin()
    try FileManager.default.removeItem(atPath: "\(spare)/p/q/c.json")
    try change("three")
    #expect(try Tree(sandbox.site).files["p/q/c.json"] == nil)
  }

  /// Files in the root and in folders there that are not the site's come along, as they are now.
  @Test(arguments: ["CNAME", ".well-known/security.txt", "own/deep/er/note.txt"])
  func filesOfSomebodyElseStay(_ path: String) throws {
    try begin()
    for text in ["first", "second"] {
      try? FileManager.default.removeItem(atPath: "\(sandbox.site)/\(path)")
      try sandbox.write(text, to: "site/\(path)")
      for round in 0..<3 {
        try change("\(text) \(round)")
        #expect(try Tree(sandbox.site).files[path] == text)
      }
    }
    try FileManager.default.removeItem(atPath: "\(sandbox.site)/\(path)")
    for round in 0..<3 {
      try change("gone \(round)")
      #expect(try Tree(sandbox.site).files[path] == nil)
    }
  }

  /// In a folder of the site's a delta does not look for what is not the site's; a complete generation does.
  @Test func completeGenerationFindsWhatIsInTheSitesFolders() throws {
    try begin()
    try sandbox.write("precious", to: "site/p/q/note.txt")
    var files = ["a.json": "1", "p/b.json": "three", "p/q/c.json": "3"]
    for text in ["three", "four", "five"] {
      files["p/b.json"] = text
      let publication = try Publication.begin(
        at: sandbox.site,
        provenance: Provenance(
          marker: Sandbox.marker, folders: ["p"], isOurs: { _ in true }, listed: { _ in [] }))
      try publication.put(Sandbox.marker, Array("marker".utf8))
      for (path, text) in files { try publication.put(SitePath(layout: path), Array(text.utf8)) }
      _ = try publication.commit()
      #expect(try Tree(sandbox.site).files["p/q/note.txt"] == "precious")
    }
  }

  /// What makes the journal doubtful, so that the trees are compared file by file.
  static let doubts: [(String, @Sendable (Sandbox) throws -> Void)] = [
    ("no journal", { try FileManager.default.removeItem(atPath: "\($0.workshop)/journal") }),
    ("half a journal", { truncate("\($0.workshop)/journal", 90) }),
    ("no journal of ours", { try $0.write("journal\n", to: ".site.cairn/journal") }),
    ("a file in the site's root", { try $0.write("example.org", to: "site/CNAME") }),
    (
      "a site that was copied",
      {
        try FileManager.default.copyItem(atPath: $0.site, toPath: "\($0.root)/copy")
        try FileManager.default.removeItem(atPath: $0.site)
        try FileManager.default.moveItem(atPath: "\($0.root)/copy", toPath: $0.site)
      }
    ),
  ]

  @Test(arguments: doubts.map(\.0))
  func doubtfulJournalIsNotBelieved(_ doubt: String) throws {
    try begin()
    try FileManager.default.removeItem(atPath: "\(spare)/p/q/c.json")
    try sandbox.write("wrong", to: ".site.cairn/spare/p/other.json")
    try Self.doubts.first { $0.0 == doubt }!.1(sandbox)
    try change("three")
    var files = try Tree(sandbox.site).files
    files["CNAME"] = nil
    #expect(
      files == [
        "a.json": "1", "p/b.json": "three", "p/q/c.json": "3", "snapshot.json": "marker",
      ])
  }

  /// A file that somebody took out of the site is still in the spare tree, and comes back when it is put.
  @Test(arguments: [Publication.Scope.delta, .complete])
  func fileThatWasTakenOutOfTheSiteComesBack(_ scope: Publication.Scope) throws {
    try begin()
    try FileManager.default.removeItem(atPath: "\(sandbox.site)/p/q/c.json")
    let files = ["a.json": "1", "p/b.json": "two", "p/q/c.json": "new"]
    if scope == .complete {
      try sandbox.publish(files)
    } else {
      let delta = try sandbox.begin(.delta)
      try delta.put(SitePath(layout: "p/q/c.json"), Array("new".utf8))
      _ = try delta.commit()
    }
    #expect(try Tree(sandbox.site).files.filter { files[$0.key] != nil } == files)
  }

  /// Without a journal, and for a complete generation.
  @Test(arguments: [Publication.Scope.delta, .complete])
  func comparisonPutsAFileWhereTheSpareTreeHasAFolder(_ scope: Publication.Scope) throws {
    try begin()
    let files = ["a.json": "1", "p/b.json": "two", "p/q": "a file"]
    try sandbox.publish(files)
    #expect(try Tree(spare).files["p/q/c.json"] == "3")
    if scope == .delta {
      try FileManager.default.removeItem(atPath: journal)
      try change("three")
    } else {
      try sandbox.publish(files.merging(["p/b.json": "three"]) { $1 })
    }
    #expect(try Tree(sandbox.site).files["p/q"] == "a file")
    #expect(try Tree(sandbox.site).files["p/b.json"] == "three")
  }

  @Test func treesShareTheFilesThatAreEqual() throws {
    try begin()
    try change("three")
    let (live, old) = (try Tree(sandbox.site), try Tree(spare))
    for path in ["a.json", "p/q/c.json", "snapshot.json"] {
      #expect(live.nodes[path]?.inode == old.nodes[path]?.inode)
    }
    #expect(live.nodes["p/b.json"]?.inode != old.nodes["p/b.json"]?.inode)
  }

  /// 400 deltas of random puts and removals, with what is expected beside them.
  @Test func manyDeltasComeToWhatTheySay() throws {
    var seeded = SeededGenerator(seed: 8)
    var expected = ["snapshot.json": "marker", "a/0.json": "x"]
    try sandbox.publish(["a/0.json": "x"])
    for round in 0..<400 {
      let delta = try sandbox.begin(.delta)
      for path in Self.paths.shuffled(using: &seeded).prefix(Int.random(in: 0...4, using: &seeded))
      {
        if Bool.random(using: &seeded) {
          try delta.put(SitePath(layout: path), Array("\(round)".utf8))
          expected[path] = "\(round)"
        } else {
          try delta.remove(SitePath(layout: path))
          expected[path] = nil
        }
      }
      _ = try delta.commit()
      let tree = try Tree(sandbox.site)
      try #require(tree.files == expected, "round \(round)")
      let folders = tree.nodes.filter { $0.value.text == nil }.keys
      #expect(folders.allSatisfy { folder in expected.keys.contains { $0.hasPrefix(folder) } })
    }
  }

  private static let paths = ["a", "b", "c/d"].flatMap { folder in
    (0..<6).map { "\(folder)/\($0).json" }
  }
}
