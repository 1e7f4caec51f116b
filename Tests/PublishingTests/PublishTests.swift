import Foundation
import IndexModel
import Publishing
import Testing

@Suite("publishing a generation")
struct PublishTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func firstGenerationIsTheWholeSite() throws {
    let summary = try sandbox.publish(["a.json": "1", "p/q/b.json": "22"])
    #expect(
      try Tree(sandbox.site).files
        == ["a.json": "1", "p/q/b.json": "22", "snapshot.json": "marker"])
    #expect(summary.total.files == 3)
    #expect(summary.total.bytes == 9)
    #expect(summary.written == summary.total)
    #expect(summary.removed == 0)
    #expect(summary.isDurable)
    #expect(sandbox.names(sandbox.workshop) == ["lock"])
  }

  @Test func takesAnEmptyFolder() throws {
    try sandbox.makeFolder("site")
    try sandbox.publish(["a.json": "1"])
    #expect(sandbox.names(sandbox.site) == ["a.json", "snapshot.json"])
  }

  @Test(arguments: ["", "x", String(repeating: "0123456789", count: 30_000)])
  func takesDocumentsOfAnySize(_ text: String) throws {
    try sandbox.publish(["a.json": text])
    #expect(try Tree(sandbox.site).files["a.json"] == text)
    let again = try sandbox.publish(["a.json": text])
    #expect(again.written.files == 0)
    let changed = try sandbox.publish(["a.json": text + "!"])
    #expect(changed.written.files == 1)
    #expect(try Tree(sandbox.site).files["a.json"] == text + "!")
  }

  @Test func equalGenerationWritesNothingAtAll() throws {
    let documents = ["a.json": "1", "p/q/b.json": "2"]
    try sandbox.publish(documents)
    let before = try Tree(sandbox.root)
    let publication = try sandbox.begin()
    try publication.put(Sandbox.marker, Array("marker".utf8))
    for (path, text) in documents {
      #expect(try publication.put(SitePath(layout: path), Array(text.utf8)) == .equal)
    }
    #expect(sandbox.names(sandbox.workshop) == ["lock"])
    let summary = try publication.commit()
    #expect(summary.total.files == 3)
    #expect(summary.written.files == 0)
    #expect(summary.removed == 0)
    #expect(try Tree(sandbox.root) == before)
  }

  @Test func equalGenerationLeavesNoTraceBesideACopiedSite() throws {
    try sandbox.publish(["a.json": "1"])
    try FileManager.default.removeItem(atPath: sandbox.workshop)
    try sandbox.publish(["a.json": "1"])
    #expect(sandbox.names(sandbox.root) == ["site"])
  }

  @Test func changedFileGetsANewInodeAndOthersKeepTheirs() throws {
    try sandbox.publish(["a.json": "1", "p/b.json": "2", "p/c.json": "3"])
    let before = try Tree(sandbox.site)
    let summary = try sandbox.publish(["a.json": "1", "p/b.json": "two", "p/c.json": "3"])
    let after = try Tree(sandbox.site)
    #expect(summary.written.files == 1)
    #expect(summary.written.bytes == 3)
    #expect(after.files["p/b.json"] == "two")
    #expect(after.nodes["p/b.json"]?.inode != before.nodes["p/b.json"]?.inode)
    for path in ["a.json", "p/c.json", "snapshot.json"] {
      #expect(after.nodes[path] == before.nodes[path])
    }
  }

  @Test func staleFilesAndEmptyFoldersGo() throws {
    try sandbox.publish(["a.json": "1", "p/q/b.json": "2", "p/c.json": "3"])
    let summary = try sandbox.publish(["p/c.json": "3"])
    #expect(summary.removed == 2)
    #expect(summary.written.files == 0)
    #expect(
      try Set(Tree(sandbox.site).nodes.keys) == ["", "snapshot.json", "p", "p/c.json"])
  }

  @Test func generationBeforeIsTheSpareTree() throws {
    for number in ["1", "2", "3"] { try sandbox.publish(["a.json": number]) }
    #expect(sandbox.names(sandbox.workshop) == ["journal", "lock", "spare"])
    #expect(try Tree("\(sandbox.workshop)/spare").files["a.json"] == "2")
  }

  @Test func fileBecomesAFolderAndFolderAFile() throws {
    try sandbox.publish(["a": "file", "b/c": "in a folder"])
    let summary = try sandbox.publish(["a/c": "in a folder", "b": "file"])
    #expect(
      try Tree(sandbox.site).files
        == ["a/c": "in a folder", "b": "file", "snapshot.json": "marker"])
    #expect(summary.removed == 2)
  }

  @Test func fileThatNotEverybodyMayReadIsWrittenAnew() throws {
    try sandbox.publish(["a.json": "1"])
    chmod("\(sandbox.site)/a.json", 0o600)
    #expect(try sandbox.publish(["a.json": "1"]).written.files == 1)
    #expect(try Tree(sandbox.site).nodes["a.json"]?.mode == S_IFREG | 0o644)
  }

  @Test(arguments: ["site/", "site//", "./site", "site/.", "site/p/.."])
  func takesTheFolderHoweverItIsSpelled(_ spelling: String) throws {
    try sandbox.publish(["p/a.json": "1"])
    let publication = try Publication.begin(
      at: "\(sandbox.root)/\(spelling)", provenance: sandbox.provenance)
    #expect(throws: PublishError.busy(output: sandbox.site)) { try sandbox.begin() }
    try publication.put(Sandbox.marker, [])
    _ = try publication.commit()
    #expect(try Tree(sandbox.site).files == ["snapshot.json": ""])
  }

  @Test func severalThreadsPutAtOnce() async throws {
    let publication = try sandbox.begin()
    try publication.put(Sandbox.marker, [])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for thread in 0..<4 {
        group.addTask {
          for number in 0..<500 {
            let path = SitePath(layout: "p\(number % 50)/t\(thread)/\(number).json")
            try publication.put(path, Array("\(thread) \(number)".utf8))
          }
        }
      }
      try await group.waitForAll()
    }
    let summary = try publication.commit()
    #expect(summary.written.files == 2001)
    let files = try Tree(sandbox.site).files
    #expect(files.count == 2001)
    #expect(files["p7/t3/157.json"] == "3 157")
  }

  @Test func filesAndFoldersHaveFixedModes() throws {
    try sandbox.publish(["p/q/a.json": "1"])
    try expectFixedModes(sandbox.site)
  }

  @Test func modesDoNotDependOnTheUmask() async throws {
    await #expect(processExitsWith: .success) {
      umask(0o077)
      let sandbox = try Sandbox()
      try sandbox.publish(["p/q/a.json": "1"])
      try sandbox.publish(["p/q/a.json": "2", "r/b.json": "1"])
      try expectFixedModes(sandbox.site)
      #expect(try Tree(sandbox.workshop).nodes[""]?.mode == S_IFDIR | 0o700)
    }
  }
}

private func expectFixedModes(_ site: String) throws {
  for (path, node) in try Tree(site).nodes {
    let expected = node.text == nil ? S_IFDIR | 0o755 : S_IFREG | 0o644
    #expect(node.mode == expected, "mode of '\(path)'")
  }
}
