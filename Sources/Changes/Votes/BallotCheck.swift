internal import Diagnostics
internal import IndexModel
internal import Registry

/// Checks how releases enter and leave their candidacy, against the policies and votes of base.
struct BallotCheck {
  let comparison: Comparison
  let history: BaseHistory
  let now: Timestamp

  private var base: Lookup { comparison.base.lookup }

  func findings() throws(SnapshotError) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for move in comparison.moves { findings += try self.findings(about: move) }
    for change in comparison.changes where change.kind == .voteCast {
      if let finding = try self.finding(about: change) { findings.append(finding) }
    }
    return findings
  }

  private func findings(about move: ReleaseMove) throws(SnapshotError) -> [Diagnostic] {
    guard let old = move.old else { return try entering(move) }
    switch move.new.stage {
    case .current?:
      return try promotionFindings(of: move, old)
    default:
      // A release that is promoted later was never promoted: the votes were never counted.
      guard !old.value["promotion"].says(theSameAs: move.new.value["promotion"]) else { return [] }
      return [
        .promotion(
          move, at: move.new.value["promotion"],
          "the release \(move.subject) has a \"promotion\" without becoming current")
      ]
    }
  }

  private func entering(_ move: ReleaseMove) throws(SnapshotError) -> [Diagnostic] {
    guard move.new.stage != .candidate else { return [] }
    var findings: [Diagnostic] = []
    if let promotion = move.new.value["promotion"] {
      findings.append(
        .promotion(
          move, at: promotion,
          "the release \(move.subject) comes with a \"promotion\", but base has no candidate"))
    }
    let policy = try base.votePolicy(
      move.project, move.package, move.new.release?.votePolicy)
    guard policy != nil else { return findings }
    let stage = move.new.value["stage"] ?? move.new.head
    findings.append(
      Diagnostic(
        rule: Rule.candidateFirst.id, severity: .error, range: stage.range,
        pointer: stage.pointer,
        message: "the release \(move.subject) enters as \(quoted(stage.text)), expected "
          + "\"candidate\": it is under a vote policy",
        help: "enter it as a candidate; once it is voted on, `cairn promote` makes it current"))
    return findings
  }

  private func finding(about vote: Change) throws(SnapshotError) -> Diagnostic? {
    guard case .release(let project, let package, let version) = vote.subject,
      let voter = vote.people.first
    else { return nil }
    let old = try base.package(project, package)?.releases.first { $0.version.text == version }
    guard let policy = try base.votePolicy(project, package, old?.votePolicy),
      policy.voters == .committers
    else { return nil }
    let holders = try base.holders(at: vote.path)
    guard try !base.mayVote(voter, among: holders, policy.voters) else { return nil }
    return Diagnostic(
      rule: Rule.voter.id, severity: .error, range: vote.range,
      message: "\(quoted(voter)) votes on \(quoted(vote.subject.text)), expected a committer of "
        + "the project or somebody with a greater role",
      help: "ask for the role `committer` in \(quoted(project)), or leave the vote out")
  }
}

// MARK: - Promotion

extension BallotCheck {
  private func promotionFindings(
    of move: ReleaseMove, _ old: ReleaseValue
  ) throws(SnapshotError) -> [Diagnostic] {
    guard let before = old.release, let after = move.new.release else {
      return [
        .promotion(
          move, at: nil, "the release \(move.subject) cannot be read, so it cannot be promoted")
      ]
    }
    let policy = try base.votePolicy(move.project, move.package, before.votePolicy)
    var findings: [Diagnostic] = []
    if policy != nil { findings += sameness(of: move, old) }
    let tally = try base.tally(
      before.votes, move.project, move.package, voters: policy?.voters ?? .known)
    guard let promotion = after.promotion else {
      guard let policy else { return findings }
      findings.append(
        .promotion(
          move, at: nil,
          "the release \(move.subject) becomes current without a \"promotion\", under a policy of "
            + "\(policy.phrase)"))
      return findings
    }
    let ballot = Ballot(policy: policy ?? VotePolicy(), tally: tally)
    findings += statementFindings(promotion, ballot, move)
    guard policy != nil else { return findings }
    let candidacy = Candidacy(ballot, old, of: comparison.base)
    for shortage in try candidacy.shortages(in: history, now: now) {
      findings.append(
        .promotion(
          move, at: nil, "the candidate \(move.subject) \(shortage.predicate)",
          help: shortage.wayOut))
    }
    return findings
  }

  /// What was voted on is what becomes current, and with the votes that it got.
  private func sameness(of move: ReleaseMove, _ old: ReleaseValue) -> [Diagnostic] {
    if move.isReplaced {
      return [
        .promotion(
          move, at: nil,
          "the candidate \(move.subject) is replaced and becomes current in one change",
          note: (old.head, "in base: the candidate that was voted on"))
      ]
    }
    guard !old.value["votes"].says(theSameAs: move.new.value["votes"]),
      !old.votes.isEmpty || !move.new.votes.isEmpty
    else { return [] }
    return [
      .promotion(
        move, at: move.new.value["votes"],
        "the votes on \(move.subject) differ in the change that makes it current",
        note: (old.value["votes"] ?? old.head, "in base: the votes that count"))
    ]
  }

  private func statementFindings(
    _ promotion: Release.Promotion, _ ballot: Ballot, _ move: ReleaseMove
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let value = move.new.value["promotion"]
    if promotion.policy != ballot.policy {
      findings.append(
        .promotion(
          move, at: value?["policy"] ?? value,
          "the promotion states a policy of \(promotion.policy.phrase), base has "
            + ballot.policy.phrase))
    }
    var stated = Ballot.Tally()
    stated.binding = promotion.binding
    stated.votesFor = promotion.votesFor
    stated.votesAgainst = promotion.votesAgainst
    if stated != ballot.tally {
      findings.append(
        .promotion(
          move, at: value?["tally"] ?? value,
          "the promotion states \(stated.phrase), the votes of base are \(ballot.tally.phrase)"))
    }
    return findings
  }
}

extension ReleaseMove {
  fileprivate var subject: String { quoted("\(project)/\(package)@\(new.version)") }
}

extension VotePolicy {
  fileprivate var phrase: String {
    "\(minimumBinding) binding votes, \(minimumHours) hours and \(voters.rawValue) voters"
  }
}

extension Ballot.Tally {
  fileprivate var phrase: String { "\(binding) binding, \(votesFor) for, \(votesAgainst) against" }
}

extension Diagnostic {
  fileprivate static func promotion(
    _ move: ReleaseMove, at value: Value?, _ message: String,
    help: String = "let `cairn promote` write the promotion once the votes are in base",
    note: (at: Value, message: String)? = nil
  ) -> Diagnostic {
    let place = value ?? move.new.value["promotion"] ?? move.new.value["stage"] ?? move.new.head
    return Diagnostic(
      rule: Rule.promotion.id, severity: .error, range: place.range, pointer: place.pointer,
      message: message, help: help,
      notes: note.map { [Note(range: $0.at.range, message: $0.message)] } ?? [])
  }
}
