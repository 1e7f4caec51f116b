internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let account = Rule(
    "account", .integrity, .names, "an account on a forge belongs to one identity",
    """
    Who acts in the registry is known by an account on a forge, so an account says one identity. \
    Accounts are told apart by their numeric id; where one states no id, by the login, which \
    forges do not tell apart by case. Take the account out of one of the identities, or state the \
    ids if they are two accounts, one after the other of the same login.
    """)
}

extension Check {
  static let account = Check(
    .account,
    .claims { unit in
      (unit.identity?.accounts ?? []).flatMap { account in
        [
          account.id.map { id in
            Claim("\(account.forge):\(id)", isExclusive: true, at: account.node, of: unit)
          },
          account.login.map { login in
            Claim(
              "\(account.forge):@\(login.asciiLowered)", isExclusive: account.id == nil,
              at: account.node, of: unit)
          },
        ].compactMap(\.self)
      }
    } clash: { claim, earlier in
      Diagnostic(
        rule: Rule.account.id, severity: .error, range: claim.range, pointer: claim.pointer,
        message: "the account \(quoted(claim.thing)) belongs to another identity already",
        help: "take it out of one of the two, or state the ids if they are two accounts",
        notes: [.init(range: earlier.range, message: "the other identity")])
    })
}
