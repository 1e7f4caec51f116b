public import IndexModel
import Synchronization

extension Publication {
  /// What a commit would change, of the documents that were put until now.
  ///
  /// A complete generation is compared with the whole published tree: the cost is that of listing
  /// it.
  public func changes() throws(PublishError) -> Changes {
    let removed = try removals()
    return ledger.withLock { ledger in
      Changes(
        added: ledger.paths(.added), changed: ledger.paths(.changed), removed: removed,
        equal: ledger.standings.values.count { $0 == .equal })
    }
  }

  /// The published documents that a commit would take away, by path.
  ///
  /// - Throws: A refusal if a file is among them that the published generation does not list.
  public func removals() throws(PublishError) -> [SitePath] {
    try removedPaths().sorted()
  }

  /// Makes the new generation live in one step.
  ///
  /// Equal files keep their inodes, removed ones go, folders that nothing is left in go too. If no
  /// document differs and none goes, nothing at all is written. The publication is over, whether
  /// this throws or not; if it throws, the site is as it was.
  ///
  /// The order makes a power cut harmless. Every file was read back when it was written. First the
  /// whole file system is written to its disk, by one call: 140,000 calls of `fsync` would wait for
  /// the disk as often. Then come the renames, which a disk may do late but never halfway. Then the
  /// folders that hold the two names are synced.
  ///
  /// - Precondition: the new generation has the marker, or nobody could publish over it.
  public func commit() throws(PublishError) -> Summary {
    defer { abandon() }
    try refuseHoles()
    let summary = ledger.withLock { $0.summary }
    guard let removed = try finishStaging() else { return summary }
    try at(output, staging().sync)
    try at(output) { () throws(SystemError) in try workshop.goLive(over: occupant) }
    return finish(summary, removed: removed)
  }

  /// Gives up. Nothing has changed in the output, nothing stays beside it. Without effect on a
  /// publication that is over.
  public func abandon() {
    end(keepingWorkshop: false)
  }

  private func end(keepingWorkshop: Bool) {
    let (wasOver, staging) = ledger.withLock { ledger in
      defer {
        ledger.isOver = true
        ledger.staging = nil
      }
      return (ledger.isOver, ledger.staging)
    }
    if wasOver { return }
    // What cannot be removed now is removed by the next publication.
    if staging != nil { try? workshop.removeStaging() }
    workshop.close(keeping: keepingWorkshop)
  }
}

extension Publication {
  private func refuseHoles() throws(PublishError) {
    let (failure, isOver, hasMarker) = ledger.withLock {
      ($0.failure, $0.isOver, $0.standings[provenance.marker] != nil)
    }
    precondition(!isOver, "a publication ends once")
    if let failure { throw failure }
    precondition(
      hasMarker || scope == .delta && occupant.site != nil, "every generation has its marker")
  }

  /// Completes the new tree with the files that stay as they are. Answers how many published files
  /// are not in it; nil if there is no new tree, because nothing differs.
  private func finishStaging() throws(PublishError) -> Int? {
    let isStarted = ledger.withLock { $0.staging != nil }
    if !isStarted, try removedPaths().isEmpty { return nil }
    guard let site = occupant.site else { return 0 }
    return try link(site, into: try staging())
  }

  private func link(_ site: Folder, into staging: Staging) throws(PublishError) -> Int {
    // Nobody puts any more, so a copy is as good as the ledger, and needs no lock for each file.
    let ledger = self.ledger.withLock { $0 }
    var removed: [SitePath] = []
    var linked = 0
    let walk = SiteWalk(root: site, output: output)
    try unsafe walk.forEachFile { folder, name, path throws(PublishError) in
      switch ledger.fate(of: path, scope) {
      case .replaced: break
      case .removed: removed.append(path)
      case .kept:
        if ledger.standings[path] != nil { linked += 1 }
        do throws(SystemError) {
          try unsafe staging.link(name, of: folder, at: path.text)
        } catch {
          throw named(error, at: path)
        }
      }
    }
    let expected = ledger.summary.total.files - ledger.summary.written.files
    guard linked == expected else { throw .refused(.changedMeanwhile, path: output) }
    try refuseStrangers(among: removed)
    return removed.count
  }

  /// The published paths that the new generation does not have.
  private func removedPaths() throws(PublishError) -> [SitePath] {
    guard let site = occupant.site else { return [] }
    let ledger = self.ledger.withLock { $0 }
    var removed: [SitePath] = []
    if scope == .delta {
      for path in ledger.removals where try published(path) != nil { removed.append(path) }
      return removed
    }
    try unsafe SiteWalk(root: site, output: output).forEachFile { _, _, path in
      if ledger.fate(of: path, scope) == .removed { removed.append(path) }
    }
    try refuseStrangers(among: removed)
    return removed
  }

  /// Refuses to take away what somebody put into the site: the published generation says which
  /// files it has. A delta removes only what it names.
  private func refuseStrangers(among removed: [SitePath]) throws(PublishError) {
    guard scope == .complete, !removed.isEmpty, let list = provenance.listed else { return }
    let listed: Set<SitePath>
    do {
      listed = try list(published)
    } catch let error as PublishError {
      throw error
    } catch {
      throw .refused(.illegible(reason: "\(error)"), path: output)
    }
    let strangers = removed.filter { !listed.contains($0) }
    guard let first = strangers.min() else { return }
    throw .refused(.stranger(others: strangers.count - 1), path: describe(first))
  }

  /// What comes after the commit may fail without harm.
  private func finish(_ summary: Summary, removed: Int) -> Summary {
    var summary = summary
    summary.removed = removed
    do {
      try workshop.place.parent.sync()
      try workshop.folder.sync()
    } catch {
      summary.isDurable = false
    }
    if occupant.site != nil { try? workshop.keepPrevious() }
    end(keepingWorkshop: true)
    return summary
  }
}
