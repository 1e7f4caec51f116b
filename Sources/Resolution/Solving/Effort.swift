/// How much a search does before it gives up: an index can be made, or come to be, that takes longer than anyone waits.
///
/// Looking at a term is a unit, so that equal questions go equally far on every machine.
struct Effort {
  private let limit: Int
  private var spent = 0
  /// How often the search was wrong.
  private(set) var contradictions = 0

  init(limit: Int) { self.limit = limit }

  var isSpent: Bool { spent > limit }

  mutating func spend(_ units: Int) { spent += units }

  mutating func countContradiction() { contradictions += 1 }
}
