internal import Diagnostics
internal import IndexModel
internal import Registry

/// Since when base's first parents have had a candidate as it is.
struct CandidateAge {
  private let candidate: ReleaseValue
  private let base: State
  private let path: RepositoryPath

  enum Outcome: Hashable {
    /// It stands at least as long as was asked.
    case old
    /// It came later; nil where not even base has it.
    case young(since: Timestamp?)
    /// The history that there is begins too late to tell.
    case unknown
  }

  init(_ candidate: ReleaseValue, of base: State) {
    self.candidate = candidate
    self.base = base
    path = candidate.value.unit.path
  }

  /// - Parameters:
  ///   - deadline: Seconds since 1970: a commit of then or before has to have it.
  ///   - now: No commit is believed to be later, and none to be later than what came after it.
  func outcome(
    in history: BaseHistory, until deadline: Int64, now: Timestamp
  ) throws(SnapshotError) -> Outcome {
    let carried = candidate.carriedPaths
    let ids = try fileIDs(carried, in: base.snapshot)
    var same = try base.lookup.entry(at: path)?.id
    var since: Timestamp?
    var isOld = false
    var latest = now
    let end = try history.walk { (time, snapshot) throws(SnapshotError) in
      guard try fileIDs(carried, in: snapshot) == ids,
        let entry = try snapshot.entry(at: path), entry.kind == .file
      else { return false }
      if entry.id != same {
        guard try holds(entry.id, in: snapshot) else { return false }
        same = entry.id
      }
      latest = min(latest, time)
      since = latest
      isOld = latest.seconds <= deadline
      return !isOld
    }
    if isOld { return .old }
    return end == .shallow ? .unknown : .young(since: since)
  }

  private func fileIDs(
    _ paths: [RepositoryPath], in snapshot: any Snapshot
  ) throws(SnapshotError) -> [TreeEntry?] {
    var ids: [TreeEntry?] = []
    for path in paths { ids.append(try snapshot.entry(at: path)) }
    return ids
  }

  /// Whether a version index holds the candidate with the same content.
  private func holds(_ blob: ObjectID, in snapshot: any Snapshot) throws(SnapshotError) -> Bool {
    guard try snapshot.size(of: blob) <= base.context.policy.fileBytes else { return false }
    let place = candidate.value.unit.place
    let reading = Unit.read(
      try snapshot.read(blob), at: path, place: place, kind: candidate.value.unit.kind, blob: blob,
      context: base.context)
    guard case .unit(let unit) = reading,
      let earlier = ReleaseValue.all(of: Value(unit, .base))
        .first(where: { $0.key == candidate.key })
    else { return false }
    return earlier.stage == .candidate && earlier.hasContent(of: candidate)
  }
}
