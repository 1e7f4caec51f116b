internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let aliasTarget = Rule(
    "alias-target", .integrity, .forward, "the packages of a package index exist",
    """
    A package index maps each alias to the version index of a package. An alias for a package that \
    is not there would belong to whoever registers the name. Add the package, or take the alias \
    out.
    """)
}

extension Check {
  static let aliasTarget = Check(
    .aliasTarget,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for entry in unit.packageIndex?.entries ?? [] {
        guard try !view.lookup.hasPackage(entry.target) else { continue }
        findings.append(
          unit.finding(
            .aliasTarget, at: entry.node, "there is no package \(entry.target.text)",
            help: try view.help(naming: entry.target)))
      }
      return findings
    })
}
