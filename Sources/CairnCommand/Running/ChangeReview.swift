internal import Authoring
internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Rules

/// What `cairn check --base` would say of drafts, if nothing else were in the commit.
///
/// What the checkout held before is not held against the drafts: only what they bring about counts.
struct ChangeReview {
  let base: State
  /// Base with the drafts in it.
  let head: State
  let comparison: Comparison
  /// What the drafts do, each with those who may allow it.
  let decisions: [Decision]
  /// What the rules of changes say; what those of a state say is for `Review`.
  let findings: [Diagnostic]

  private static let rules = Set(Rule.ofChanges.filter { $0.severity == .error }.map(\.id))

  init(_ drafts: [Draft], since base: ChangeBase, now: Timestamp) throws {
    let after = try Self.verdict(on: drafts, since: base, now: now)
    let before = try Self.verdict(
      on: drafts.compactMap { draft in
        draft.before.map { Draft(path: draft.path, before: $0, after: $0) }
      }, since: base, now: now)
    guard let comparison = after.comparison else {
      throw Failure(.inputMissing, "the files as they would be cannot be read")
    }
    self.base = base.state
    head = comparison.head
    self.comparison = comparison
    let earlier = Set(try before.decisions.map { try Deed($0.change, in: before) })
    decisions = try after.decisions.filter { decision in
      try !earlier.contains(Deed(decision.change, in: after))
    }
    let old = Set(before.findings.map(\.message))
    findings = after.findings.filter {
      Self.rules.contains($0.rule) && !old.contains($0.message)
    }
  }

  private static func verdict(
    on drafts: [Draft], since base: ChangeBase, now: Timestamp
  ) throws -> Verdict {
    let head = try DraftedSnapshot(drafts, over: base.state.snapshot)
    return try Verdict(
      Proposal(
        base: base.state.snapshot, head: head, commit: head.root, actor: nil,
        moment: Moment(commit: nil, now: now), history: base.history))
  }

  /// What a change does, wherever it stands in its file.
  private struct Deed: Hashable {
    let kind: ChangeKind
    let subject: Change.Subject
    let people: [String]
    let text: ArraySlice<UInt8>?

    init(_ change: Change, in verdict: Verdict) throws {
      kind = change.kind
      subject = change.subject
      people = change.people
      let comparison = verdict.comparison
      let state = change.range.side == .base ? comparison?.base : comparison?.head
      let bytes = try state?.lookup.unit(at: change.path)?.document.bytes
      text = bytes.flatMap { bytes in
        change.range.bytes.upperBound <= bytes.count ? bytes[change.range.bytes] : nil
      }
    }
  }
}
