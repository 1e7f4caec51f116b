internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Check {
  /// Whether a key is well formed was decided on reading.
  static let key = Check(
    .key,
    .file { unit, _ in
      guard let keys = unit.identity?.keys else { return [] }
      return keys.compactMap { periodFinding(of: $0, in: unit) } + repetitions(of: keys, in: unit)
    })

  private static func periodFinding(of key: Identity.Key, in unit: Unit) -> Diagnostic? {
    guard let from = key.validFrom, let until = key.validUntil, until.value <= from.value else {
      return nil
    }
    return unit.finding(
      .key, at: until.node,
      "the key is valid until \(until.value.text), before it is at \(from.value.text)",
      help: "correct one of the two times",
      notes: [unit.note(at: from.node, "valid from here")])
  }

  private static func repetitions(of keys: [Identity.Key], in unit: Unit) -> [Diagnostic] {
    var first = First<String, Identity.Key>()
    return keys.compactMap { key in
      guard let fingerprint = key.fingerprint,
        let earlier = first.holder(of: fingerprint, else: key)
      else { return nil }
      return unit.finding(
        .key, at: key.node, "the key is there already", help: "remove one of the two",
        notes: [unit.note(at: earlier.node, "first here")])
    }
  }
}
