internal import IndexModel
internal import Registry

/// One `replacedBy` of a version index, with what it leads to.
struct ResolvedReplacement {
  let reference: Reference
  let outcome: Outcome

  enum Outcome {
    /// To the thing itself that is to be replaced.
    case itself
    case noPackage(PackageID)
    /// The package is there, and does not have the version.
    case noRelease(PackageID, Version, in: Unit)
    /// To a release that is revoked.
    case revoked(PackageID, Release, in: Unit)
    case good
  }

  /// Every replacement that a version index names and that can be followed.
  static func all(
    of unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> [ResolvedReplacement] {
    guard let index = unit.versionIndex else { return [] }
    var all: [ResolvedReplacement] = []
    func add(_ reference: Reference?, for release: Release?) throws(SnapshotError) {
      guard let reference else { return }
      let follower = Follower(unit: unit, index: index, release: release, view: view)
      if let outcome = try follower.outcome(of: reference.text) {
        all.append(ResolvedReplacement(reference: reference, outcome: outcome))
      }
    }
    try add(index.deprecated?.replacedBy, for: nil)
    for release in index.releases {
      try add(release.deprecated?.replacedBy, for: release)
      try add(release.revocation?.replacedBy, for: release)
    }
    return all
  }
}

/// Follows what stands for a package, or for one of its releases.
private struct Follower {
  let unit: Unit
  let index: VersionIndex
  /// Nil where the package as a whole is to be replaced.
  let release: Release?
  let view: ForwardView

  func outcome(of text: String) throws(SnapshotError) -> ResolvedReplacement.Outcome? {
    switch Replacement(text, versions: view.context.policy.versioning) {
    case nil: return nil
    case .version(let version): return try outcome(of: index.id, version)
    case .package(let package, let version): return try outcome(of: package, version)
    }
  }

  private func outcome(
    of package: PackageID, _ version: Version?
  ) throws(SnapshotError) -> ResolvedReplacement.Outcome? {
    // A package is not replaced by a version of its own; a release is, but not by itself.
    if package == index.id, release == nil || version?.uniqueKey == release?.version.uniqueKey {
      return .itself
    }
    let isOwn = package == index.id
    if !isOwn, try !view.lookup.hasPackage(package) { return .noPackage(package) }
    guard let version else { return .good }
    // What the target holds is unknown where it cannot be understood: that is its own finding.
    let home = isOwn ? unit : try view.lookup.unit(at: view.lookup.path(of: package))
    guard let home, let target = home.versionIndex else { return nil }
    guard
      let found = target.releases.first(where: { $0.version.uniqueKey == version.uniqueKey })
    else { return home.isSound ? .noRelease(package, version, in: home) : nil }
    return found.stage == .revoked ? .revoked(package, found, in: home) : .good
  }
}
