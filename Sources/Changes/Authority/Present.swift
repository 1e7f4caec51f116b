internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// Who stands behind a change: the account that pushed head, and those that approved that commit.
struct Present {
  private let accounts: [Account]
  private let base: State
  private let head: State
  private var known: [Person: Presence] = [:]
  /// Everybody who could allow a part of the change, in the order in which they came up.
  private var asked: [Approver] = []
  private var isAsked: Set<Approver> = []

  /// A handle, by the identity of one of the two states.
  private struct Person: Hashable {
    let handle: String
    let side: SourceRange.Side
  }

  /// How somebody is known to be there.
  fileprivate enum Presence {
    case absent
    case byID(Account)
    /// By a login, which another may have taken since.
    case byLogin(Account, SourceRange)
  }

  init(_ accounts: [Account], base: State, head: State) {
    self.accounts = accounts
    self.base = base
    self.head = head
  }

  /// Whether one of the accounts is the approver's, by the identity as base has it.
  ///
  /// Only to agree to become an owner an identity will do that comes with the change: operations
  /// have to agree to it, so the change does not pass without them. Whatever else base lets a handle
  /// do, it lets nobody do as long as it has no such identity: anybody could bring one.
  mutating func contains(_ approver: Approver) throws(SnapshotError) -> Bool {
    try presence(of: approver).isThere
  }

  /// Notes who could allow something.
  mutating func ask(for approvers: [Approver]) {
    for approver in approvers where isAsked.insert(approver).inserted { asked.append(approver) }
  }

  /// Whose the accounts are, as far as they are of somebody who could allow a part of the change. The whole registry
  /// is not searched for the others.
  mutating func holders() throws(SnapshotError) -> [Account: String] {
    var holders: [Account: String] = [:]
    for approver in asked where holders.count < Set(accounts).count {
      guard let account = try presence(of: approver).account else { continue }
      holders[account] = holders[account] ?? approver.handle
    }
    return holders
  }

  private mutating func presence(of approver: Approver) throws(SnapshotError) -> Presence {
    let isNew = try base.lookup.entry(at: SourcePlace.path(ofIdentity: approver.handle)) == nil
    let side: SourceRange.Side = isNew && approver.ground == .consent ? .head : .base
    let person = Person(handle: approver.handle, side: side)
    if let known = known[person] { return known }
    let presence = try presence(of: person)
    known[person] = presence
    return presence
  }

  private func presence(of person: Person) throws(SnapshotError) -> Presence {
    guard !accounts.isEmpty else { return .absent }
    let path = SourcePlace.path(ofIdentity: person.handle)
    let state = person.side == .head ? head : base
    guard let identity = try state.lookup.identity(person.handle) else { return .absent }
    var found = Presence.absent
    for account in accounts {
      for own in identity.accounts where own.forge == account.forge {
        switch account.holder {
        case .id(let id): if own.id == id { return .byID(account) }
        case .login:
          if let login = own.login, account.hasLogin(login, at: own.forge) {
            found = .byLogin(account, try state.range(of: own, at: path, person.side))
          }
        }
      }
    }
    return found
  }

  /// A warning for everybody who is known by a login alone.
  var warnings: [Diagnostic] {
    known.compactMap { person, presence in
      guard case .byLogin(let account, let range) = presence else { return nil }
      return Diagnostic(
        rule: Rule.loginOnly.id, severity: .warning, range: range,
        message: "\(quoted(account.text)) counts as \(quoted(person.handle)) by the login alone, "
          + "expected a number",
        help: "pass the account's number: a login can be renamed, and taken by another")
    }
  }
}

extension State {
  /// Where an account of an identity stands.
  fileprivate func range(
    of account: Identity.ForgeAccount, at path: RepositoryPath, _ side: SourceRange.Side
  ) throws(SnapshotError) -> SourceRange {
    guard let unit = try lookup.unit(at: path) else { return .start(of: path, side: side) }
    return SourceRange(path: path, bytes: unit.document.range(of: account.node), side: side)
  }
}

extension Present.Presence {
  fileprivate var isThere: Bool {
    if case .absent = self { false } else { true }
  }

  fileprivate var account: Account? {
    switch self {
    case .absent: nil
    case .byID(let account), .byLogin(let account, _): account
    }
  }
}

extension Rule {
  static let loginOnly = Rule(
    "login-only", .advice, .change, "accounts are known by their numbers",
    """
    A forge lets people rename their accounts, and lets others take the old name. Its number stays. \
    Whoever calls `cairn check` therefore passes numbers, as `github:4`, and identities state the \
    `id` of each account. A login is believed where there is nothing better, with this warning.
    """)
}
