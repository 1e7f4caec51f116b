internal import IndexModel
internal import Registry
internal import Resolution

/// What a check of dependencies may look at beside the unit: the releases of what it names.
///
/// A check of a state has them all at hand, a check of a change looks them up; what they come to is
/// judged in one way.
public struct DependencyView: Sendable {
  let forward: ForwardView
  let packages: any PackageSource
  let memberships: Memberships
  /// For each package that has to be built before itself, the way back to it.
  var cycles: [String: [String]] = [:]
  /// The aliases of a package index that are asked about; nil for all.
  var aliases: Set<String>?
  /// The edges of the unit that find nothing.
  var wanting: [WantingEdge] = []

  /// What an edge of a package's release finds by itself.
  ///
  /// A bare name that leads nowhere in the index of every package was written for another one, if
  /// it finds something there.
  func outcome(
    of edge: Edge, of version: Version, _ stage: Stage, in package: String
  ) throws(SnapshotError) -> EdgeOutcome {
    let outcome = try EdgeJudge(.everything, packages)
      .outcome(of: edge, of: version, stage, from: package)
    guard outcome.isWanting, !edge.target.utf8.contains(UInt8(ascii: "/")) else { return outcome }
    for membership in memberships.holding(package) {
      let other = try EdgeJudge(membership.table, packages)
        .outcome(of: edge, of: version, stage, from: membership.alias)
      if !other.isWanting { return .met }
    }
    return outcome
  }

  /// Whether anything is to be said of a package's releases.
  func isWanting(_ package: String, _ releases: [ReleaseNode]) throws(SnapshotError) -> Bool {
    if cycles[package] != nil { return true }
    let judge = EdgeJudge(.everything, packages)
    var last: ReleaseNode?
    for release in releases where release.stage != .revoked && !release.edges.isEmpty {
      // Most releases declare what the one before them does.
      if let last, last.stage == release.stage, last.edges == release.edges,
        !release.edges.contains(where: { judge.isOfItself($0, in: package) })
      {
        continue
      }
      last = release
      for edge in release.edges {
        let outcome = try outcome(of: edge, of: release.version, release.stage, in: package)
        if outcome.isWanting { return true }
      }
    }
    return false
  }

  /// The edges of a version index that find nothing, in the order of the file. What a revoked release
  /// needs does not matter any more.
  func wantingEdges(of unit: Unit) throws(SnapshotError) -> [WantingEdge] {
    guard unit.isSound, let index = unit.versionIndex else { return [] }
    let package = index.id.text
    var wanting: [WantingEdge] = []
    for release in index.releases where release.stage != .revoked {
      for dependency in release.dependencies {
        let edge = Edge(dependency)
        let outcome = try outcome(of: edge, of: release.version, release.stage, in: package)
        guard outcome.isWanting else { continue }
        wanting.append(
          WantingEdge(release: release, dependency: dependency, edge: edge, outcome: outcome))
      }
    }
    return wanting
  }
}

/// An edge that finds nothing, where it is declared.
struct WantingEdge: Sendable {
  let release: Release
  let dependency: Release.Dependency
  let edge: Edge
  let outcome: EdgeOutcome
}
