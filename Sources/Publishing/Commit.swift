public import IndexModel
import Synchronization

extension Publication {
  /// The published documents that a commit would take away, by path: of a complete generation those that the published
  /// one lists and nobody put, of a delta those that it removes.
  public func removals() throws(PublishError) -> [SitePath] {
    let ledger = ledger.withLock(\.self)
    return try ledger.goes { () throws(PublishError) in occupant.site == nil ? [] : try listed() }
  }

  func listed() throws(PublishError) -> Set<SitePath> {
    try provenance.files(of: output, published)
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
    try ledger.withLock { (ledger) throws(PublishError) in
      try ledger.refuseHoles(marker: provenance.marker, isOverSite: occupant.site != nil)
    }
    let removed = try removals()
    var summary = ledger.withLock { $0.summary }
    summary.removed = removed.count
    if removed.isEmpty, summary.written.files == 0 { return summary }
    let staging = try self.staging()
    for path in removed where scope == .complete {
      do { try staging.remove(path.text) } catch { throw named(error, at: path) }
    }
    try putMarker(in: staging)
    try at(output, staging.sync)
    if let site = occupant.site {
      let paths = ledger.withLock { $0.written } + removed
      try at(output) { () throws(SystemError) in
        try workshop.writeJournal(spare: site, live: staging.root, paths)
      }
    }
    try at(output) { () throws(SystemError) in try workshop.goLive(over: occupant) }
    return finish(summary)
  }

  private func putMarker(in staging: Staging) throws(PublishError) {
    let path = provenance.marker
    let marker = ledger.withLock { $0.marker }
    try at(describe(path)) { () throws(SystemError) in
      if let marker {
        try workshop.put(marker.span, at: path.text, in: staging)
      } else if let site = occupant.site {
        try staging.take(path, from: site)
      }
    }
  }

  /// Gives up. Nothing has changed in the output, nothing stays beside it but the spare tree. Without effect on a
  /// publication that is over.
  public func abandon() {
    end(keepingWorkshop: false)
  }

  private func end(keepingWorkshop: Bool) {
    let (wasOpen, staging) = ledger.withLock { $0.end() }
    guard wasOpen else { return }
    // What cannot be tidied up now is tidied up by the next publication.
    if let staging { try? workshop.giveUp(staging) }
    workshop.close(keeping: keepingWorkshop)
  }

  /// What comes after the commit may fail without harm.
  private func finish(_ summary: Summary) -> Summary {
    var summary = summary
    ledger.withLock { $0.release() }
    do {
      try workshop.place.parent.sync()
      try workshop.folder.sync()
    } catch {
      summary.isDurable = false
    }
    if occupant.site != nil { try? workshop.keepSpare() }
    end(keepingWorkshop: true)
    return summary
  }
}
