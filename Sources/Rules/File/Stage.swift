internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let stage = Rule(
    "stage", .integrity, .file, "what a release says of itself fits its stage",
    """
    A `revocation` goes with the stage `revoked`, and only with it: who meets a revoked release \
    has to learn why, and a reason on a release that is served as good would be missed. A \
    `promotion` says how a release left its candidacy, so a candidate has none. `cairn \
    revoke` writes the stage with a `revocation`, its `reason` and `message`; `cairn promote` writes \
    it with a `promotion`, the `policy` and the `tally` of the vote.
    """)
}

extension Check {
  static let stage = Check(
    .stage,
    .file { unit, _ in
      (unit.versionIndex?.releases ?? []).flatMap { release in
        [
          revocationFinding(of: release, in: unit), promotionFinding(of: release, in: unit),
        ].compactMap(\.self)
      }
    })

  private static func revocationFinding(of release: Release, in unit: Unit) -> Diagnostic? {
    let revocation = unit.document.member("revocation", of: release.node)
    switch (release.stage, revocation) {
    case (.revoked, nil):
      return unit.finding(
        .stage, at: release.stageNode,
        "release \(release.version.text) is revoked without a \"revocation\"",
        help: "add a \"revocation\" with a \"reason\" and a \"message\", as `cairn revoke` does")
    case (.candidate, let revocation?), (.current, let revocation?):
      return unit.finding(
        .stage, at: revocation,
        "release \(release.version.text) has a \"revocation\" in the stage \(release.stage.text)",
        help: "make the stage \"revoked\", or take the revocation out",
        notes: [unit.note(at: release.stageNode, "the stage")])
    default: return nil
    }
  }

  private static func promotionFinding(of release: Release, in unit: Unit) -> Diagnostic? {
    guard release.stage == .candidate,
      let promotion = unit.document.member("promotion", of: release.node)
    else { return nil }
    return unit.finding(
      .stage, at: promotion, "the candidate \(release.version.text) has a \"promotion\"",
      help: "take it out; if the vote has passed, `cairn promote` writes it",
      notes: [unit.note(at: release.stageNode, "the stage")])
  }
}
