internal import Diagnostics
internal import IndexModel
internal import Registry

/// Compares one release, field by field.
struct ReleaseComparison {
  let project: String
  let package: String
  let place: SourcePlace
  let old: ReleaseValue?
  let new: ReleaseValue?
  /// Whether the bytes of a file that it carries differ, whatever its fields say.
  let hasOtherBytes: Bool

  func compare(into ledger: inout Ledger) {
    guard let old else { return }
    guard let new else {
      let subject = subject(old)
      ledger.add(Change(.releaseRemoved, subject, at: old.head.range, of: place))
      ledger.add(.removed(subject.phrase, at: old.head))
      return
    }
    guard hasOtherBytes || !old.value.says(theSameAs: new.value) else { return }
    if old.isPublished {
      comparePublished(old, new, into: &ledger)
    } else {
      compareCandidate(old, new, into: &ledger)
    }
    for (key, kind) in [("deprecated", ChangeKind.releaseDeprecated), ("notes", .releaseNotes)]
    where !old.value[key].says(theSameAs: new.value[key]) {
      add(kind, new, at: new.value[key] ?? new.head, into: &ledger)
    }
  }

  /// Takes a release that is new.
  func added(_ new: ReleaseValue, into ledger: inout Ledger) {
    add(.releaseAdded, new, at: new.head, into: &ledger)
    ledger.add(
      ReleaseMove(project: project, package: package, old: nil, new: new, isReplaced: false))
    for vote in new.votes { add(vote: vote, .voteCast, new, into: &ledger) }
  }

  private func comparePublished(
    _ old: ReleaseValue, _ new: ReleaseValue, into ledger: inout Ledger
  ) {
    let immutability = Immutability(old: old, new: new, subject: subject(old).text)
    let violations = immutability.violations
    for violation in violations { ledger.add(violation) }
    if !violations.isEmpty {
      let at = violations[0].range
      ledger.add(Change(.releaseAltered, subject(old), at: at, of: place))
    }
    compareStage(old, new, isReplaced: false, into: &ledger)
    for file in immutability.addedCompanions {
      add(.releaseFileAdded, new, at: file, into: &ledger)
    }
  }

  private func compareCandidate(
    _ old: ReleaseValue, _ new: ReleaseValue, into ledger: inout Ledger
  ) {
    let isReplaced = hasOtherBytes || !old.hasContent(of: new)
    if isReplaced {
      add(.releaseReplaced, new, at: new.head, into: &ledger)
      if let votes = new.value["votes"], !new.votes.isEmpty {
        ledger.add(.keptVotes(votes, old: old, subject: subject(new).text))
      }
    }
    compareVotes(old, new, isReplaced: isReplaced, into: &ledger)
    compareStage(old, new, isReplaced: isReplaced, into: &ledger)
  }

  /// A stage that goes back is no move but an alteration.
  private func compareStage(
    _ old: ReleaseValue, _ new: ReleaseValue, isReplaced: Bool, into ledger: inout Ledger
  ) {
    guard old.stage != new.stage, let before = old.stage, let after = new.stage,
      before.canMove(to: after)
    else { return }
    add(
      after == .current ? .releasePromoted : .releaseRevoked, new,
      at: new.value["stage"] ?? new.head, into: &ledger)
    ledger.add(
      ReleaseMove(
        project: project, package: package, old: old, new: new, isReplaced: isReplaced))
  }

  private func compareVotes(
    _ old: ReleaseValue, _ new: ReleaseValue, isReplaced: Bool, into ledger: inout Ledger
  ) {
    var before = Self.votes(of: old)
    for vote in new.votes {
      let voter = Array((vote["voter"]?.string ?? "").utf8)
      if let earlier = before.removeValue(forKey: voter), earlier.says(theSameAs: vote) {
        continue
      }
      add(vote: vote, .voteCast, new, into: &ledger)
    }
    // A candidate that is replaced loses its votes, and nobody has to agree to that.
    guard !isReplaced else { return }
    for vote in old.votes where before[Array((vote["voter"]?.string ?? "").utf8)] != nil {
      add(vote: vote, .voteWithdrawn, new, into: &ledger)
    }
  }

  private static func votes(of release: ReleaseValue) -> [[UInt8]: Value] {
    Dictionary(
      release.votes.map { (Array(($0["voter"]?.string ?? "").utf8), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private func add(
    _ kind: ChangeKind, _ release: ReleaseValue, at value: Value, into ledger: inout Ledger
  ) {
    ledger.add(Change(kind, subject(release), at: value.range, of: place))
  }

  private func add(
    vote: Value, _ kind: ChangeKind, _ release: ReleaseValue, into ledger: inout Ledger
  ) {
    ledger.add(
      Change(
        kind, subject(release), at: vote.range, of: place,
        people: [vote["voter"]?.string ?? ""]))
  }

  private func subject(_ release: ReleaseValue) -> Change.Subject {
    .release(project: project, name: package, version: release.version)
  }
}
