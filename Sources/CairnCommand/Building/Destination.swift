internal import GitStore
internal import IndexModel
internal import Publishing
internal import Site

/// Where a build goes.
enum Destination {
  case folder(path: String, Publication)
  case branch(BranchName, BranchPublication)

  var sink: any Sink {
    switch self {
    case .folder(_, let publication): publication
    case .branch(_, let publication): publication
    }
  }
}

extension Destination {
  static func folder(_ path: String, of registry: OpenRegistry) throws -> Destination {
    try registry.refuseAmongSources(path)
    return .folder(path: path, try Publication.begin(at: path, provenance: .ofSites))
  }

  static func branch(
    _ text: String, of registry: OpenRegistry, _ source: Source.Commit, keepsHistory: Bool
  ) throws -> Destination {
    guard let name = BranchName(text) else {
      throw PublishError.refusedBranch(.notAName, branch: text)
    }
    let repository = registry.repository
    let publication = try BranchPublication.begin(
      on: name, in: repository.commonFolder,
      SiteCommit(of: source.id, time: source.time.seconds, keepsHistory: keepsHistory),
      provenance: .ofSites
    ) {
      let branch = try repository.branch(name)
      let tip = try branch.tip.map { (commit: $0, snapshot: try repository.snapshot(of: $0)) }
      return BranchPublication.State(
        tip: tip, isAlias: branch.isAlias, checkout: branch.checkout)
    }
    return .branch(name, publication)
  }
}

extension Provenance {
  /// A site is ours by its snapshot, which also says which files it has.
  fileprivate static let ofSites = Provenance(
    marker: SiteLayout.snapshot, folders: SiteLayout.folders, isOurs: PublishedFiles.isSnapshot,
    listed: PublishedFiles.all)
}
