import IndexModel
import Resolution
import TestSupport
import Testing

/// The solver against everything that there is to try, on thousands of small indexes.
struct RandomIndexTests {
  @Test(arguments: 0..<8)
  func findsASolutionWhereverThereIsOneAndAValidOne(part: Int) throws {
    var (solved, refused) = (0, 0)
    for seed in part * 1_000..<(part + 1) * 1_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let sample = try RandomIndex(&random)
      let rules = PlainRules(index: sample.index, request: sample.request)
      switch try sample.request.resolve(in: sample.index) {
      case .solution(let solution):
        solved += 1
        #expect(rules.faults(of: solution).isEmpty, "seed \(seed)")
      case .conflict(let conflict):
        refused += 1
        #expect(try !rules.isSolvable(), "seed \(seed): \(conflict.explanation)")
      case .gaveUp: Issue.record("seed \(seed): gave up")
      }
    }
    #expect(solved > 200 && refused > 200, "\(solved) solved, \(refused) refused")
  }

  @Test
  func readsOnlyWhatIsNamed() throws {
    let index = try SampleIndex(
      "a 1.0.0 needs b ^1, dev ^1 (dev)\na 0.1.0 needs old ^1\nb 1.0.0\nold 1.0.0\ndev 1.0.0\nc 1.0.0"
    )
    _ = try Request("a").resolve(in: index)
    #expect(index.loads == ["a": 1, "b": 1])
  }

  @Test
  func asksForEachAliasOnce() throws {
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(seed))
      let sample = try RandomIndex(&random)
      _ = try sample.request.resolve(in: sample.index)
      #expect(sample.index.loads.values.allSatisfy { $0 == 1 }, "seed \(seed)")
    }
  }

  @Test
  func comesOutTheSameWhateverTheOrderOfTheRequirements() throws {
    for seed in 0..<1_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let sample = try RandomIndex(&random)
      var shuffled = sample.request
      shuffled.requirements.shuffle(using: &random)
      shuffled.locked = Dictionary(
        uniqueKeysWithValues: sample.request.locked.map { ($0, $1) }.shuffled(using: &random))
      let texts = try [sample.request, shuffled].map { try $0.resolve(in: sample.index).text }
      #expect(texts[0] == texts[1], "seed \(seed)")
    }
  }
}
