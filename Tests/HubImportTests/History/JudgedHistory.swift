import Changes
import Diagnostics
import GitStore
import IndexModel
import Registry
import Rules
import TestSupport

/// What the verdict says of each step of a hub's history, each judged against the state before it,
/// whatever was said of that.
struct JudgedHistory {
  /// A commit of the hub, as a change of the registry by those who run it.
  struct Step {
    let hub: Commit
    let verdict: Verdict
  }

  /// The registry that was judged.
  let imported: ImportedHistory
  /// Oldest first.
  let steps: [Step]

  /// Judges the history of the `HEAD` of a repository.
  init(of hub: GitFixture) throws {
    let imported = try ImportedHistory(of: try GitRepository.open(at: hub.path))
    self.imported = imported
    steps = try imported.steps.map { step in
      let time = Timestamp(seconds: step.hub.committer.time)
      let repository = imported.repository
      let proposal = Proposal(
        base: try repository.snapshot(of: step.registry.parents[0]),
        head: try repository.snapshot(of: step.registry.id), commit: step.registry.id,
        actor: try Account(GrowingImport.operations),
        moment: Moment(commit: time, now: time ?? .latest))
      return Step(hub: step.hub, verdict: try Verdict(proposal))
    }
  }
}

extension JudgedHistory.Step {
  /// The releases that are refused, as `<project>/<package>@<version>`, and what was done to them.
  var refusedReleases: [String: ChangeKind] {
    Dictionary(
      refused.compactMap { change in
        guard case .release = change.subject else { return nil }
        return (change.subject.text, change.kind)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The packages that are missed.
  var refusedPackages: Set<String> {
    Set(refused.filter { $0.kind == .packageRemoved }.map(\.subject.text))
  }

  /// What nobody may do.
  var refused: [Change] {
    verdict.decisions.filter { $0.outcome == .forbidden }.map(\.change)
  }

  var errors: [Diagnostic] { verdict.findings.filter { $0.severity == .error } }
}

extension RawHistory.Step {
  /// What has to be refused.
  var refusals: [String: ChangeKind] {
    deeds.mapValues { $0 == .removed ? .releaseRemoved : .releaseAltered }
  }
}
