internal import Arguments
internal import GitStore
internal import Glibc
internal import IndexModel
internal import Registry
internal import Rules
internal import Site

/// A registry that was found and opened: a snapshot to read, and the commit that it is of.
struct OpenRegistry: Sendable {
  let repository: GitRepository
  let snapshot: any Snapshot
  /// Nil for a work tree with uncommitted files.
  let commit: Source.Commit?

  /// The time at which a build judges: the commit's, so that one commit always gives one site.
  var momentOfBuild: Moment {
    Moment(commit: commit?.time, now: commit?.time ?? .clock)
  }

  /// The time of the commit, and the clock's for what expires.
  func moment(now: Timestamp? = nil) -> Moment {
    Moment(commit: commit?.time, now: now ?? .clock)
  }

  /// What a site with these options is made from.
  func source(_ options: SiteOptions = SiteOptions()) -> Source {
    Source(commit: commit, generator: Cairn.version, options: options)
  }

  func context() throws -> Context { try Context.read(snapshot) }
}

extension OpenRegistry {
  /// Refuses to write among the registry's own files, where the next check would find it, and among git's.
  func refuseAmongSources(_ path: String) throws {
    guard let place = PlaceOnDisk(path) else { return }
    for git in Set([repository.gitFolder, repository.commonFolder]) where place.isInside(git) {
      throw Failure(
        .outputRefused, "'\(path)' is in the folder of git's own files, \(git)",
        wayOut: "name a place elsewhere, such as public in the root of the repository")
    }
    guard let root = repository.workFolder else { return }
    for top in Walk.topFolders where place.isInside("\(root)/\(top)") {
      throw Failure(
        .outputRefused, "'\(path)' is among the registry's own files, in \(top)/",
        wayOut: "name a place elsewhere, such as public in the root of the repository")
    }
  }
}

extension Tool {
  /// Opens the registry that the global options name.
  func open() throws -> OpenRegistry {
    let repository = try GitRepository.open(at: folder ?? ".", discover: true)
    if usesWorktree {
      let snapshot = try repository.worktree(Walk.topFolders, over: nil)
      return OpenRegistry(repository: repository, snapshot: snapshot, commit: nil)
    }
    let id = try repository.resolve(revision)
    mentionUncommitted(repository)
    let commit = try repository.commit(id)
    guard let time = Timestamp(seconds: commit.committer.time) else {
      throw Failure(.inputMissing, "commit \(id) has a time that no calendar has")
    }
    return OpenRegistry(
      repository: repository, snapshot: try repository.snapshot(of: id),
      commit: Source.Commit(id: id, time: time))
  }
}

extension Tool {
  /// Tells a person who looks at the last commit that the files are no longer the same. In CI they are.
  private func mentionUncommitted(_ repository: GitRepository) {
    guard console.errorsAreTerminal, revision == Global.revision.outline.defaultText,
      repository.hasUncommittedChanges(in: Walk.topFolders)
    else { return }
    note(
      "note: the files in index/ or packages/ are not as in \(revision); --worktree reads them as they are"
    )
  }
}

extension Timestamp {
  /// The clock's time: read here and nowhere else.
  static var clock: Timestamp { Timestamp(seconds: Int64(time(nil))) ?? .earliest }
}
