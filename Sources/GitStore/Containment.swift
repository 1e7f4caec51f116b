public import IndexModel

extension GitRepository {
  /// How many commits of a base's line of first parents another commit does not contain: 0 where it contains base.
  ///
  /// Costs a look at the commits since the two went apart, newest first, and never at more than a few thousand. Nil
  /// where that is not enough to tell, as in a shallow clone: whoever asks only wants to give advice.
  public func commits(of base: ObjectID, missingIn head: ObjectID) -> Int? {
    guard var containment = try? Containment(base: base, head: head, in: self) else { return nil }
    return (try? containment.search()) ?? nil
  }
}

/// A walk down from two commits at once, by time, until the one's ancestors meet the other's first parents.
private struct Containment {
  private let repository: GitRepository
  /// Base and its first parents, each with how many of them come before it.
  private var line: [ObjectID: Int] = [:]
  /// The last of them; nil behind the root.
  private var lineEnd: Commit?
  /// Ancestors of head that were seen and not yet looked at, oldest first.
  private var frontier: [Commit] = []
  private var seen: Set<ObjectID> = []
  /// The place in the line of the newest commit that head contains.
  private var found: Int?
  private var isCut = false

  /// Head is a stranger's: what it makes this read is bounded.
  private static let limit = 10_000
  /// Clocks are wrong at times: so many commits are looked at after the first that is in both, for a newer one.
  private static let patience = 100

  init(base: ObjectID, head: ObjectID, in repository: GitRepository) throws(GitError) {
    self.repository = repository
    let commit = try repository.commit(base)
    line[base] = 0
    lineEnd = commit
    try see(head)
  }

  mutating func search() throws(GitError) -> Int? {
    var patience = Self.patience
    while found != 0, patience > 0, let commit = frontier.popLast() {
      guard seen.count < Self.limit else { return nil }
      if found != nil { patience -= 1 }
      try extendLine(downTo: commit.committer.time)
      if let place = line[commit.id] { meet(at: place) }
      guard found != 0 else { break }
      if repository.shallowCommits.contains(commit.id) {
        isCut = true
      } else {
        for parent in commit.parents { try see(parent) }
      }
    }
    if let found { return found }
    // Either they have nothing in common, or a clock was so wrong that the two walks passed each other.
    try extendLine(downTo: .min)
    if let place = line.filter({ seen.contains($0.key) }).map(\.value).min() { return place }
    return lineEnd == nil && !isCut ? line.count : nil
  }

  private mutating func meet(at place: Int) { found = min(found ?? place, place) }

  /// Notes an ancestor of head. Base itself is not read again, nor is what lies behind it.
  private mutating func see(_ id: ObjectID) throws(GitError) {
    guard seen.insert(id).inserted else { return }
    if let place = line[id] { return meet(at: place) }
    let commit = try repository.commit(id)
    let time = commit.committer.time
    let place = frontier.lastIndex { $0.committer.time <= time }.map { $0 + 1 } ?? 0
    frontier.insert(commit, at: place)
  }

  /// Follows base's first parents as far as they are no older.
  private mutating func extendLine(downTo time: Int64) throws(GitError) {
    while let end = lineEnd, end.committer.time >= time, line.count < Self.limit {
      if repository.shallowCommits.contains(end.id) {
        isCut = true
        lineEnd = nil
      } else if let parent = end.parents.first {
        lineEnd = try repository.commit(parent)
        line[parent] = line.count
      } else {
        lineEnd = nil
      }
    }
  }
}
