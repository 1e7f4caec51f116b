import Changes

/// What a history comes to, in numbers.
struct HistorySummary: Equatable, CustomStringConvertible {
  var commits = 0
  var passed = 0
  var needReview = 0
  var failed = 0
  /// Files that were ever to be a release, and releases that a registry took.
  var files = 0
  var releases = 0
  var rewritten = 0
  var moved = 0
  var removed = 0
  /// Commits that rewrote or moved a release, and that removed one.
  var rewritingCommits = 0
  var removingCommits = 0
  /// Releases to which any of that happened, once each.
  var refusedReleases = 0
  var removedPackages = 0
  var reformatted = 0
  var flawed: [RawFile.Flaw: Int] = [:]
}

extension HistorySummary {
  init(_ judged: JudgedHistory, _ raw: RawHistory) {
    commits = judged.steps.count
    passed = judged.steps.count { $0.verdict.outcome == .pass }
    needReview = judged.steps.count { $0.verdict.outcome == .needsReview }
    failed = judged.steps.count { $0.verdict.outcome == .fail }
    files = raw.files.count
    releases = raw.releases.count
    for step in raw.steps {
      let deeds = step.deeds.values
      rewritten += deeds.count { $0 == .rewritten }
      moved += deeds.count { $0 == .moved }
      removed += deeds.count { $0 == .removed }
      if deeds.contains(where: { $0 != .removed }) { rewritingCommits += 1 }
      if deeds.contains(.removed) { removingCommits += 1 }
      reformatted += step.reformatted
      for flaw in step.noReleases.values { flawed[flaw, default: 0] += 1 }
    }
    refusedReleases = Set(judged.steps.flatMap(\.refusedReleases.keys)).count
    removedPackages = judged.steps.reduce(0) { $0 + $1.refusedPackages.count }
  }

  var description: String {
    let flaws = flawed.map { "\($0.value) \($0.key.rawValue)" }.sorted().joined(separator: ", ")
    return """
      \(commits) commits judged: \(passed) pass, \(needReview) need review, \(failed) fail
      \(files) files of releases were ever there, \(releases) of them releases that a registry takes
      \(refusedReleases) published releases refused:
        rewritten \(rewritten) times and moved to another folder \(moved) times, \
      by \(rewritingCommits) commits
        removed \(removed) times, by \(removingCommits) commits
      \(removedPackages) packages removed
      not refused:
        \(reformatted) files that say the same in other bytes
        \(flawed.values.reduce(0, +)) files rewritten or removed that were no release: \(flaws)
      """
  }
}
