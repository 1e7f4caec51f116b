import Foundation
import IndexModel
import Resolution
import TestSupport
import Testing

@testable import Site

/// What is spelled as in the release before is not read again: that must not be seen.
@Suite struct PublishedReleasesTests {
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? (0..<100).map { _ in .random(in: 0...UInt64.max) }

  private static func edge(
    _ target: String, _ range: String, _ use: DependencyUse = .runtime, isOptional: Bool = false
  ) -> Edge {
    Edge(
      target: target, rangeText: range, range: try? VersionRange(range), use: use,
      isOptional: isOptional)
  }

  @Test(arguments: seeds)
  func anEntryIsReadBackAsItWasWritten(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // Few targets and few changes from one release to the next.
    var edges: [String: Edge] = [:]
    let releases = try (0..<20).map { number in
      for _ in 0..<random.below(3) {
        let target = ["a", "ab", "acme/b", "b", "z.Z"][random.below(5)]
        let range = ["*", "^1.0.0", "no range", ">=1.0.0 <3"][random.below(4)]
        edges[target] =
          random.below(4) == 0
          ? nil
          : Self.edge(
            target, range, [.runtime, .build, .dev][random.below(3)],
            isOptional: random.below(2) == 0)
      }
      return IndexedRelease(
        version: try Version("1.\(number).0"),
        edges: edges.values.sorted { $0.target.utf8.lexicographicallyPrecedes($1.target.utf8) })
    }
    let entry = IndexEntry(alias: "app", package: "acme/app", releases: releases)
    let bytes = IndexEntryDocument.render(entry, in: "starter").bytes
    #expect(try Self.read(bytes) == entry)
  }

  private static func read(_ bytes: [UInt8]) throws -> IndexEntry {
    try IndexEntryDocument.read(bytes, of: "app", in: "starter", versions: .semver)
  }

  /// A document of a stranger, with these dependencies in one release after the other.
  private static func read(_ dependencies: [String]) throws -> [[Edge]] {
    let items = dependencies.enumerated().map { number, text in
      #"{"version": "1.\#(number).0", "stage": "current", "dependencies": \#(text)}"#
    }
    let text = """
      {"kind": "IndexEntry", "metadata": {"alias": "app"}, "versionIndex": "acme/app",
       "items": [\(items.joined(separator: ", "))]}
      """
    return try read(Array(text.utf8)).releases.map(\.edges)
  }

  @Test func takesNothingForTheSameThatIsNot() throws {
    let a = Self.edge("a", "^1")
    let b = Self.edge("b", "^2")
    let c = Self.edge("c", "*")
    let cases: [(String, [Edge])] = [
      (#"{"a": "^1", "b": "^2"}"#, [a, b]),
      // Out of order, and back.
      (#"{"b": "^2", "a": "^1"}"#, [b, a]),
      (#"{"c": "*", "b": "^2", "a": "^1"}"#, [c, b, a]),
      (#"{"a": "^1", "b": "^2", "c": "*"}"#, [a, b, c]),
      // Spelled otherwise.
      (#"{ "a":"^1" , "\u0062" : "^2", "c": {"range": "*"}}"#, [a, b, c]),
      (#"{"a": "^1", "b": "^2", "c": {"range": "*"}}"#, [a, b, c]),
      (
        #"{"a": "^1", "b": "^2", "c": {"range": "*", "for": "dev"}}"#,
        [a, b, Self.edge("c", "*", .dev)]
      ),
      // One name within another, and the range of another.
      (
        #"{"a": "^2", "aa": "^1", "c": {"range": "*", "optional": true}}"#,
        [Self.edge("a", "^2"), Self.edge("aa", "^1"), Self.edge("c", "*", isOptional: true)]
      ),
      (#"{}"#, []),
      (#"{"a": "^1", "b": "^2"}"#, [a, b]),
      // Twice.
      (#"{"a": "^1", "a": "^2", "b": "^2"}"#, [a, Self.edge("a", "^2"), b]),
      (#"{"a": "^2", "b": "^2", "b": "^1"}"#, [Self.edge("a", "^2"), b, Self.edge("b", "^1")]),
    ]
    let read = try Self.read(cases.map(\.0))
    #expect(read.count == cases.count)
    for (edges, (text, expected)) in zip(read, cases) { #expect(edges == expected, "\(text)") }
  }

  @Test(arguments: [
    #"{"a": "^1", "../b": "^2"}"#, #"{"a": "^1", "b": 2}"#,
    #"{"a": {"range": "^1", "for": "fun"}}"#,
    #"{"a": {}}"#, #"["a"]"#, "1",
  ])
  func refusesWhatIsNotSoundBehindWhatIs(_ dependencies: String) {
    #expect(throws: TrieError.self) {
      try Self.read([#"{"a": "^1"}"#, #"{"a": "^1", "b": "^2"}"#, dependencies])
    }
  }
}
