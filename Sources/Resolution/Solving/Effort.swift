/// How much is done before it is given up: an index can be made, or come to be, that takes longer than anyone waits.
///
/// Looking at a term, or at an edge, is a unit, so that equal questions go equally far on every machine.
public struct Effort: Sendable {
  /// What ended for want of effort.
  public struct Spent: Error {}

  private let limit: Int
  private var spent = 0
  /// How often the search was wrong.
  private(set) var contradictions = 0

  public init(limit: Int) { self.limit = limit }

  public var isSpent: Bool { spent > limit }

  mutating func spend(_ units: Int) { spent += units }

  mutating func countContradiction() { contradictions += 1 }
}
