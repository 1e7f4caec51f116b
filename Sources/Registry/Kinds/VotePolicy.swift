internal import JSONText

/// What a candidate needs to become current.
///
/// A release's own policy counts, else its package's, else its project's; a narrower one may only
/// be stricter.
public struct VotePolicy: Hashable, Sendable {
  /// Binding votes for.
  public var minimumBinding = 0
  /// How long the candidate has to stand unchanged.
  public var minimumHours = 0
  public var voters = Voters.known

  /// Who may vote.
  public enum Voters: String, Hashable, Sendable, CaseIterable {
    case known, committers
  }

  public init() {}

  /// Whether whatever meets this policy meets the other, too.
  public func isAtLeastAsStrict(as other: VotePolicy) -> Bool {
    minimumBinding >= other.minimumBinding && minimumHours >= other.minimumHours
      && (voters == .committers || other.voters == .known)
  }
}

extension Schema {
  static let votePolicy = Schema.object(
    .optional(
      "minimumBinding", .integer(0...1000), default: .integer(0),
      "How many binding +1 votes are needed."),
    .optional(
      "minimumHours", .integer(0...87_600), default: .integer(0),
      "How long the candidate must have stood unchanged."),
    .optional(
      "voters", .choice(VotePolicy.Voters.allCases.map(\.rawValue)), default: .string("known"),
      "Who may vote: every known identity, or a project's committers and above."))
}

extension Decoding {
  /// The member `votePolicy` of a spec or a release.
  func votePolicy(of node: Node?) -> Placed<VotePolicy>? {
    guard let node = member("votePolicy", of: node) else { return nil }
    return Placed(value: readVotePolicy(node), node: node)
  }

  func readVotePolicy(_ node: Node) -> VotePolicy {
    var policy = VotePolicy()
    policy.minimumBinding = integer("minimumBinding", of: node) ?? policy.minimumBinding
    policy.minimumHours = integer("minimumHours", of: node) ?? policy.minimumHours
    policy.voters =
      string("voters", of: node).flatMap(VotePolicy.Voters.init(rawValue:)) ?? policy.voters
    return policy
  }
}
