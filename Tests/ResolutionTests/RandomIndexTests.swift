import IndexModel
import Resolution
import TestSupport
import Testing

/// The solver against everything that there is to try, on thousands of small indexes.
struct RandomIndexTests {
  @Test(arguments: 0..<8)
  func findsASolutionWhereverThereIsOneAndAValidOne(part: Int) throws {
    for seed in part * 1_000..<(part + 1) * 1_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let sample = try RandomIndex(&random)
      let rules = PlainRules(index: sample.index, request: sample.request)
      switch try sample.request.resolve(in: sample.index) {
      case .solution(let solution):
        #expect(rules.faults(of: solution).isEmpty, "seed \(seed)")
      case .conflict(let conflict):
        #expect(try !rules.isSolvable(), "seed \(seed): \(conflict.explanation)")
        #expect(conflict.explanation.count > 0, "seed \(seed)")
      }
    }
  }

  @Test
  func asksForEachAliasOnceAndOnlyForWhatIsNeeded() throws {
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
