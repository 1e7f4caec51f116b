internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let expiredKey = Rule(
    "expired-key", .advice, .file, "keys are still valid",
    """
    Signatures by a key do not count after its `validUntil`. An expired key stays, so that older \
    signatures can still be verified; the advice is there so that its owner adds the next one in \
    time. Add a new key behind it: the first key gives the identity its full name, so the order is \
    kept.
    """)
}

extension Check {
  static let expiredKey = Check(
    .expiredKey,
    .file { unit, view in
      (unit.identity?.keys ?? []).compactMap { key in
        guard let until = key.validUntil, until.value <= view.moment.now else { return nil }
        return unit.finding(
          .expiredKey, at: until.node, "the key was valid until \(until.value.text)",
          help: "add a new key behind it, and keep this one for the signatures that it made")
      }
    })
}
