internal import IndexModel
internal import Registry
internal import Resolution

/// Whose dependencies have to be looked at again because of a change: the same in both states.
///
/// What comes meets more than before, so that only what lost something is looked for among those
/// who may have named it.
struct DependencyScope {
  /// As `<project>/<package>`.
  private(set) var packages: Set<String> = []
  /// The package indexes to look at as a whole.
  let packageIndexes: Set<String>
  /// The aliases to look at in others.
  private(set) var aliases: [String: Set<String>] = [:]

  /// - Parameter named: The packages that may name what lost something.
  init(
    _ scope: ChangeScope, naming named: Set<String>, _ base: DependencyView, _ head: DependencyView
  ) throws(SnapshotError) {
    packageIndexes = scope.packageIndexes
    packages = scope.packages.union(named)
    // Who was met by an index may be no more.
    for name in packageIndexes {
      let old = base.memberships.curated.first { $0.name == name }
      guard let before = old else { continue }
      let after = head.memberships.curated.first { $0.name == name }
      let keepsAll = before.entries.allSatisfy { after?.package(of: $0.alias) == $0.package }
      if !keepsAll { packages.formUnion(before.entries.map(\.package)) }
    }
    for view in [base, head] {
      // A circle is the business of all who are on it.
      packages.formUnion(try view.ways(around: scope.packages.sorted()).keys)
    }
    for package in packages {
      for view in [base, head] {
        for membership in view.memberships.holding(package)
        where !packageIndexes.contains(membership.table.name) {
          aliases[membership.table.name, default: []].insert(membership.alias)
        }
      }
    }
  }

  /// What the checks of dependencies find in one of the two states.
  ///
  /// - Parameter paths: Files whose findings will do; nil for all.
  func findings(
    _ state: DependencyView, onlyOf paths: Set<RepositoryPath>?
  ) throws(SnapshotError) -> [DependencyFinding] {
    var view = state
    view.cycles = try view.ways(around: packages.sorted())
    var findings: [DependencyFinding] = []
    func look(at path: RepositoryPath, aliases: Set<String>? = nil) throws(SnapshotError) {
      guard paths?.contains(path) ?? true, let unit = try view.forward.lookup.unit(at: path) else {
        return
      }
      view.aliases = aliases
      findings += StateCheck.dependencyFindings(of: unit, view)
    }
    for package in packages.sorted() {
      guard let id = try? PackageID(package, versions: view.forward.context.policy.versioning)
      else { continue }
      try look(at: view.forward.lookup.path(of: id))
    }
    for name in packageIndexes.sorted() { try look(at: SourcePlace.path(ofPackageIndex: name)) }
    for (name, aliases) in aliases.sorted(by: { $0.key < $1.key }) {
      try look(at: SourcePlace.path(ofPackageIndex: name), aliases: aliases)
    }
    return findings
  }
}

extension DependencyView {
  /// A state whose packages are looked up one by one.
  init(lookingUp forward: ForwardView) throws(SnapshotError) {
    self.init(
      forward: forward, packages: LookedUpPackages(forward.lookup),
      memberships: try Memberships(forward.lookup))
  }
}
