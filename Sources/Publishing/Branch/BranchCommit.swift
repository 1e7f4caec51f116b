import IndexModel
import Synchronization

extension BranchPublication {
  /// Makes the new generation the branch's, in one step.
  ///
  /// First the stream ends: the objects are in packs, and these on the disk. Then the packs are moved to the real
  /// objects, where nothing leads to them yet. Then the branch is moved, if it still is where it was at the beginning.
  public func commit() throws(PublishError) -> Summary {
    defer { abandon() }
    try ledger.withLock { (ledger) throws(PublishError) in
      try ledger.refuseHoles(marker: provenance.marker, isOverSite: site != nil)
    }
    let removed = try removals()
    var summary = ledger.withLock { $0.summary }
    summary.removed = removed.count
    if removed.isEmpty, summary.written.files == 0 { return summary }
    let work = try self.work()
    try end(work.stream, removing: removed)
    let id = try work.stream.finish()
    try workshop.keep(work.scratch)
    try move(to: id)
    made.withLock { $0 = id }
    summary.isDurable = workshop.syncReference()
    return summary
  }

  /// Takes away what a complete generation does not have. A delta has done that as it came.
  private func end(_ stream: FastImport, removing removed: [SitePath]) throws(PublishError) {
    let ledger = ledger.withLock(\.self)
    var folders: Set<String> = []
    for path in ledger.written {
      // Those above a folder that is known are known.
      for folder in path.folders.reversed() {
        guard folders.insert(folder).inserted else { break }
      }
    }
    try refuseClashes(ledger, folders)
    guard ledger.scope == .complete else { return }
    for path in removed where !folders.contains(path.text) { try stream.remove(path) }
  }

  /// Refuses two documents of which one needs as a folder what the other is as a file: git would take the later one.
  private func refuseClashes(
    _ ledger: Ledger<BranchWork>, _ folders: Set<String>
  ) throws(PublishError) {
    for folder in folders {
      let path = SitePath(layout: folder)
      if ledger.claims.contains(path) { throw .clash(path) }
    }
    for path in ledger.replacedFolders where ledger.claims.contains(where: path.isAbove) {
      throw .clash(path)
    }
  }

  private func move(to id: ObjectID) throws(PublishError) {
    let failure = try GitProgram.move(
      branch.reference, in: workshop.gitFolder, from: tip?.hex, to: id.hex)
    // One that was killed at its end may have done its work.
    guard let failure, !leads(to: id) else { return }
    let error = PublishError.programFailed("git update-ref", detail: failure)
    throw error.kind == .mistake ? refused(.notMoved(detail: failure)) : error
  }

  public func abandon() {
    let (wasOpen, work) = ledger.withLock { $0.end() }
    guard wasOpen else { return }
    if let work {
      work.stream.stop()
      workshop.remove(work.scratch)
    }
    workshop.close()
  }
}
