import IndexModel
import TestSupport
import Testing

@testable import Resolution

/// Whether proofs prove: what the explanations say has to be true and to follow.
struct ProofTests {
  @Test
  func everyStepFollowsFromItsCauses() throws {
    var count = 0
    for seed in 0..<4_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let sample = try RandomIndex(&random)
      guard let proof = try Self.proof(sample) else { continue }
      count += 1
      #expect(proof.steps.last?.terms.isEmpty == true, "seed \(seed)")
      for (place, step) in proof.steps.enumerated() {
        #expect(Self.holds(step, at: place, in: proof), "seed \(seed), step \(place + 1)")
      }
    }
    #expect(count > 500)
  }

  private static func proof(_ sample: RandomIndex) throws -> Proof? {
    var search = Search(sample.request, in: sample.index)
    guard case .impossible(let root) = try search.run() else { return nil }
    return Proof(of: root, from: search.incompatibilities, search.stock.rosters)
  }

  private static func holds(_ step: Incompatibility, at place: Int, in proof: Proof) -> Bool {
    switch step.cause {
    case .requirement: return step.terms.count < 2
    case .demand(let number, let dependent, _):
      let demand = proof.rosters[dependent].demands[number]
      guard let term = step.term(on: dependent) else { return false }
      return term.set.count > 0 && term.set.isSubset(of: demand.releases)
    case .derived(let left, let right, let pivot):
      guard left < place, right < place else { return false }
      let causes = [proof.steps[left], proof.steps[right]]
      let covered = causes.map { $0.term(on: pivot)?.set ?? proof.rosters[pivot].anything }
      let all = step.term(on: pivot)?.set ?? proof.rosters[pivot].anything
      let others = causes.flatMap(\.terms).filter { $0.alias != pivot }
      return all.isSubset(of: covered[0].union(covered[1]))
        && others.allSatisfy { step.term(on: $0.alias)?.set.isSubset(of: $0.set) == true }
    }
  }
}
