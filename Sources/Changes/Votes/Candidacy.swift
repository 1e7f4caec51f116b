internal import Diagnostics
public import IndexModel
internal import Registry

/// A candidate of base that is voted on: how the vote stands, and how long it is unchanged.
public struct Candidacy: Sendable {
  public let ballot: Ballot
  private let age: CandidateAge

  /// The candidacy of a release; nil where base has no such candidate, or no policy asks for votes.
  public init?(
    of version: Version, of package: PackageID, in base: State
  ) throws(SnapshotError) {
    guard let unit = try base.lookup.unit(at: base.lookup.path(of: package)),
      let candidate = ReleaseValue.all(of: Value(unit, .base)).first(where: { value in
        value.release?.version.uniqueKey == version.uniqueKey
      }),
      let release = candidate.release, release.stage == .candidate,
      let ballot = try Ballot(on: release, of: package, in: base)
    else { return nil }
    self.init(ballot, candidate, of: base)
  }

  init(_ ballot: Ballot, _ candidate: ReleaseValue, of base: State) {
    self.ballot = ballot
    age = CandidateAge(candidate, of: base)
  }

  /// Everything that keeps the candidate from becoming current; nothing if it may.
  ///
  /// - Parameter history: Base's first parents, walked as far as the policy's hours ask.
  public func shortages(
    in history: BaseHistory, now: Timestamp
  ) throws(SnapshotError) -> [Shortage] {
    try ballot.shortages + [time(in: history, now: now)].compactMap(\.self)
  }

  private func time(
    in history: BaseHistory, now: Timestamp
  ) throws(SnapshotError) -> Shortage? {
    let expected = ballot.policy.minimumHours
    guard expected > 0 else { return nil }
    // More than any policy may ask for, and nothing that could overflow.
    let hours = Int64(min(expected, 1_000_000))
    switch try age.outcome(in: history, until: now.seconds - hours * 3600, now: now) {
    case .old: return nil
    case .young(let since): return .hours(since: since, expected: expected)
    case .unknown: return .history
    }
  }
}
