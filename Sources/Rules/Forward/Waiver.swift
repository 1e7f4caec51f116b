internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let waiver = Rule(
    "waiver", .integrity, .forward,
    "waivers are of rules that can be waived, for things that exist",
    """
    A waiver turns the finding of a rule on a subject into a note. The rule is a closure rule or \
    an advice: integrity is never waived. The subject is a path of the registry, or \
    `<project>/<package>`, or `<project>/<package>@<version>`. A waiver of anything else accepts \
    nothing, though its author believes it does. `cairn explain --list` names the rules.
    """)

  static let expiredWaiver = Rule(
    "expired-waiver", .advice, .forward, "waivers are still valid",
    """
    A waiver ends at its `expires`, and the finding that it accepted is back. Mend what the \
    finding says, or grant the waiver again with a new reason; then take the old one out.
    """)
}

extension Check {
  static let waiver = Check(
    .waiver,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for waiver in unit.waivers {
        findings += ruleFindings(of: waiver, in: unit)
        if try !view.exists(subject: waiver.subject.text) {
          findings.append(
            unit.finding(
              .waiver, at: waiver.subject.node, "there is no \(quoted(waiver.subject.text))",
              help: "name a file of the registry, <project>/<package> or one with @<version>"))
        }
      }
      return findings
    })

  static let expiredWaiver = Check(
    .expiredWaiver,
    .forward { (unit, view) in
      unit.waivers.compactMap { waiver in
        guard let expires = waiver.expires, !waiver.isValid(at: view.moment.now) else { return nil }
        return unit.finding(
          .expiredWaiver, at: expires.node,
          "the waiver of \(quoted(waiver.rule.text)) was valid until \(expires.value.text)",
          help: "take it out, or grant it again with a new reason")
      }
    })

  private static func ruleFindings(of waiver: WaiverList.Waiver, in unit: Unit) -> [Diagnostic] {
    let text = waiver.rule.text
    guard let rule = Rule.named(text) else {
      return [
        unit.finding(
          .waiver, at: waiver.rule.node, "there is no rule \(quoted(text))",
          help: Likeness.closest(to: text, among: Rule.all.map(\.id))
            .map { "did you mean \"\($0)\"?" } ?? "`cairn explain --list` names the rules")
      ]
    }
    guard rule.class == .integrity else { return [] }
    return [
      unit.finding(
        .waiver, at: waiver.rule.node,
        "\(rule.id) is a rule of integrity, which nothing waives",
        help: "mend what it finds: \(rule.summary)")
    ]
  }
}

extension ForwardView {
  /// Whether a waiver's subject is there: a file by its path, a package, or a release of one.
  fileprivate func exists(subject: String) throws(SnapshotError) -> Bool {
    let path = RepositoryPath(subject)
    if path.problem() == nil, let entry = try lookup.entry(at: path), entry.kind != .folder {
      return true
    }
    let versions = context.policy.versioning
    let (reference, number) = subject.splitOnce(at: "@") ?? (subject, nil as String?)
    guard let package = try? PackageID(reference, versions: versions),
      try lookup.hasPackage(package)
    else { return false }
    guard let number else { return true }
    // What the package holds is unknown where it cannot be understood.
    guard let unit = try lookup.unit(at: lookup.path(of: package)), let index = unit.versionIndex
    else { return true }
    return index.releases.contains { $0.version.text == number } || !unit.isSound
  }
}
