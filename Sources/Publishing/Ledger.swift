import IndexModel

/// What becomes of a published file in the new generation.
enum Fate {
  case kept, replaced, removed
}

/// What is known of a generation while it is made.
struct Ledger: Sendable {
  /// The paths that were put. A path is here from the moment that a thread claims it.
  var standings: [SitePath: Standing] = [:]
  /// The paths that a delta removes.
  var removals: Set<SitePath> = []
  var summary = Summary()
  /// The new tree, made when the first document is not equal to the published one.
  var staging: Staging?
  /// The first error. A generation with a hole in it must never go live.
  var failure: PublishError?
  /// Whether the generation was committed or given up.
  var isOver = false

  /// Takes a path for one writer.
  mutating func claim(_ path: SitePath, size: Int) throws(PublishError) {
    precondition(!isOver, "a publication takes no document after its end")
    guard !removals.contains(path), standings.updateValue(.added, forKey: path) == nil else {
      throw .clash(path)
    }
    summary.total.add(size)
  }

  mutating func settle(_ path: SitePath, as standing: Standing, size: Int) {
    if standing != .added { standings[path] = standing }
    if standing != .equal { summary.written.add(size) }
  }

  mutating func remove(_ path: SitePath) throws(PublishError) {
    precondition(!isOver, "a publication removes no document after its end")
    guard standings[path] == nil, removals.insert(path).inserted else { throw .clash(path) }
  }

  /// What becomes of a published file.
  func fate(of path: SitePath, _ scope: Publication.Scope) -> Fate {
    switch standings[path] {
    case .equal: .kept
    case .added, .changed: .replaced
    case nil: scope == .complete || removals.contains(path) ? .removed : .kept
    }
  }

  func paths(_ standing: Standing) -> [SitePath] {
    standings.filter { $0.value == standing }.map(\.key).sorted()
  }
}
