/// Why a request has no solution.
public struct Conflict: Hashable, Sendable {
  static let mostLines = 100
  static let mostClauses = 1_000

  /// The proof for people, a sentence a line: the beginning of a very long one.
  public let explanation: [String]
  /// The proof for programs: causes before what follows from them, at most 1,000.
  public let clauses: [Clause]

  init(_ proof: Proof, _ request: Request) {
    let report = Report(proof, request)
    let lines = report.explanation + Omissions(proof, request).sentences
    // Nobody reads more, and whoever made the question up hard must not fill a log with it.
    let left = lines.count - Self.mostLines
    explanation =
      left > 0
      ? lines.prefix(Self.mostLines) + ["The proof goes on for \(left) more lines."] : lines
    clauses = Array(report.clauses.prefix(Self.mostClauses))
  }

  /// One statement of the proof.
  public struct Clause: Hashable, Sendable {
    /// From 1 on, in the order of the proof.
    public let number: Int
    public let kind: Kind
    public let text: String
    /// The numbers of what it follows from; none for what is given.
    public let because: [Int]
    /// Why nothing meets it, for a requirement or a dependency that nothing meets.
    public let reason: String?
    /// The aliases that it speaks of.
    public let aliases: [String]
  }

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case requirement, dependency, conclusion
  }
}
