/// Why a request has no solution.
public struct Conflict: Hashable, Sendable {
  /// The proof for people, a sentence a line.
  public let explanation: [String]
  /// The proof for programs: causes before what follows from them.
  public let clauses: [Clause]

  init(_ proof: Proof, _ request: Request) {
    let report = Report(proof, request)
    explanation = report.explanation + Omissions(proof, request).sentences
    clauses = report.clauses
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
