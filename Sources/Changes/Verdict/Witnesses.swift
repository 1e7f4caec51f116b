public import IndexModel

/// Who stands behind a change: what counted of the actor and the approvals, and what did not.
public struct Witnesses: Hashable, Sendable {
  /// Who pushed head; nil where nobody knows.
  public let actor: Witness?
  /// Whose approvals counted, in their order.
  public let approvers: [Witness]
  /// The approvals that did not count, in their order.
  public let ignored: [Ignored]

  /// An account, and whose it is.
  public struct Witness: Hashable, Sendable {
    public let account: Account
    /// Nil where it is of nobody who could allow a part of the change.
    public let handle: String?

    public init(_ account: Account, handle: String?) {
      self.account = account
      self.handle = handle
    }
  }

  /// An approval that did not count.
  public struct Ignored: Hashable, Sendable {
    public let approval: Approval
    public let reason: Reason

    public init(_ approval: Approval, _ reason: Reason) {
      self.approval = approval
      self.reason = reason
    }
  }

  /// Why an approval did not count.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It is of another commit than head.
    case otherCommit = "other-commit"
    /// No identity of those who could allow a part of the change has the account.
    case unknownAccount = "unknown-account"
  }

  public init(actor: Witness?, approvers: [Witness], ignored: [Ignored]) {
    self.actor = actor
    self.approvers = approvers
    self.ignored = ignored
  }

  /// - Parameter holder: Whose an account is, of those who could allow a part of the change.
  init(of proposal: Proposal, _ holder: (Account) -> String?) {
    actor = proposal.actor.map { Witness($0, handle: holder($0)) }
    var approvers: [Witness] = []
    var ignored: [Ignored] = []
    for approval in proposal.approvals {
      if approval.commit != proposal.commit {
        ignored.append(Ignored(approval, .otherCommit))
      } else if let handle = holder(approval.account) {
        approvers.append(Witness(approval.account, handle: handle))
      } else {
        ignored.append(Ignored(approval, .unknownAccount))
      }
    }
    self.approvers = approvers
    self.ignored = ignored
  }
}
