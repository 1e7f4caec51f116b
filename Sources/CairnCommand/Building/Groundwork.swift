internal import GitStore
internal import IndexModel
internal import Publishing
internal import Registry
internal import Site

/// What a build starts from. Keys decide, never a flag: the site says which commit it is of, and by what it was made.
enum Groundwork {
  /// Nothing that is published is of use, for a reason that is worth telling, or for none.
  case nothing(because: String?)
  /// The site of an earlier commit of this history, which is brought forward.
  case site(of: GitSnapshot)
  /// The very site that would be built.
  case finished

  /// How far back the commit of the site is looked for.
  private static let reach = 10_000

  /// - Parameter published: The bytes of a published document; nil where there is none.
  init(
    for registry: OpenRegistry, _ context: Context, _ source: Source,
    published: (SitePath) throws -> [UInt8]?
  ) throws {
    guard let commit = registry.commit else {
      self = .nothing(because: nil)
      return
    }
    guard let entry = try published(SiteLayout.index) else {
      self = .nothing(because: nil)
      return
    }
    guard let site = PublishedGeneration(entry) else {
      self = .nothing(because: "the published site does not name its commit")
      return
    }
    if site.isOf(source, context) {
      self = .finished
      return
    }
    guard let old = try? registry.repository.snapshot(of: site.commit) else {
      self = .nothing(
        because: "commit \(site.commit) of the published site is not in this repository")
      return
    }
    guard site.isMadeByGenerator(of: source) else {
      self = .nothing(because: "another version of Cairn made the published site")
      return
    }
    guard let before = try? Context.read(old), site.isMade(like: source, before) else {
      self = .nothing(
        because: "the published site was made with other options, or by another build of Cairn")
      return
    }
    guard before.blob == context.blob else {
      self = .nothing(because: "the registry's settings have changed")
      return
    }
    guard Self.is(site.commit, before: commit.id, in: registry.repository) else {
      self = .nothing(because: "commit \(site.commit) of the published site is not in this history")
      return
    }
    // What was not later than the old commit is looked at again only where the new one could be earlier.
    guard let time = try? registry.repository.commit(site.commit).committer.time,
      time <= commit.time.seconds
    else {
      self = .nothing(because: "the commit is dated before that of the published site")
      return
    }
    self = .site(of: old)
  }

  /// Whether a commit is among the first parents of another.
  private static func `is`(
    _ old: ObjectID, before new: ObjectID, in repository: GitRepository
  ) -> Bool {
    var seen = 0
    let end = try? repository.walkFirstParents(from: new, until: old) { _ in
      seen += 1
      return seen < reach
    }
    return end == .reached(old)
  }
}
