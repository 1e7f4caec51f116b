import Changes
import Diagnostics
import GitStore
import IndexModel
import Registry
import TestSupport
import Testing

@testable import HubImport

/// `scripts/judge-hub` runs these alone and shows the summary.
@Suite(
  "The whole history of a real hub",
  .enabled(if: RealHub.bundle != nil, "../shared/data/ndc-hub.bundle is not beside the project"))
struct WholeHistoryTests {
  /// Read and judged once for all tests.
  private struct History {
    let hub: GitFixture
    let judged: JudgedHistory
    let raw: RawHistory

    init() throws {
      hub = try RealHub.clone()
      raw = try RawHistory(of: hub)
      judged = try JudgedHistory(of: hub)
    }

    static let shared = Result { try History() }
  }

  private let history: History
  private var steps: some Sequence<(JudgedHistory.Step, RawHistory.Step)> {
    zip(history.judged.steps, history.raw.steps)
  }

  init() throws { history = try History.shared.get() }

  @Test func refusesExactlyTheReleasesThatItsAuthorsRewroteOrRemoved() {
    #expect(history.judged.steps.map(\.hub.id.hex) == history.raw.steps.map(\.commit))
    for (judged, raw) in steps {
      #expect(judged.refusedReleases == raw.refusals, "\(raw.commit)")
      #expect(judged.refusedPackages == raw.removedConnectors, "\(raw.commit)")
      #expect(
        judged.refused.count == raw.refusals.count + raw.removedConnectors.count, "\(raw.commit)")
    }
  }

  @Test func refusesForNoOtherReason() {
    for (judged, raw) in steps {
      let isSound = raw.deeds.isEmpty && raw.removedConnectors.isEmpty
      #expect(judged.verdict.outcome == (isSound ? .pass : .fail), "\(raw.commit)")
      #expect(
        judged.errors.allSatisfy { ["release-immutable", "never-removed"].contains($0.rule) },
        "\(raw.commit)")
    }
  }

  @Test func datesAReleaseAnewOnlyWithItsFolder() {
    for (judged, raw) in steps {
      let dated = judged.errors.filter { $0.message.hasPrefix("\"published\" of") }
      #expect(dated.count == raw.deeds.values.count { $0 == .moved }, "\(raw.commit)")
    }
  }

  @Test func comesToTheseNumbers() {
    let summary = HistorySummary(history.judged, history.raw)
    print(summary)
    var expected = HistorySummary()
    (expected.commits, expected.passed, expected.failed) = (478, 462, 16)
    (expected.files, expected.releases) = (687, 675)
    (expected.rewritten, expected.moved, expected.rewritingCommits) = (142, 9, 10)
    (expected.removed, expected.removingCommits) = (4, 3)
    (expected.refusedReleases, expected.removedPackages) = (124, 13)
    expected.flawed = [.noVersion: 2, .twoVersions: 2, .noDigest: 1, .takenURL: 1]
    #expect(summary == expected)
  }

  /// Only what a commit touches is imported anew; here all of it is.
  @Test(arguments: [0, 96, 123, 178, 300, 477])
  func judgesWhatAnImportOfTheCommitMakes(_ number: Int) throws {
    let step = history.judged.imported.steps[number]
    let hub = try GitRepository.open(at: history.hub.path)
    let line = try hub.firstParents(from: step.hub.id)
    let source = HubSource(
      snapshot: try hub.snapshot(of: step.hub.id), history: try HubHistory(line.commits, of: hub))
    let whole = try? HubImport.run(source, into: GrowingImport.foundation, SmallHub.options)
    let expected = GrowingImport.foundation.merging(whole?.files ?? [:]) { $1 }
    let registry = try history.judged.imported.repository.snapshot(of: step.registry.id)
    var files: [RepositoryPath: [UInt8]] = [:]
    for change in try TreeChange.between(nil, registry) {
      files[change.path] = try change.new.map { try registry.read($0.id) }
    }
    #expect(files == expected)
  }
}
