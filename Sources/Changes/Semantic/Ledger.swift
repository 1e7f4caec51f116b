internal import Diagnostics
internal import IndexModel
internal import Registry

/// What a comparison has found so far.
struct Ledger {
  private(set) var changes: [Change] = []
  private(set) var violations: [Diagnostic] = []
  private(set) var moves: [ReleaseMove] = []

  mutating func add(_ change: Change) { changes.append(change) }
  mutating func add(_ violation: Diagnostic) { violations.append(violation) }
  mutating func add(_ move: ReleaseMove) { moves.append(move) }

  /// Notes a change of a file as a whole.
  mutating func add(
    _ kind: ChangeKind, _ subject: Change.Subject, of pair: FilePair, people: [String] = []
  ) {
    let range = SourceRange.start(of: pair.path, side: pair.new == nil ? .base : .head)
    changes.append(Change(kind, subject, at: range, of: pair.place, people: people))
  }
}

/// A release that comes, or goes from one stage to another: what vote policies speak about.
struct ReleaseMove {
  let project: String
  let package: String
  /// Nil for a release that is new.
  let old: ReleaseValue?
  let new: ReleaseValue
  let isReplaced: Bool
}
