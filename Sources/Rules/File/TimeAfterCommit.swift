internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let timeAfterCommit = Rule(
    "time-after-commit", .integrity, .file,
    "nothing happened later than the commit that tells of it",
    """
    When a release was published, and when an advisory was published, changed or withdrawn, lies \
    before the commit that brings the word: clients order by these times, and one from the future \
    would stay on top. A proposed commit that claims to be later than now counts as one of now. \
    State the time in UTC, or leave `published` out: then the commit's own time \
    counts.
    """)
}

extension Check {
  static let timeAfterCommit = Check(
    .timeAfterCommit,
    .file { unit, view in
      guard let commit = view.moment.commit else { return [] }
      return unit.statedTimes.filter { commit < $0.value }.map { time in
        unit.finding(
          .timeAfterCommit, at: time.node,
          "\(time.value.text) is later than the commit, which counts as one of \(commit.text)",
          help: "state when it happened, in UTC")
      }
    })
}

extension Unit {
  /// When things happened, by the file's own word.
  fileprivate var statedTimes: [Placed<Timestamp>] {
    switch resource {
    case .versionIndex(let index): index.releases.compactMap(\.publication)
    case .advisory(let advisory): advisory.times
    default: []
    }
  }
}
