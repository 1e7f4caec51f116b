public import IndexModel

/// Answers queries from the static index of a site, of which it reads the few files that a query needs.
///
/// Files are asked for in round trips, all of one at once: first the maps of what is looked for, whose paths the query
/// alone gives; then the shards that these name; then, only where that was not enough, what the other words lead to, what
/// forgives a slip of the fingers, or all packages of a word that has many. The script for browsers does the same, step by
/// step.
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
    guard !query.keys.isEmpty else { return SearchAnswer(query, [], trips: []) }
    try reading.readMaps(of: query.keys)
    let plan = SearchPlan(query, reading)
    try reading.readShards(of: plan.first, typos: plan.suspect)
    var matches = Matches(query, reading.candidates)
    // The best of each lead are known. Others may have all words: what has the rarest may be looked through. A filter is
    // meant to leave few, and all of them.
    if let rarest = plan.rarest, matches.complete.count < (query.filters.isEmpty ? 1 : limit) {
      try reading.readTail(of: rarest)
      matches = Matches(query, reading.candidates)
    }
    if matches.complete.isEmpty, !query.words.isEmpty {
      matches = Matches(query, reading.candidates, forgiving: [])
      if matches.complete.isEmpty {
        let suspect = plan.suspect.filter { !reading.knows($0) }
        let suggestions = try reading.readShards(of: plan.others, suggesting: suspect)
        matches = Matches(query, reading.candidates, forgiving: suggestions)
      }
    }
    return SearchAnswer(query, matches.best(limit), trips: reading.trips)
  }
}

/// What of a query is looked up first. Where a word leads to all of its packages, those that have all words are among
/// them, and no other word need be looked up.
private struct SearchPlan {
  /// What is looked up in the second round trip.
  let first: SearchLookup
  /// What is looked up in the third, where that was not enough.
  let others: SearchLookup
  /// The words in which a slip of the fingers is looked for.
  let suspect: [Term]
  /// The key with the fewest packages, where of each lead only the best are known, if they can be looked through.
  let rarest: Term?

  init(_ query: SearchQuery, _ reading: SearchReading) {
    let leads = query.isName ? query.leaders.map { [$0.term] } : query.leads
    let few = leads.filter { reading.magnitude(of: $0) == nil && !query.isUnsure($0, reading) }
    // The longest tells most, as a rule.
    let leader = few.max { $0[0].count < $1[0].count }
    suspect = leader.flatMap { $0[0].isOpenToEdits ? [$0[0]] : nil } ?? []
    guard !query.isName else {
      first = SearchLookup(keys: [query.joined], prefixes: [query.joined])
      others = SearchLookup(query, leads)
      rarest = nil
      return
    }
    let rare = leads.sorted {
      (reading.magnitude(of: $0) ?? 0, $0[0]) < (reading.magnitude(of: $1) ?? 0, $1[0])
    }
    let leading = leader.map { [$0] } ?? Array(rare.prefix(2))
    first = SearchLookup(query, leading)
    others = SearchLookup(query, leads.filter { !leading.contains($0) })
    rarest = leader == nil && leads.count > 1 ? rare.lazy.compactMap(reading.tail).first : nil
  }
}

extension SearchQuery {
  /// Whether a lead is the last word, and the beginning of so many names that not all of them are looked at.
  fileprivate func isUnsure(_ lead: [Term], _ reading: SearchReading) -> Bool {
    lead[0] == words.last?.term && reading.isWide(lead[0])
  }
}

/// Keys that are looked up, and beginnings of names.
struct SearchLookup {
  let keys: [Term]
  let prefixes: [Term]

  fileprivate init(keys: [Term], prefixes: [Term]) {
    self.keys = keys
    self.prefixes = prefixes
  }

  /// What some leads of a query lead to, and its words together.
  fileprivate init(_ query: SearchQuery, _ leads: [[Term]]) {
    keys = Term.distinct([query.joined] + query.phrases + leads.flatMap { $0 })
    // The last word may be the beginning of one.
    let last = query.words.last?.term
    prefixes = leads.map { $0[0] }.filter { $0 == last }
  }
}
