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
  static let dependencyOptional = wantingEdges(.dependencyOptional) {
    (wanting, view, count) throws(SnapshotError) in
    guard !wanting.edge.binds else { return nil }
    switch wanting.outcome {
    case .met, .unclear: return nil
    case .nowhere(let package):
      return (
        "there is no package \(package)",
        try wanting.release.stage.lasting(
          view.help(naming: wanting.edge.target, package, guessing: count < mostGuesses))
      )
    case .short(let package, let shortage):
      let stage = wanting.release.stage
      return (
        "no release of \(package) will do for \(quoted(wanting.edge.rangeText)): "
          + shortage.reason(for: stage),
        try view.help(ranging: package, for: stage)
      )
    }
  }
}
