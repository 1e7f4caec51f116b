public import IndexModel

/// One thing that keeps a candidate from becoming current.
public enum Shortage: Hashable, Sendable {
  case binding(Int, expected: Int)
  case votes(for: Int, against: Int)
  /// It was changed too lately; nil where not even base has it as it is.
  case hours(since: Timestamp?, expected: Int)
  /// The clone begins too late to tell since when it is unchanged.
  case history

  /// What follows the candidate's name in a sentence: what it has, and what was expected.
  public var predicate: String {
    switch self {
    case .binding(let count, let expected):
      "has \(count) binding \(count == 1 ? "vote" : "votes") for, expected \(expected)"
    case .votes(let votesFor, let votesAgainst):
      "has \(votesFor) for and \(votesAgainst) against, expected more for"
    case .hours(let since, let expected):
      "is unchanged since \(since?.text ?? "this change"), expected at least \(expected) hours"
    case .history: "is unchanged for a time that the clone is too shallow to tell"
    }
  }

  /// What to do about it.
  public var wayOut: String {
    switch self {
    case .binding: "ask admins of the project to vote for it"
    case .votes: "ask for more votes for it"
    case .hours(let since, let hours):
      (since?.after(hours: hours)).map { "wait until \($0.text), and promote it then" }
        ?? "wait, and promote it then"
    case .history: "fetch the history with `git fetch --unshallow`, and try again"
    }
  }
}

extension Timestamp {
  fileprivate func after(hours: Int) -> Timestamp? {
    // More than any policy may ask for, and nothing that could overflow.
    Timestamp(seconds: seconds + Int64(min(hours, 1_000_000)) * 3600)
  }
}
