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
    let (scope, claims) = ledger.withLock { ($0.scope, $0.claims) }
    guard scope == .complete else { return }
    // A file where documents now need a folder went with the first of them.
    for path in removed where !claims.hasFolder(path) { try stream.remove(path) }
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
