internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let dependencyUnmet = Rule(
    "dependency-unmet", .closure, .forward, "what a release depends on has a release in range",
    """
    A release can only be installed together with one release of each thing that it depends on. What \
    is current needs current ones; a candidate may need candidates, too. A pre-release is in range \
    only if the range names one of the same version. Widen the range, or wait with the release until \
    what it needs is there. A published release keeps its ranges: release the next version with one \
    that will do, and revoke this one or have it waived. The build goes on without: such a release is marked, and solvers skip it \
    and all that cannot do without it.
    """)
}

extension Check {
  static let dependencyUnmet = wantingEdges(.dependencyUnmet) {
    (wanting, view, _) throws(SnapshotError) in
    guard wanting.edge.binds, case .short(let package, let shortage) = wanting.outcome else {
      return nil
    }
    if case .revoked = shortage { return nil }
    let stage = wanting.release.stage
    return (
      "no release of \(package) will do for \(quoted(wanting.edge.rangeText)): "
        + shortage.reason(for: stage),
      try view.help(ranging: package, for: stage)
    )
  }
}
