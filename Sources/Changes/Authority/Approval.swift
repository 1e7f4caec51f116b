public import IndexModel

/// The word of an account that a commit is fine.
public struct Approval: Hashable, Sendable {
  public let account: Account
  /// The commit that the account saw. It counts for no other: what was pushed later, nobody saw.
  public let commit: ObjectID

  public init(account: Account, commit: ObjectID) {
    self.account = account
    self.commit = commit
  }
}
