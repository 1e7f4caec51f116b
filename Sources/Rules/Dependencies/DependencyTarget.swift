internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let dependencyTarget = Rule(
    "dependency-target", .closure, .forward, "what a release depends on exists",
    """
    A dependency names a package as `<project>/<package>`, or by a bare name: the package of that \
    name in the release's own project, or an alias of the package index that the release was written \
    for. A dependency on nothing can be met by nobody, and would belong to whoever registers the \
    name. It counts for dependencies for running and for building that are not optional; a bare name \
    is not missed if a package index that holds the package meets it. Name a package that is there, \
    or add it. A published release keeps its names: release the next version with the right one, and \
    revoke this one or have it waived.
    """)
}

extension Check {
  static let dependencyTarget = wantingEdges(.dependencyTarget) {
    (wanting, view, count) throws(SnapshotError) in
    guard wanting.edge.binds, case .nowhere(let package) = wanting.outcome else { return nil }
    return (
      "there is no package \(package)",
      try wanting.release.stage.lasting(
        view.help(naming: wanting.edge.target, package, guessing: count < mostGuesses))
    )
  }
}
