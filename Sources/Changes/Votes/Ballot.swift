public import IndexModel
public import Registry

/// The vote on a candidate: what it needs, how it stands, and since when.
public struct Ballot: Sendable {
  public let policy: VotePolicy
  public let tally: Tally

  /// How votes fall.
  public struct Tally: Hashable, Sendable {
    /// Votes for, of admins of the project.
    public var binding = 0
    /// All votes for.
    public var votesFor = 0
    public var votesAgainst = 0

    public init() {}
  }

  /// What the votes alone leave to be wished for; nothing if they are enough.
  public var shortages: [Shortage] {
    var shortages: [Shortage] = []
    if tally.binding < policy.minimumBinding {
      shortages.append(.binding(tally.binding, expected: policy.minimumBinding))
    }
    if tally.votesFor <= tally.votesAgainst {
      shortages.append(.votes(for: tally.votesFor, against: tally.votesAgainst))
    }
    return shortages
  }
}

extension Ballot {
  /// The ballot about a release of base; nil where no policy asks for one.
  ///
  /// - Parameter release: The candidate as base has it.
  public init?(
    on release: Release, of package: PackageID, in base: State
  ) throws(SnapshotError) {
    let base = base.lookup
    guard
      let policy = try base.votePolicy(package.project.text, package.name.text, release.votePolicy)
    else { return nil }
    self.policy = policy
    tally = try base.tally(
      release.votes, package.project.text, package.name.text, voters: policy.voters)
  }
}

extension Lookup {
  /// What a candidate of a package needs: nothing that any of the policies of release, package and
  /// project would not be content with. A narrower one may only be stricter, so it is the narrowest.
  func votePolicy(
    _ project: String, _ package: String, _ own: Placed<VotePolicy>?
  ) throws(SnapshotError) -> VotePolicy? {
    let policies = [
      own, try self.package(project, package)?.votePolicy,
      try self.project(project)?.votePolicy,
    ].compactMap { $0?.value }
    guard var strictest = policies.first else { return nil }
    for policy in policies.dropFirst() {
      strictest.minimumBinding = max(strictest.minimumBinding, policy.minimumBinding)
      strictest.minimumHours = max(strictest.minimumHours, policy.minimumHours)
      if policy.voters == .committers { strictest.voters = .committers }
    }
    return strictest
  }

  /// Counts the votes of those who may vote.
  func tally(
    _ votes: [Release.Vote], _ project: String, _ package: String, voters: VotePolicy.Voters
  ) throws(SnapshotError) -> Ballot.Tally {
    var holders: [Holder] = []
    if let id = packageID(project, package) { holders = try self.holders(at: path(of: id)) }
    let admins = Set(try self.project(project)?.admins.map(\.text) ?? [])
    var tally = Ballot.Tally()
    var seen: Set<String> = []
    for vote in votes where seen.insert(vote.voter.text).inserted {
      let voter = vote.voter.text
      guard try mayVote(voter, among: holders, voters) else { continue }
      if vote.value > 0 { tally.votesFor += 1 }
      if vote.value < 0 { tally.votesAgainst += 1 }
      if vote.value > 0, admins.contains(voter) { tally.binding += 1 }
    }
    return tally
  }

  /// Whether a policy lets somebody vote.
  func mayVote(
    _ voter: String, among holders: [Holder], _ voters: VotePolicy.Voters
  ) throws(SnapshotError) -> Bool {
    switch voters {
    case .known: try identity(voter) != nil
    case .committers: holders.contains { $0.handle == voter && $0.role.includes(.committer) }
    }
  }
}
