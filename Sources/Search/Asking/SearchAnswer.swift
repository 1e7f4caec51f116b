public import IndexModel

/// What a search found.
public struct SearchAnswer: Sendable {
  public struct Result: Sendable {
    public let document: SearchDocument
    public let match: Match
  }

  /// The best first.
  public let results: [Result]
  /// The words of the query, as they were looked for.
  public let words: [String]
  /// What was read, by round trip.
  public let trips: [[SitePath]]

  /// How many packages are shown where none has all words as they were written.
  public static let mostGuesses = 5

  init(_ query: SearchQuery, _ results: [Result], trips: [[SitePath]]) {
    self.results = results
    words = query.words.map(\.term.text)
    self.trips = trips
  }

  /// Whether the first is what the query names.
  public var isExact: Bool {
    !words.isEmpty
      && results.first.map { $0.match.tier == .exact && $0.match.missing == 0 } ?? false
  }

  /// Whether these are guesses: packages that lack a word, or have it otherwise.
  public var isGuess: Bool {
    results.first?.match.isGuess ?? false
  }
}

extension SearchAnswer {
  /// The answer of packages that are at hand, of which each is looked at: what an index is a shorter way to.
  public init(_ query: SearchQuery, among documents: [SearchDocument], limit: Int) {
    // What asks for nothing finds nothing, as in an index.
    let candidates = query.isEmpty ? [] : documents.map(Candidate.init)
    var matches = Matches(query, candidates)
    if matches.complete.isEmpty { matches = Matches(query, candidates, forgiving: []) }
    self.init(query, matches.best(limit), trips: [])
  }
}
