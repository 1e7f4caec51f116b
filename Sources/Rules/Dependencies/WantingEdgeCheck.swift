internal import Diagnostics
internal import IndexModel
internal import Registry

extension Check {
  /// What a finding about an edge says, and the nearest fix.
  typealias WantingWords = (message: String, help: String)

  /// A check of the edges that find nothing, each by itself.
  ///
  /// - Parameter words: What there is to say of one; nil where it is no violation of this rule. Last comes how many
  ///   violations the file had before.
  static func wantingEdges(
    _ rule: Rule,
    _ words:
      @escaping @Sendable (WantingEdge, DependencyView, Int) throws(SnapshotError) ->
      WantingWords?
  ) -> Check {
    Check(
      rule,
      .dependencies { (unit, view) throws(SnapshotError) in
        var findings: [DependencyFinding] = []
        for wanting in view.wanting {
          guard let words = try words(wanting, view, findings.count) else { continue }
          let finding = unit.finding(
            rule, at: wanting.dependency.node, words.message, help: words.help)
          findings.append(DependencyFinding(finding, about: wanting))
        }
        return findings
      })
  }
}
