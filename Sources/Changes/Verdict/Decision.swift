/// What is to be said of one change: whether it is allowed, by whom, and who could still allow it.
public struct Decision: Hashable, Sendable {
  public let change: Change
  public let outcome: Outcome
  /// Who allowed it of those who are there.
  public let allowedBy: [Approver]
  /// The groups of people of each of which one has still to agree. None if nothing is missing, and if nobody may; an
  /// empty group is of operations, of whom base names nobody.
  public let needs: [[Approver]]

  /// Who could approve what is missing, once each.
  public var approvers: [Approver] {
    var seen: Set<String> = []
    return needs.joined().filter { seen.insert($0.handle).inserted }
  }

  public enum Outcome: Hashable, Sendable {
    case allowed
    /// Somebody else has to agree.
    case open
    /// Nobody may do this.
    case forbidden
  }

  public var isAllowed: Bool { outcome == .allowed }
}
