import IndexModel
import Resolution
import Testing

/// Searches that are given up, since nobody would wait for their end.
struct EffortTests {
  /// More pigeons than holes: what a search learns of it grows without end.
  private static func pigeons(_ count: Int) throws -> (index: SampleIndex, request: Request) {
    var lines: [String] = []
    for pigeon in 1...count {
      for hole in 1..<count {
        lines.append("p\(pigeon) \(hole).0.0 needs h\(hole) =\(pigeon).0.0")
      }
    }
    for hole in 1..<count {
      for pigeon in 1...count { lines.append("h\(hole) \(pigeon).0.0") }
    }
    let requirements = (1...count).map { Request.Requirement("p\($0)", .any) }
    return (try SampleIndex(lines.joined(separator: "\n")), Request(requirements))
  }

  @Test
  func provesWhatItsEffortSufficesFor() throws {
    let (index, request) = try Self.pigeons(5)
    guard case .conflict = try request.resolve(in: index) else {
      Issue.record("five pigeons do not fit into four holes")
      return
    }
  }

  @Test
  func doesNotSayThatThereIsNoSolutionWhereItGaveUp() throws {
    var (index, request) = try Self.pigeons(7)
    request.effort = 2_000
    var counts: Set<Int> = []
    for _ in 0..<2 {
      guard case .gaveUp(let contradictions) = try request.resolve(in: index) else {
        Issue.record("it takes more than that")
        return
      }
      counts.insert(contradictions)
    }
    #expect(counts.count == 1, "equal questions go equally far")
    #expect(counts.allSatisfy { $0 > 0 })
  }

  @Test(arguments: [0, 1, 2, 5, 10, 20, 50, 100, 200, 500])
  func anyEffortEndsWithAnHonestOutcome(effort: Int) throws {
    for (text, expected) in [("a", "a 1.0.0, b 1.0.0, c 1.0.0"), ("d", nil)] {
      let index = try SampleIndex(
        """
        a 1.0.0 needs b ^1, c ^1
        a 2.0.0 needs b ^2, c ^1
        b 1.0.0 needs c ^1
        b 2.0.0 needs c ^2
        c 1.0.0
        c 2.0.0
        d 1.0.0 needs b ^2, c ^1
        """)
      var request = try Request(text)
      request.effort = effort
      switch try request.resolve(in: index) {
      case .solution(let solution):
        #expect(Outcome.solution(solution).text == expected)
      case .conflict: #expect(expected == nil)
      case .gaveUp: #expect(effort < 500)
      }
    }
  }
}
