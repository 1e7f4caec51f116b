internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let revokedReplacement = Rule(
    "revoked-replacement", .advice, .forward, "replacements are not revoked themselves",
    """
    `replacedBy` sends those who use a deprecated or revoked release to another one. If that is \
    revoked, too, they are sent on again, or nowhere. Name what should be used today.
    """)
}

extension Check {
  static let replacedBy = Check(
    .replacedBy,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for replacement in try ResolvedReplacement.all(of: unit, view) {
        let node = replacement.reference.node
        switch replacement.outcome {
        case .good, .revoked: break
        case .itself:
          findings.append(
            unit.finding(
              .replacedBy, at: node,
              "\(quoted(replacement.reference.text)) is what is to be replaced",
              help: "name something else, or leave \"replacedBy\" out"))
        case .noPackage(let package):
          findings.append(
            unit.finding(
              .replacedBy, at: node, "there is no package \(package.text)",
              help: try view.help(naming: package)))
        case .noRelease(let package, let version, let home):
          findings.append(
            unit.finding(
              .replacedBy, at: node, "\(package.text) has no release \(version.text)",
              help: "name a version that is there, or the package alone",
              notes: [home.note(at: home.versionIndex?.node ?? home.document.root, "the package")]))
        }
      }
      return findings
    })

  static let revokedReplacement = Check(
    .revokedReplacement,
    .forward { (unit, view) throws(SnapshotError) in
      try ResolvedReplacement.all(of: unit, view).compactMap { replacement in
        guard case .revoked(let package, let release, let home) = replacement.outcome else {
          return nil
        }
        return unit.finding(
          .revokedReplacement, at: replacement.reference.node,
          "\(package.text)@\(release.version.text) is revoked itself",
          help: "name what should be used today",
          notes: [home.note(at: release.stageNode, "revoked here")])
      }
    })
}
