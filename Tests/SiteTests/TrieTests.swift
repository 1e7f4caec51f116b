import Foundation
import IndexModel
import TestSupport
import Testing

@testable import Site

@Suite struct TrieTests {
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? (0..<3).map { _ in .random(in: 0...UInt64.max) }

  @Test(arguments: seeds)
  func patchingAListEqualsBuildingIt(seed: UInt64) throws {
    let list = List.packagesOf(project: "acme")
    // Few letters make long common prefixes, and names that are prefixes of others.
    try patchingEqualsBuilding(ListFormat(list: list), seed: seed) { random in
      let name = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        ["a", "a", "a", "b", "c1"].randomElement(using: &random)!
      }
      let latest = "1.\(Int.random(in: 0..<3, using: &random)).0"
      return ListEntry(List.Entry(["name": name.joined(), "latest": latest]), in: list)!
    }
  }

  @Test(arguments: seeds)
  func patchingTheSnapshotEqualsBuildingIt(seed: UInt64) throws {
    // Few packages with many files, nodes with one key that never split, beside many with few, in a deep tree.
    try patchingEqualsBuilding(SnapshotFormat(), seed: seed) { random in
      let breadth = [3, 20_000].randomElement(using: &random)!
      let package = "p/q\(Int.random(in: 0..<breadth, using: &random))"
      let version = Int.random(in: 0..<2000, using: &random)
      let size = Int.random(in: 0..<2, using: &random)
      return SnapshotEntry(
        SiteDocument(
          path: SitePath(layout: "current/\(package)/\(version).0.0.json"),
          bytes: Array(repeating: 7, count: size)))
    }
  }

  @Test(arguments: seeds)
  func patchingRedirectsEqualsBuildingThem(seed: UInt64) throws {
    try patchingEqualsBuilding(RedirectFormat(), seed: seed) { random in
      let package = "p/q\(Int.random(in: 0..<900, using: &random))"
      let version = Int.random(in: 0..<3, using: &random)
      return RedirectEntry(
        Redirect(
          coordinate: SitePath(layout: "current/\(package)/\(version).0.0/a.tgz"),
          url: "https://cdn.example.org/\(Int.random(in: 0..<2, using: &random))"))
    }
  }

  @Test func aPatchThatChangesNothingDeepInATreeLeavesItAsItWas() throws {
    var documents: [SitePath: [UInt8]] = [:]
    let entries = (0..<20_000).map { number in
      SnapshotEntry(SiteDocument(path: SitePath(layout: "x\(number).json"), bytes: []))
    }
    try Trie(format: SnapshotFormat()) { documents[$0] = $1 }.build(entries)
    let before = documents
    let ghost = SnapshotEntry(SiteDocument(path: SitePath(layout: "ghost.json"), bytes: []))
    try Trie(format: SnapshotFormat()) { documents[$0] = $1 }
      .patch(removing: [ghost], adding: []) { before[$0] }
    #expect(documents == before)
  }

  /// Brings a tree forward through random sets of entries, large and small, and compares it with one from nothing.
  private func patchingEqualsBuilding<Format: TrieFormat>(
    _ format: Format, seed: UInt64, make: (inout SeededGenerator) -> Format.Entry
  ) throws {
    var random = SeededGenerator(seed: seed)
    var entries: [Format.Entry.ID: Format.Entry] = [:]
    var documents: [SitePath: [UInt8]] = [:]
    for step in 0..<8 {
      var next = entries
      if Int.random(in: 0..<3, using: &random) == 0 {
        let keep = [0, 1, 990, 1010].randomElement(using: &random)!
        let ids = next.values.sorted(by: Format.Entry.precedes).map(\.id).shuffled(using: &random)
        for id in ids.dropFirst(keep) { next[id] = nil }
      }
      for _ in 0..<[3, 3, 700, 2500].randomElement(using: &random)! {
        let entry = make(&random)
        next[entry.id] = entry
      }
      let gone = entries.values.filter { next[$0.id] == nil }
      let come = Array(next.values)
      let before = documents
      try Trie(format: format) { documents[$0] = $1 }
        .patch(removing: gone, adding: come) { before[$0] }
      var expected: [SitePath: [UInt8]] = [:]
      try Trie(format: format) { expected[$0] = $1 }.build(come)
      #expect(
        documents == expected,
        "CAIRN_SEED=\(seed), step \(step), \(entries.count) to \(next.count): \(differing(documents, expected))"
      )
      if documents != expected { return }
      entries = next
    }
  }

  private func differing(_ left: [SitePath: [UInt8]], _ right: [SitePath: [UInt8]]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.map(\.text).sorted()
  }
}
