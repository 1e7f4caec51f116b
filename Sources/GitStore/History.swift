public import IndexModel

/// A line of commits, each the first parent of the one before it.
public struct History: Sendable {
  /// The commits, newest first.
  public let commits: [Commit]
  /// Why there are no more.
  public let end: End

  /// Where a walk along first parents ends.
  public enum End: Hashable, Sendable {
    /// The last commit has no parent.
    case root
    /// The next commit is the one to stop before.
    case reached(ObjectID)
    /// The last commit has a parent, but this shallow clone does not have it: the history goes on
    /// elsewhere.
    case shallow(ObjectID)
    /// The visitor had seen enough.
    case stopped
  }
}

extension GitRepository {
  /// Visits a commit, its first parent, that one's first parent and so on, newest first.
  ///
  /// - Parameters:
  ///   - end: The commit to stop before, as in `end..start`. Where the walk never meets it, it goes
  ///     to the root.
  ///   - visit: Returns whether to go on.
  /// - Throws: `.missingObject` or `.damagedObject`; the end of a shallow clone is no error but
  ///   `.shallow`.
  @discardableResult
  public func walkFirstParents(
    from start: ObjectID, until end: ObjectID? = nil, _ visit: (Commit) -> Bool
  ) throws(GitError) -> History.End {
    var next = start
    while next != end {
      let commit = try commit(next)
      guard visit(commit) else { return .stopped }
      guard !shallowCommits.contains(next) else { return .shallow(next) }
      guard let parent = commit.parents.first else { return .root }
      next = parent
    }
    return .reached(next)
  }

  /// The commits that `walkFirstParents` visits, and where it ended.
  public func firstParents(
    from start: ObjectID, until end: ObjectID? = nil
  ) throws(GitError) -> History {
    var commits: [Commit] = []
    let end = try walkFirstParents(from: start, until: end) { commit in
      commits.append(commit)
      return true
    }
    return History(commits: commits, end: end)
  }
}
