public import IndexModel

/// Answers queries from the static index of a site, of which it reads the few files that a query needs.
///
/// Files are asked for in round trips, all of one at once: first the maps of what is looked for, whose paths the query
/// alone gives; then the shards that these name; then, only where that was not enough, what forgives a slip of the
/// fingers, or all packages of a word that has many. The script for browsers does the same, step by step.
public struct SearchEngine {
  /// Gets files of the site, all in one round trip; nil for one that is not there.
  public typealias Fetch = ([SitePath]) throws -> [[UInt8]?]

  private let fetch: Fetch

  public init(fetch: @escaping Fetch) { self.fetch = fetch }

  /// The answer to a query.
  ///
  /// - Parameter limit: How many packages are wanted.
  public func answer(_ query: SearchQuery, limit: Int) throws -> SearchAnswer {
    var reading = SearchReading(fetch: fetch)
    let keys = query.keys
    guard !keys.isEmpty else { return SearchAnswer(query, [], reading) }
    let open = query.words.map(\.term).filter(\.isOpenToEdits).prefix(SearchReading.mostTypos)
    try reading.readMaps(of: keys, typos: Array(open))
    let entries = try reading.readShards(of: keys, prefixes: query.prefixes)
    var matches = Matches(query, reading.documents)
    guard matches.complete.count < limit, query.filters.isEmpty || !query.words.isEmpty else {
      return SearchAnswer(query, matches.best(limit), reading)
    }
    if let rarest = Self.rarest(of: query, entries) {
      try reading.readTail(of: rarest)
      matches = Matches(query, reading.documents)
    } else if matches.complete.isEmpty {
      let unknown = open.filter { word in
        matches.all.allSatisfy { $0.match.places[query.place(of: word)] == nil }
      }
      let found = try reading.readTypos(of: Array(unknown))
      matches = Matches(query, reading.documents, forgiving: found)
    }
    return SearchAnswer(query, matches.best(limit), reading)
  }

  /// The word of a query with the fewest packages, where of each word only the best are known: the others of that word
  /// may have all.
  private static func rarest(
    of query: SearchQuery, _ entries: [Term: SearchShard.Entry]
  ) -> Term? {
    guard query.words.count > 1 else { return nil }
    var rarest: (term: Term, magnitude: Int)?
    for word in query.words {
      for term in Set([word.term, word.stem]).sorted() {
        guard let entry = entries[term] else { continue }
        guard let magnitude = entry.magnitude, magnitude <= SearchTail.largest else { return nil }
        if rarest.map({ magnitude < $0.magnitude }) ?? true { rarest = (term, magnitude) }
      }
    }
    return rarest?.term
  }
}

extension SearchQuery {
  fileprivate func place(of word: Term) -> Int { words.firstIndex { $0.term == word } ?? 0 }
}

/// The packages that answer a query.
private struct Matches {
  struct One {
    let document: SearchDocument
    let match: Match
  }
  /// The best first.
  let all: [One]

  /// - Parameter suggestions: Packages whose names a word of the query may have been meant to name.
  init(
    _ query: SearchQuery, _ documents: [SearchDocument], forgiving suggestions: [SearchDocument]? = nil
  ) {
    let known = Set(documents.map(\.name))
    let others = (suggestions ?? []).filter { !known.contains($0.name) }
    all = (documents + others).compactMap { document in
      Match(document, DocumentTerms(document), query, forgives: suggestions != nil)
        .map { One(document: document, match: $0) }
    }
    .sorted { $0.match < $1.match }
  }

  /// Those in which every word stands.
  var complete: some Collection<One> { all.prefix { $0.match.missing == 0 } }

  /// The answers to show: those that have all words; else a few of those that have the most.
  func best(_ limit: Int) -> [SearchAnswer.Result] {
    let fewest = all.first?.match.missing ?? 0
    let isGuess = fewest > 0 || all.first?.match.tier == .typo
    return all.prefix { $0.match.missing == fewest }
      .prefix(isGuess ? min(limit, SearchAnswer.mostGuesses) : limit)
      .map { SearchAnswer.Result(document: $0.document, match: $0.match) }
  }
}
