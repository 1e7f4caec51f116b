/// What is to be said of one change: whether it is allowed, by whom, and who could still allow it.
public struct Decision: Hashable, Sendable {
  public let change: Change
  public let outcome: Outcome
  /// Who allowed it of those who are there.
  public let allowedBy: [Approver]
  /// Who could approve what is missing: one of them, or where owners have to agree each of those.
  /// Empty if nothing is missing, and if nobody may.
  public let approvers: [Approver]

  public enum Outcome: Hashable, Sendable {
    case allowed
    /// Somebody else has to agree.
    case open
    /// Nobody may do this.
    case forbidden
  }

  public var isAllowed: Bool { outcome == .allowed }
}
