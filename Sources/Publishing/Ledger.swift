import IndexModel

/// What is known of a generation while it is made.
struct Ledger: Sendable {
  private(set) var scope = Publication.Scope.complete
  /// The paths that were put. A path is here from the moment that a thread claims it.
  private(set) var claims: Set<SitePath> = []
  /// The paths that a delta removes.
  private(set) var removals: Set<SitePath> = []
  /// Those of them that were published, and are not in the new tree any more.
  private(set) var removed: [SitePath] = []
  /// The paths whose files were written.
  private(set) var written: [SitePath] = []
  /// The bytes of the marker, which is the last to be written.
  var marker: [UInt8]?
  var summary = Summary()
  /// The new tree, made when the first document is not equal to the published one.
  var staging: Staging?
  /// The first error. A generation with a hole in it must never go live.
  var failure: PublishError?
  /// Whether the generation was committed or given up.
  var isOver = false

  mutating func becomeDelta() {
    precondition(claims.isEmpty && removals.isEmpty, "a delta is one from its beginning")
    scope = .delta
  }

  /// Takes a path for one writer.
  mutating func claim(_ path: SitePath, size: Int) throws(PublishError) {
    precondition(!isOver, "a publication takes no document after its end")
    guard !removals.contains(path), claims.insert(path).inserted else { throw .clash(path) }
    summary.total.add(size)
  }

  mutating func wrote(_ path: SitePath, size: Int) {
    written.append(path)
    summary.written.add(size)
  }

  mutating func removed(_ path: SitePath) { removed.append(path) }

  mutating func remove(_ path: SitePath) throws(PublishError) {
    precondition(!isOver, "a publication removes no document after its end")
    guard !claims.contains(path), removals.insert(path).inserted else { throw .clash(path) }
  }
}
