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
    let repository = registry.repository
    let name = try branchName(text)
    try refuseBranchBelowAnother(name, in: repository)
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

extension Destination {
  /// A branch may be named as git's references are.
  private static func branchName(_ text: String) throws -> BranchName {
    let prefix = "refs/heads/"
    let isReference = text.utf8.starts(with: prefix.utf8)
    guard let name = BranchName(isReference ? String(text.dropFirst(prefix.count)) : text),
      !name.text.utf8.starts(with: "refs/".utf8)
    else { throw PublishError.refusedBranch(.notAName, branch: text) }
    return name
  }

  /// Git keeps a branch as a file, and the part of its name before a slash as a folder.
  private static func refuseBranchBelowAnother(
    _ name: BranchName, in repository: GitRepository
  ) throws {
    let parts = name.text.split(separator: "/")
    for count in 1..<max(parts.count, 1) {
      guard let above = BranchName(parts.prefix(count).joined(separator: "/")),
        try repository.branch(above).tip != nil
      else { continue }
      throw Failure(
        .outputRefused, "there cannot be a branch '\(name)' while there is a branch '\(above)'",
        wayOut: "publish to a branch that is not below it, such as "
          + parts.joined(separator: "-"))
    }
  }
}

extension Provenance {
  /// A site is ours by its snapshot, which also says which files it has.
  fileprivate static let ofSites = Provenance(
    marker: SiteLayout.snapshot, folders: SiteLayout.folders, isOurs: PublishedFiles.isSnapshot,
    listed: PublishedFiles.all)
}
