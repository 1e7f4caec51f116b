public import IndexModel
internal import Registry

/// What clients will see of a change once it is part of the registry: which documents of releases
/// come and go, and where `latest` leads.
///
/// A package that head holds but does not say soundly has no effects: no site is made of it.
public struct Effects: Sendable {
  /// The stages whose latest release is another one, by path.
  public let latest: [LatestMove]
  /// The documents of releases that are new, by path.
  public let appearing: [ReleaseDocument]
  /// The documents of releases that are gone: a release that leaves its stage leaves its place.
  public let leaving: [ReleaseDocument]

  public var isEmpty: Bool { latest.isEmpty && appearing.isEmpty && leaving.isEmpty }

  /// Those of a change that cannot be read.
  public static let none = Effects(latest: [], appearing: [], leaving: [])

  private init(
    latest: [LatestMove], appearing: [ReleaseDocument], leaving: [ReleaseDocument]
  ) {
    self.latest = latest
    self.appearing = appearing
    self.leaving = leaving
  }

  public init(of comparison: Comparison) throws(SnapshotError) {
    var latest: [LatestMove] = []
    var appearing: [ReleaseDocument] = []
    var leaving: [ReleaseDocument] = []
    for package in try Self.packages(comparison) {
      guard let old = try Published(package, in: comparison.base),
        let new = try Published(package, in: comparison.head)
      else { continue }
      let (before, after) = (old.latest, new.latest)
      for path in Set(before.keys).union(after.keys)
      where before[path]?.text != after[path]?.text {
        latest.append(LatestMove(path: path, from: before[path], to: after[path]))
      }
      let (gone, come) = (Set(old.documents), Set(new.documents))
      appearing += come.subtracting(gone)
      leaving += gone.subtracting(come)
    }
    self.latest = latest.sorted { $0.path < $1.path }
    self.appearing = appearing.sorted { $0.path < $1.path }
    self.leaving = leaving.sorted { $0.path < $1.path }
  }

  /// The packages that the changes are about, and those that are or were the main one of a project
  /// where that changes.
  private static func packages(
    _ comparison: Comparison
  ) throws(SnapshotError) -> [PackageID] {
    var found: Set<PackageID> = []
    func add(_ project: String, _ name: String) {
      let versions = comparison.head.context.policy.versioning
      if let id = try? PackageID("\(project)/\(name)", versions: versions) { found.insert(id) }
    }
    for change in comparison.changes {
      switch change.subject {
      case .package(let project, let name), .release(let project, let name, _): add(project, name)
      case .project(let project):
        for state in [comparison.base, comparison.head] {
          if let main = try state.lookup.project(project)?.main { add(project, main.text) }
        }
      default: break
      }
    }
    return found.sorted()
  }
}

extension Effects {
  /// A `latest` document that leads elsewhere than before.
  public struct LatestMove: Hashable, Sendable {
    public let path: SitePath
    /// Nil where the stage had no release.
    public let from: Version?
    /// Nil where the stage has none any more.
    public let to: Version?
  }

  /// The document of a release, at one of its places.
  public struct ReleaseDocument: Hashable, Sendable {
    public let path: SitePath
    public let package: PackageID
    public let version: String
    public let stage: Stage
  }
}

/// What a site holds of a package.
private struct Published {
  private let index: VersionIndex?
  private let owners: [SiteLayout.Owner]

  /// Nil where there is a file of which nothing can be said.
  init?(_ package: PackageID, in state: State) throws(SnapshotError) {
    index = try state.lookup.versionIndex(package)
    if index == nil, try state.lookup.hasPackage(package) { return nil }
    let main = try state.lookup.project(package.project.text)?.main?.text
    let isMain = main.map { $0.utf8.elementsEqual(package.name.text.utf8) } ?? false
    owners = [.package(package)] + (isMain ? [.project(package.project)] : [])
  }

  var latest: [SitePath: Version] {
    var latest: [SitePath: Version] = [:]
    guard let index else { return latest }
    for stage in Stage.allCases {
      guard let release = index.latest(stage) else { continue }
      for owner in owners { latest[SiteLayout.latest(stage, owner)] = release.version }
    }
    return latest
  }

  var documents: [Effects.ReleaseDocument] {
    guard let index else { return [] }
    return owners.flatMap { owner in
      index.releases.map { release in
        Effects.ReleaseDocument(
          path: SiteLayout.release(release.stage, owner, release.version), package: index.id,
          version: release.version.text, stage: release.stage)
      }
    }
  }
}
