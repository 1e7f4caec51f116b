public import Diagnostics
public import IndexModel
internal import Registry
public import Rules

/// What is asked about a change: two trees, and a few names.
public struct Proposal: Sendable {
  /// The state that the change is for. Roles, CODEOWNERS, policies and waivers come from here.
  public let base: any Snapshot
  /// The state that the change makes of it.
  public let head: any Snapshot
  /// The commit of head, the only one that approvals count for.
  public let commit: ObjectID
  /// Who pushed head; nil where nobody knows.
  public let actor: Account?
  public let approvals: [Approval]
  /// The time of head's commit, and what counts as now.
  public let moment: Moment
  /// Base's first parents.
  public let history: BaseHistory
  /// How many threads may read, where much has to be read.
  public let workers: Int

  public init(
    base: any Snapshot, head: any Snapshot, commit: ObjectID, actor: Account?,
    approvals: [Approval] = [], moment: Moment, history: BaseHistory = .unknown, workers: Int = 1
  ) {
    self.base = base
    self.head = head
    self.commit = commit
    self.actor = actor
    self.approvals = approvals
    self.moment = moment
    self.history = history
    self.workers = workers
  }
}

/// Whether a change may become part of the registry, and why.
public struct Verdict: Sendable {
  public let outcome: Outcome
  /// One for each change, in their order; none where head cannot be read.
  public let decisions: [Decision]
  /// What the change brings about, by path, position and rule.
  public let findings: [Diagnostic]
  /// Who stands behind the change, as far as it counts.
  public let witnesses: Witnesses
  /// The waivers of base, in their order.
  public let waivers: [WaiverUse]
  /// The two states, for what else is to be said of them; nil where head cannot be read.
  public let comparison: Comparison?

  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case pass
    case needsReview = "needs-review"
    case fail
  }

  /// Decides. Nothing but the proposal has a say: no clock, no network, no configuration.
  ///
  /// A head that cannot be read fails: it is a stranger's, and what is wrong with it is a finding.
  ///
  /// - Throws: What base cannot give.
  public init(_ proposal: Proposal) throws(SnapshotError) {
    do throws(SnapshotError) {
      self = try Verdict(deciding: proposal)
    } catch {
      let damage = Damage.findings(in: proposal.head, since: proposal.base)
      guard !damage.isEmpty else { throw error }
      self.init(refusing: damage, of: proposal)
    }
  }

  private init(refusing damage: [Diagnostic], of proposal: Proposal) {
    outcome = .fail
    witnesses = Witnesses(of: proposal) { _ in nil }
    decisions = []
    findings = damage
    waivers = []
    comparison = nil
  }

  private init(deciding proposal: Proposal) throws(SnapshotError) {
    let comparison = try Comparison(proposal.base, proposal.head)
    let accounts =
      [proposal.actor].compactMap(\.self)
      + proposal.approvals.filter { $0.commit == proposal.commit }.map(\.account)
    var judge = try Judge(
      comparison, Present(accounts, base: comparison.base, head: comparison.head))
    var decisions: [Decision] = []
    for change in comparison.changes { decisions.append(try judge.decide(change)) }

    let check = StateCheck(
      proposal.head, moment: proposal.moment, workers: proposal.workers)
    var (findings, waivers) = try check.findings(
      of: comparison.paths, from: comparison.base.lookup, to: comparison.head.lookup)
    findings += comparison.violations
    findings += try BallotCheck(
      comparison: comparison, history: proposal.history, now: proposal.moment.now
    ).findings()
    findings += judge.present.warnings

    let holders = try judge.holders()
    witnesses = Witnesses(of: proposal) { holders[$0] }
    self.comparison = comparison
    self.decisions = decisions
    self.findings = findings.sorted()
    self.waivers = waivers
    outcome = Self.outcome(decisions, findings, isBaseSound: judge.isBaseSound)
  }

  /// The worst change decides. Where base does not say who may do what, not even nothing passes
  /// without somebody's word.
  private static func outcome(
    _ decisions: [Decision], _ findings: [Diagnostic], isBaseSound: Bool
  ) -> Outcome {
    if findings.contains(where: { $0.severity == .error })
      || decisions.contains(where: { $0.outcome == .forbidden })
    {
      return .fail
    }
    guard decisions.allSatisfy(\.isAllowed) else { return .needsReview }
    return isBaseSound || !decisions.isEmpty ? .pass : .needsReview
  }
}
