import IndexModel

/// What is known of a generation while it is made, by means of `Work`.
struct Ledger<Work: Sendable>: Sendable {
  private(set) var scope = Publication.Scope.complete
  /// The paths that were put. A path is here from the moment that a thread claims it.
  private(set) var claims = PathSet()
  /// The paths that a delta removes.
  private(set) var removals: Set<SitePath> = []
  /// Those of them that were published, and are not in the new tree any more.
  private(set) var removed: [SitePath] = []
  /// The paths whose files were written, or the first of very many.
  private(set) var written: [SitePath] = []
  /// The bytes of the marker, which is the last to be written.
  var marker: [UInt8]?
  var summary = Summary()
  /// The new tree, begun when the first document is not equal to the published one.
  private(set) var work: Work?
  /// The first error. A generation with a hole in it must never go live.
  var failure: PublishError?
  /// Whether the generation was committed or given up.
  var isOver = false

  mutating func becomeDelta() {
    precondition(claims.isEmpty && removals.isEmpty, "a delta is one from its beginning")
    scope = .delta
  }

  /// Takes a path for one writer. Where one document needs as a folder what another is as a file, the later is refused.
  mutating func claim(_ path: SitePath, size: Int) throws(PublishError) {
    precondition(!isOver, "a publication takes no document after its end")
    guard !removals.contains(path), claims.insert(path) else { throw .clash(path) }
    summary.total.add(size)
  }

  mutating func wrote(_ path: SitePath, size: Int) {
    if written.count <= Journal.limit { written.append(path) }
    summary.written.add(size)
  }

  /// Takes note that a document that was put has another form now.
  ///
  /// - Parameters:
  ///   - old, new: The size of each form, and whether it differs from what is published.
  mutating func replaced(
    _ path: SitePath, _ old: (size: Int, isWritten: Bool), _ new: (size: Int, isWritten: Bool)
  ) {
    summary.total.takeBack(old.size)
    summary.total.add(new.size)
    if old.isWritten { summary.written.takeBack(old.size) }
    if new.isWritten { wrote(path, size: new.size) }
  }

  mutating func removed(_ path: SitePath) { removed.append(path) }

  mutating func remove(_ path: SitePath) throws(PublishError) {
    precondition(!isOver, "a publication removes no document after its end")
    guard !claims.contains(path), removals.insert(path).inserted else { throw .clash(path) }
  }

  /// The new tree; begun by whoever needs it first.
  mutating func work(
    begin: () throws(PublishError) -> Work
  ) throws(PublishError) -> Work {
    if let work { return work }
    let begun = try begin()
    work = begun
    return begun
  }

  /// Lets go of the new tree, which is no longer ours to give up.
  mutating func release() { work = nil }

  /// Refuses to commit what has a hole in it.
  ///
  /// - Parameter isOverSite: Whether a site of ours is published, which has its marker.
  func refuseHoles(marker: SitePath, isOverSite: Bool) throws(PublishError) {
    precondition(!isOver, "a publication ends once")
    if let failure { throw failure }
    precondition(
      claims.contains(marker) || scope == .delta && isOverSite, "every generation has its marker")
  }

  /// Ends the generation, and hands over the tree that was made. False where it was at its end already.
  mutating func end() -> (wasOpen: Bool, work: Work?) {
    defer {
      isOver = true
      work = nil
    }
    return (!isOver, work)
  }

  /// The published documents that would go, by path.
  ///
  /// - Parameter listed: The files of the published generation; asked for only where it counts.
  func goes(among listed: () throws(PublishError) -> Set<SitePath>) throws(PublishError)
    -> [SitePath]
  {
    guard scope == .complete else { return removed.sorted() }
    return try listed().filter { !claims.contains($0) }.sorted()
  }
}
