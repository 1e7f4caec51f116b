internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let dependencyOptional = Rule(
    "dependency-optional", .advice, .forward, "what a release can do without exists, too",
    """
    A dependency that is optional, or only for development, stops nobody if it cannot be met. Still \
    it names a package and the versions that will do; where there is no such thing, it was probably \
    mistyped, or has been forgotten. Mend it, or leave it out.
    """)
}

extension Check {
  static let dependencyOptional = Check(
    .dependencyOptional,
    .dependencies { (unit, view) throws(SnapshotError) in
      var findings: [DependencyFinding] = []
      for wanting in view.wanting where !wanting.edge.binds {
        let words: (message: String, help: String)
        switch wanting.outcome {
        case .met, .unclear: continue
        case .nowhere(let package):
          words = (
            "there is no package \(package)",
            try wanting.release.stage.lasting(
              view.help(
                naming: wanting.edge.target, package, guessing: findings.count < mostGuesses))
          )
        case .short(let package, let shortage):
          let stage = wanting.release.stage
          words = (
            "no release of \(package) will do for \(quoted(wanting.edge.rangeText)): "
              + shortage.reason(for: stage),
            try view.help(ranging: package, for: stage)
          )
        }
        let finding = unit.finding(
          .dependencyOptional, at: wanting.dependency.node, words.message, help: words.help)
        findings.append(DependencyFinding(finding, about: wanting))
      }
      return findings
    })
}
