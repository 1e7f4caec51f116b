import Foundation
import IndexModel
import Registry
import Site
import TestSupport
import Testing

/// Whole sites, compared with what was reviewed once: in both directions, byte for byte.
@Suite struct GoldenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden")

  /// Writes what is instead of what should be: the run fails all the same, and the difference is reviewed as code.
  private static let isRecording = ProcessInfo.processInfo.environment["CAIRN_RECORD"] != nil

  @Test(arguments: ["small"])
  func rendersTheReviewedSite(name: String) throws {
    let place = Self.folder.appendingPathComponent(name)
    let source = Source(
      commit: Source.Commit(
        id: try #require(ObjectID(hex: String(repeating: "1f", count: 20))),
        time: try Timestamp("2026-01-01T00:00:00Z")), generator: "golden")
    // The schemas, the description of the interface and the script of the search are the program's, not the registry's:
    // they have tests of their own, and so has the snapshot, which states their digests.
    let made = try MemorySite.build(Self.texts(place.appendingPathComponent("in")), source: source)
      .documents.filter { !Self.isTestedElsewhere($0.key) }
      .reduce(into: [:]) { $0[$1.key.text] = String(decoding: $1.value, as: UTF8.self) }
    let out = place.appendingPathComponent("out")
    if Self.isRecording {
      try? FileManager.default.removeItem(at: out)
      for (path, text) in made {
        let file = out.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
      Issue.record("recorded \(name): review the difference, then run without CAIRN_RECORD")
      return
    }
    let expected = try Self.texts(out)
    #expect(Set(made.keys) == Set(expected.keys))
    for (path, text) in expected { #expect(made[path] == text, "\(path)") }
  }

  private static func isTestedElsewhere(_ path: SitePath) -> Bool {
    path.text.hasPrefix("schema/")
      || [SiteLayout.openAPI, SiteLayout.searchScript, SiteLayout.snapshot].contains(path)
  }

  private static func texts(_ folder: URL) throws -> [String: String] {
    var texts: [String: String] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path)
    while let path = paths?.nextObject() as? String {
      let file = folder.appendingPathComponent(path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      texts[path] = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    return texts
  }
}
