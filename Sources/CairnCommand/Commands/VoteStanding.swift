internal import Changes
internal import IndexModel
internal import JSONText
internal import Registry

/// What a vote counts for, and how the ballot stands with it.
struct VoteStanding {
  let voter: Name
  let project: Name
  let weight: VoteWeight
  /// Nil where no policy asks for votes.
  let ballot: Ballot?

  init(_ voter: Name, _ release: NamedRelease, _ review: ChangeReview) throws {
    self.voter = voter
    project = release.package.project
    let candidate = try review.head.lookup.versionIndex(release.package)?.releases
      .first { $0.version.uniqueKey == release.parsed.uniqueKey }
    weight = try VoteWeight(of: voter.text, on: candidate, of: release.package, in: review.base)
    ballot = try candidate.flatMap { try Ballot(on: $0, of: release.package, in: review.base) }
  }

  func isBinding(_ vote: VoteWord?) -> Bool { weight == .binding && vote?.value == 1 }

  func notes(vote: VoteWord?) -> [String] { [vote.map(meaning), state].compactMap(\.self) }

  func write(into writer: inout JSONWriter, vote: VoteWord?) {
    writer.member("binding", isBinding(vote))
    writer.key("ballot")
    guard let ballot else { return writer.null() }
    writer.object { writer in
      writer.member("binding", ballot.tally.binding)
      writer.member("for", ballot.tally.votesFor)
      writer.member("against", ballot.tally.votesAgainst)
      writer.member("minimumBinding", ballot.policy.minimumBinding)
      writer.member("minimumHours", ballot.policy.minimumHours)
    }
  }

  private func meaning(of vote: VoteWord) -> String {
    switch weight {
    case .binding where vote.value == 1:
      "the vote is binding: \(voter) is an admin of \(project)"
    case .binding: "the vote is not binding: of an admin's votes only those for are"
    case .plain: "the vote is not binding: \(voter) is no admin of \(project)"
    case .none: "the vote does not count yet: the last commit does not know \(voter)"
    }
  }

  private var state: String {
    guard let ballot else { return "no vote policy asks for votes on it" }
    let policy = ballot.policy
    return "with it the votes are \(ballot.tally.phrase); the policy asks for "
      + "\(policy.minimumBinding) binding, more for than against, and \(policy.minimumHours) hours"
  }
}
