internal import GitStore
public import IndexModel

/// What happened to the files of a hub's releases along the first parents of a commit.
public struct HubHistory: Sendable {
  /// A commit that brought, rewrote or removed a file.
  public struct Event: Hashable, Sendable {
    public let commit: ObjectID
    /// The committer's time; nil where no calendar has it.
    public let time: Timestamp?
    /// The file's content from then on; nil where the commit removed it.
    public let content: ObjectID?

    public init(commit: ObjectID, time: Timestamp?, content: ObjectID?) {
      self.commit = commit
      self.time = time
      self.content = content
    }
  }

  /// The events of each file that ever held a release, oldest first.
  public let events: [RepositoryPath: [Event]]

  public init(events: [RepositoryPath: [Event]] = [:]) { self.events = events }

  /// The event that first brought a file: it dates the release, whatever was rewritten later.
  public func arrival(of path: RepositoryPath) -> Event? {
    events[path]?.first { $0.content != nil }
  }
}

extension HubHistory {
  /// Compares each commit with its first parent.
  ///
  /// - Parameter commits: A line of first parents, newest first, to its root.
  init(_ commits: [Commit], of repository: GitRepository) throws {
    var events: [RepositoryPath: [Event]] = [:]
    var before: GitSnapshot?
    for commit in commits.reversed() {
      let after = try repository.snapshot(of: commit.id)
      for change in try TreeChange.between(before, after) where HubPlace(change.path).isRelease {
        let event = Event(
          commit: commit.id, time: Timestamp(seconds: commit.committer.time),
          content: change.new.flatMap { $0.kind == .file ? $0.id : nil })
        events[change.path, default: []].append(event)
      }
      before = after
    }
    self.init(events: events)
  }
}
