internal import IndexModel

/// One release for each alias that is needed, and for no other.
public struct Solution: Hashable, Sendable {
  /// By the bytes of their aliases.
  public let selections: [Selection]

  public struct Selection: Hashable, Sendable {
    public let alias: String
    /// `<project>/<package>`
    public let package: String
    public let release: IndexedRelease
  }

  init(_ selections: [Selection]) {
    self.selections = selections.sorted { $0.alias.utf8.lexicographicallyPrecedes($1.alias.utf8) }
  }

  /// The release that was chosen for an alias.
  public subscript(alias: String) -> IndexedRelease? {
    selections.first { $0.alias == alias }?.release
  }
}

/// What came of a request.
public enum Outcome: Sendable {
  case solution(Solution)
  case conflict(Conflict)
  /// Neither was found in reasonable time. There may be a solution.
  case gaveUp(afterContradictions: Int)
}

extension Request {
  /// Solves the request: a solution if there is one, else the proof that there is none. Equal
  /// requests of equal indexes come out equal, in whatever order the requirements are. Where the effort does not suffice
  /// to find either, that is the outcome.
  ///
  /// Rethrows what the source throws.
  public func resolve(in source: some IndexSource) throws -> Outcome {
    let source = RememberingSource(source)
    let outcome = try search(in: source)
    guard case .conflict = outcome, believesMarks else { return outcome }
    // The marks say that something cannot be met, and not why. Those who marked it may have lied: then that is why.
    let explained = try withoutMarks.search(in: source)
    if case .conflict = explained { return explained }
    return outcome
  }

  private func search(in source: RememberingSource) throws -> Outcome {
    var request = self
    request.requirements.sort {
      ($0.alias, $0.range.text) < ($1.alias, $1.range.text)
    }
    var search = Search(request, in: source)
    switch try search.run() {
    case .found(let releases):
      return .solution(
        Solution(
          releases.map { alias, release in
            let roster = search.stock.rosters[alias]
            return Solution.Selection(
              alias: roster.alias, package: roster.package ?? roster.alias,
              release: roster.releases[release])
          }))
    case .impossible(let root):
      return .conflict(
        Conflict(
          Proof(of: root, from: search.incompatibilities, search.stock.rosters), request))
    case .gaveUp(let contradictions):
      return .gaveUp(afterContradictions: contradictions)
    }
  }
}
