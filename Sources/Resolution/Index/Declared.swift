public import IndexModel
public import Registry

// What resolvers take from the files of a registry.

extension Edge {
  public init(_ dependency: Release.Dependency) {
    self.init(
      target: dependency.target, rangeText: dependency.range?.text ?? "",
      range: dependency.range?.parsed, use: dependency.use, isOptional: dependency.isOptional)
  }

  /// The edges of a release, by the bytes of their targets.
  public static func all(of release: Release) -> [Edge] {
    release.dependencies.map(Edge.init)
      .sorted { $0.target.utf8.lexicographicallyPrecedes($1.target.utf8) }
  }
}

extension ReleaseNode {
  /// The releases of a package, ascending.
  public static func all(of index: VersionIndex) -> [ReleaseNode] {
    var nodes: [ReleaseNode] = []
    nodes.reserveCapacity(index.releases.count)
    for release in index.releases.sorted(by: { $0.version < $1.version }) {
      var edges = Edge.all(of: release)
      // Most releases declare what the one before them does.
      if let last = nodes.last?.edges, last == edges { edges = last }
      nodes.append(ReleaseNode(version: release.version, stage: release.stage, edges: edges))
    }
    return nodes
  }

  public init(_ release: IndexedRelease) {
    self.init(version: release.version, stage: release.stage, edges: release.edges)
  }
}

extension IndexedRelease {
  /// - Parameter unmet: The targets of its edges that nothing in the index meets.
  public init(_ release: Release, unmet: [String] = []) {
    let archives = release.files.filter { $0.role == .archive }
    var sha256: SHA256Digest?
    if archives.count == 1, case .url(_, let digest) = archives[0].location { sha256 = digest }
    self.init(
      version: release.version, stage: release.stage, published: release.published,
      cid: release.cid?.text, sha256: sha256, edges: Edge.all(of: release), unmet: unmet)
  }
}

extension IndexEntry {
  /// - Parameter marks: The targets that nothing meets, for each release, ascending; nil where all is met.
  public init(_ alias: String, _ index: VersionIndex, marks: [[String]]? = nil) {
    let releases = index.releases.sorted { $0.version < $1.version }
    self.init(
      alias: alias, package: index.id.text,
      releases: releases.indices.map { IndexedRelease(releases[$0], unmet: marks?[$0] ?? []) })
  }
}

extension AliasTable {
  public init(_ index: PackageIndex) {
    self.init(index.name, index.entries.map { (alias: $0.alias, package: $0.target.text) })
  }
}

extension Lookup {
  /// What the aliases of a package index stand for; nil where there is no sound one of that name.
  public func aliases(of packageIndex: String) throws(SnapshotError) -> AliasTable? {
    if packageIndex == AliasTable.everything.name { return .everything }
    return try self.packageIndex(packageIndex).map(AliasTable.init)
  }

  /// A package index, if it is sound.
  public func packageIndex(_ name: String) throws(SnapshotError) -> PackageIndex? {
    guard let unit = try unit(at: SourcePlace.path(ofPackageIndex: name)), unit.isSound,
      case .packageIndex(let index)? = unit.resource
    else { return nil }
    return index
  }

  /// The version index of a package, if it is sound: what a resolver may go by.
  public func soundVersionIndex(_ package: String) throws(SnapshotError) -> VersionIndex? {
    guard let id = try? PackageID(package, versions: context.policy.versioning),
      let unit = try unit(at: path(of: id)), unit.isSound,
      case .versionIndex(let index)? = unit.resource
    else { return nil }
    return index
  }
}
