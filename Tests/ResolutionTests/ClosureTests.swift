import Foundation
import IndexModel
import Resolution
import TestSupport
import Testing

/// A package index in memory: what it is, and what was marked of what it was.
private struct Index: ClosureSource {
  var releases: [String: [ReleaseNode]] = [:]
  var marked: [String: [MarkedRelease]] = [:]

  func releases(of alias: String) -> [ReleaseNode]? { releases[alias] }
  func before(_ alias: String) -> [MarkedRelease]? { marked[alias] }
  func alias(for target: String, from dependent: String) -> String { target }
  func range(_ text: String) -> VersionRange? { try? VersionRange(text) }

  func dependents(of alias: String) -> [Dependent] {
    releases.compactMap { other, releases in
      let ranges = Set(
        releases.flatMap(\.edges).filter { $0.target == alias }.map(\.rangeText))
      return ranges.isEmpty ? nil : Dependent(alias: other, ranges: ranges.sorted())
    }.sorted { $0.alias < $1.alias }
  }

  /// The marks of everything, by the definition: whatever fails goes, until nothing does.
  func marksByDefinition() -> [String: [[String]]] {
    var met: Set<String> = []
    for (alias, releases) in releases {
      for release in releases where release.stage != .revoked {
        met.insert("\(alias)@\(release.version)")
      }
    }
    func isMet(_ edge: Edge, of release: ReleaseNode, _ alias: String) -> Bool {
      guard let range = edge.range else { return false }
      if edge.target == alias { return range.contains(release.version) }
      return (releases[edge.target] ?? []).contains {
        met.contains("\(edge.target)@\($0.version)") && range.contains($0.version)
          && ($0.stage == .current || $0.stage == .candidate && release.stage == .candidate)
      }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (alias, releases) in releases {
        for release in releases
        where !release.edges.filter(\.binds).allSatisfy({ isMet($0, of: release, alias) }) {
          if met.remove("\(alias)@\(release.version)") != nil { isSettled = false }
        }
      }
    }
    return releases.mapValues { releases in
      let alias = self.releases.first { $0.value.first?.id == releases.first?.id }?.key ?? ""
      return releases.map { release in
        release.stage == .revoked
          ? []
          : release.edges.filter { $0.binds && !isMet($0, of: release, alias) }.map(\.target)
      }
    }
  }

  mutating func publish(_ marks: [String: [[String]]]) {
    for alias in marked.keys where releases[alias] == nil { marked[alias] = nil }
    for (alias, marks) in marks {
      marked[alias] = zip(releases[alias] ?? [], marks).map { MarkedRelease($0, unmet: $1) }
    }
  }
}

extension ReleaseNode {
  /// What tells the first release of one alias from that of another in these tests.
  fileprivate var id: String { version.build.map(String.init) ?? "" }
}

@Suite struct ClosureTests {
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? (0..<300).map { _ in .random(in: 0...UInt64.max) }

  private static func releases(
    of alias: Int, among aliases: Int, using random: inout SeededGenerator
  ) -> [ReleaseNode] {
    let versions = ["1.0.0", "1.1.0", "2.0.0", "2.1.0-rc.1"].filter { _ in random.next() % 3 != 0 }
    return versions.map { version in
      var edges: [Edge] = []
      for target in Set(
        (0..<Int(random.next() % 3)).map { _ in Int(random.next() % UInt64(aliases)) }
      )
      .sorted() {
        let range = ["^1.0.0", "*", ">=2.0.0", "1.1.x", "^2.1.0-rc.0", "%"]
          .randomElement(using: &random)!
        edges.append(
          Edge(
            target: "a\(target)", rangeText: range, range: try? VersionRange(range),
            use: random.next() % 8 == 0 ? .dev : .runtime, isOptional: random.next() % 8 == 0))
      }
      return ReleaseNode(
        version: try! Version("\(version)+\(alias)"),
        stage: [.current, .current, .current, .candidate, .revoked].randomElement(using: &random)!,
        edges: edges)
    }
  }

  @Test(arguments: seeds)
  func whatIsMetIsTheGreatestSetThatSupportsItselfFromNothingAndStepByStep(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...9, using: &random)
    var index = Index()
    for alias in 0..<count where random.next() % 5 != 0 {
      index.releases["a\(alias)"] = Self.releases(of: alias, among: count, using: &random)
    }
    let all = index.releases.keys.sorted()
    index.publish(try Closure.marks(of: all, in: index))
    for step in 0..<12 {
      let expected = index.marksByDefinition().filter { !$0.value.isEmpty }
      var unpublished = index
      unpublished.marked = [:]
      let unmet = expected.filter { $0.value.contains { !$0.isEmpty } }
      #expect(
        try Closure.marks(ofAll: index.releases.keys.sorted(), in: unpublished) == unmet,
        "CAIRN_SEED=\(seed), step \(step)")
      let found = index.marked.mapValues { $0.map(\.unmet) }.filter { !$0.value.isEmpty }
      try #require(found == expected, "CAIRN_SEED=\(seed), step \(step)")
      var changed: Set<String> = []
      for _ in 0...Int(random.next() % 2) {
        let alias = Int.random(in: 0..<count, using: &random)
        index.releases["a\(alias)"] =
          random.next() % 6 == 0 ? nil : Self.releases(of: alias, among: count, using: &random)
        changed.insert("a\(alias)")
      }
      let marks = try Closure.marks(of: changed.sorted(), in: index)
      for alias in changed where index.releases[alias] == nil { index.marked[alias] = nil }
      index.publish(marks)
    }
  }

  /// One release `1.0.0` for each alias, on edges as `target range`.
  private static func index(_ releases: KeyValuePairs<String, [String]>) throws -> Index {
    var index = Index()
    for (alias, edges) in releases {
      index.releases[alias] = [
        ReleaseNode(
          version: try Version("1.0.0+\(alias)"), stage: .current,
          edges: try edges.map {
            let parts = $0.split(separator: " ", maxSplits: 1).map(String.init)
            return Edge(target: parts[0], rangeText: parts[1], range: try VersionRange(parts[1]))
          })
      ]
    }
    return index
  }

  @Test(
    arguments: [
      // A circle meets itself, also with what hangs on it.
      (["a": ["b ^1"], "b": ["a ^1"], "c": ["a ^1"]], [:]),
      // What a circle lacks takes all of it along.
      (
        ["a": ["b ^1"], "b": ["a ^1", "x *"], "c": ["a ^1"]],
        ["a": ["b"], "b": ["a", "x"], "c": ["a"]]
      ),
      // A release may need its own package only as it is.
      (["a": ["a ^1"]], [:]), (["a": ["a ^2"]], ["a": ["a"]]),
    ] as [([String: [String]], [String: [String]])])
  func circles(_ releases: [String: [String]], _ unmet: [String: [String]]) throws {
    var index = Index()
    for (alias, edges) in releases {
      index.releases[alias] = try Self.index([alias: edges]).releases[alias]
    }
    let marks = try Closure.marks(of: releases.keys.sorted(), in: index)
    #expect(marks.compactMapValues { $0[0].isEmpty ? nil : $0[0] } == unmet)
  }

  /// Two packages whose releases hang on one another one by one: what goes at one end takes all along, and each release
  /// is asked about as often as somebody lives by it. Asking all for each took hours for this many.
  @Test func aLongCascadeIsFollowedOnce() throws {
    let count = 2_000
    var index = Index()
    func release(_ number: Int, of alias: String, needs target: String, _ range: String) throws
      -> ReleaseNode
    {
      ReleaseNode(
        version: try Version("\(number).0.0+\(alias)"), stage: .current,
        edges: [Edge(target: target, rangeText: range, range: try VersionRange(range))])
    }
    index.releases["a"] = try (0..<count).map { number in
      try number == 0
        ? release(0, of: "a", needs: "x", "*")
        : release(number, of: "a", needs: "b", "\(number).0.0")
    }
    index.releases["b"] = try (1..<count).map { number in
      try release(number, of: "b", needs: "a", "\(number - 1).0.0")
    }
    index.releases["x"] = try Self.index(["x": []]).releases["x"]
    index.publish(try Closure.marks(of: ["a", "b", "x"], in: index))
    #expect(index.marked.values.joined().allSatisfy { $0.unmet.isEmpty })
    index.releases["x"] = nil
    index.publish(try Closure.marks(of: ["x"], in: index))
    #expect(index.marked.values.joined().allSatisfy { !$0.unmet.isEmpty })
    index.releases["x"] = try Self.index(["x": []]).releases["x"]
    index.publish(try Closure.marks(of: ["x"], in: index))
    #expect(index.marked.values.joined().allSatisfy { $0.unmet.isEmpty })
  }

  /// A change is asked of those whom it reaches, and of nobody else.
  @Test func aChangeCostsWhatItReaches() throws {
    final class Counting: ClosureSource {
      var index: Index
      var asked: Set<String> = []
      init(_ index: Index) { self.index = index }
      func releases(of alias: String) -> [ReleaseNode]? { index.releases(of: alias) }
      func before(_ alias: String) -> [MarkedRelease]? {
        asked.insert(alias)
        return index.before(alias)
      }
      func alias(for target: String, from dependent: String) -> String { target }
      func range(_ text: String) -> VersionRange? { index.range(text) }
      func dependents(of alias: String) -> [Dependent] { index.dependents(of: alias) }
    }
    var index = try Self.index(["base": [], "waits": ["new ^1"]])
    for number in 0..<100 {
      index.releases["user\(number)"] = try Self.index(["u": ["base ^1"]]).releases["u"]
    }
    index.publish(try Closure.marks(of: index.releases.keys.sorted(), in: index))
    index.releases["base"]?.append(
      ReleaseNode(version: try Version("1.1.0"), stage: .current, edges: []))
    let source = Counting(index)
    #expect(try Closure.marks(of: ["base"], in: source).keys.sorted() == ["base"])
    #expect(source.asked == ["base"])
    source.index.releases["new"] = try Self.index(["new": []]).releases["new"]
    #expect(try Closure.marks(of: ["new"], in: source)["waits"] == [[]])
    #expect(source.asked == ["base", "new", "waits"])
  }
}
