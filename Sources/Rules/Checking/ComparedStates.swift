internal import Diagnostics
internal import IndexModel
internal import Registry

/// Two states of a registry, and what is to be looked at in each of them.
struct ComparedStates {
  let scope: ChangeScope
  let base: ForwardView
  let head: ForwardView
  /// The version indexes that may name what lost something.
  let named: Set<RepositoryPath>
  private let dependencies: Dependencies?

  private struct Dependencies {
    let base: DependencyView
    let head: DependencyView
    /// Nil where everything is looked at.
    let scope: DependencyScope?
  }

  init(
    _ scope: ChangeScope, from base: ForwardView, to head: ForwardView,
    naming named: Set<RepositoryPath>, coversDependencies: Bool
  ) throws(SnapshotError) {
    (self.scope, self.base, self.head, self.named) = (scope, base, head, named)
    guard coversDependencies, !scope.packages.isEmpty || !scope.packageIndexes.isEmpty,
      base.context.blob != nil, head.context.blob != nil
    else {
      dependencies = nil
      return
    }
    let layout = head.context.layout
    let names = named.compactMap { path -> String? in
      guard case .versionIndex(let project, let name) = SourcePlace(path, layout: layout) else {
        return nil
      }
      return "\(project)/\(name)"
    }
    let (before, after) = (
      try DependencyView(lookingUp: base), try DependencyView(lookingUp: head)
    )
    dependencies = Dependencies(
      base: before, head: after,
      scope: scope.isEverything
        ? nil : try DependencyScope(scope, naming: Set(names), before, after))
  }

  /// What the checks of dependencies find in one of the two states.
  ///
  /// - Parameter paths: Files whose findings will do; nil for all.
  func dependencyFindings(
    in state: Lookup, onlyOf paths: Set<RepositoryPath>?
  ) throws(SnapshotError) -> [DependencyFinding] {
    guard let dependencies, let scope = dependencies.scope else { return [] }
    let view = state === head.lookup ? dependencies.head : dependencies.base
    return try scope.findings(view, onlyOf: paths)
  }

  /// What is to be said of the releases that the change touches, as a whole.
  func solutionFindings() throws(SnapshotError) -> [Diagnostic] {
    guard let dependencies else { return [] }
    var findings: [Diagnostic] = []
    for package in scope.packages.sorted() {
      findings += try SolutionCheck.findings(
        of: package, from: dependencies.base, to: dependencies.head)
    }
    return findings
  }
}
