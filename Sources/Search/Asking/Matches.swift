/// The packages that answer a query.
struct Matches {
  struct One {
    let document: SearchDocument
    let match: Match
  }
  /// The best first.
  let all: [One]

  /// - Parameter suggestions: Packages whose names a word of the query may have been meant to name; nil where a word is
  ///   taken as it was written.
  init(
    _ query: SearchQuery, _ candidates: [Candidate], forgiving suggestions: [SearchDocument]? = nil
  ) {
    let known = Set(candidates.map(\.document.name))
    let others = (suggestions ?? []).filter { !known.contains($0.name) }.map(Candidate.init)
    all = (candidates + others).compactMap { candidate in
      Match(candidate, query, forgives: suggestions != nil)
        .map { One(document: candidate.document, match: $0) }
    }
    .sorted { $0.match < $1.match }
  }

  /// Those in which every word stands.
  var complete: some Collection<One> { all.prefix { $0.match.missing == 0 } }

  /// The answers to show: those that have all words; else a few of those that have the most.
  func best(_ limit: Int) -> [SearchAnswer.Result] {
    let fewest = all.first?.match.missing ?? 0
    let isGuess = all.first?.match.isGuess ?? false
    return all.prefix { $0.match.missing == fewest }
      .prefix(isGuess ? min(limit, SearchAnswer.mostGuesses) : limit)
      .map { SearchAnswer.Result(document: $0.document, match: $0.match) }
  }
}
