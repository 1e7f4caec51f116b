import IndexModel
import Resolution
import TestSupport
import Testing

struct LargeIndexTests {
  @Test
  func solvesWhatGrewLikeARealIndex() throws {
    let large = try LargeIndex(packages: 1_000, releases: 5_000, seed: 7)
    var random = SeededGenerator(seed: 7)
    var solved = 0
    for _ in 0..<100 {
      let request = Request(
        (0...random.below(3)).map { _ in
          Request.Requirement(large.aliases[random.below(large.aliases.count)], .any)
        })
      guard case .solution(let solution) = try request.resolve(in: large.index) else { continue }
      solved += 1
      let rules = PlainRules(index: large.index, request: request)
      #expect(rules.faults(of: solution).isEmpty)
    }
    #expect((20...95).contains(solved), "\(solved) of 100 have a solution")
  }

  @Test(arguments: [63, 64, 127, 128, 10_000])
  func takesAnyNumberOfReleases(count: Int) throws {
    let index = try SampleIndex("bar 1.0.0\nbar 2.0.0")
    for number in 0..<count {
      index.append(
        "foo",
        IndexedRelease(
          version: try Version("1.\(number).0"),
          edges: [try Self.edge("bar", number == count / 2 ? "^2" : number < 3 ? "^1" : "^9")]))
    }
    let newest = try Request("foo").resolve(in: index)
    #expect(newest.text == "bar 2.0.0, foo 1.\(count / 2).0")
    let older = try Request("foo", "bar@^1").resolve(in: index)
    #expect(older.text == "bar 1.0.0, foo 1.2.0")
    let none = try Request("foo@>=1.3.0", "bar@^1").resolve(in: index)
    #expect(none.text.contains("there is no solution"))
  }

  private static func edge(_ target: String, _ range: String) throws -> Edge {
    Edge(target: target, rangeText: range, range: try VersionRange(range))
  }

  /// Twelve packages whose newest releases exclude each other, in a ring.
  @Test
  func learnsFromItsMistakes() throws {
    let width = 12
    var lines: [String] = []
    for number in 0..<width {
      for version in 1...width {
        lines.append("p\(number) \(version).0.0 needs p\((number + 1) % width) <=\(version).0.0")
      }
      lines.append("p\(number) 99.0.0 needs q\(number) ^1")
      lines.append("q\(number) 1.0.0 needs r ^\(number + 1)")
      lines.append("r \(number + 1).0.0")
    }
    let index = try SampleIndex(lines.joined(separator: "\n"))
    let request = Request(
      try (0..<width).map { try Request.Requirement(text: "p\($0)") })
    guard case .solution(let solution) = try request.resolve(in: index) else {
      Issue.record("there is a solution")
      return
    }
    #expect(PlainRules(index: index, request: request).faults(of: solution).isEmpty)
  }
}
