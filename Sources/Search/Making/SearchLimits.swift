public import IndexModel

/// How much of what stands where in an index. Sites have the standard ones; tests have tiny ones.
public struct SearchLimits: Sendable {
  /// How many packages of a term stand in its shard.
  public var mostOfTerm = SearchPart.mostOfTerm
  /// How many packages that a word names stand with it in the index of typos.
  public var mostOfWord = SearchPart.mostOfWord
  /// How many answers are kept of the beginning of a name.
  public var mostOfPrefix = SearchPrefix.most
  public var longestPrefix = Term.longest
  public var widest = SearchMap.widest
  /// The largest shard that stands in its map, in bytes, where it is the only one.
  public var mostInMap = 4096
  public var terms = Borders.Limits.terms
  public var typos = Borders.Limits.typos

  public static let standard = SearchLimits()

  public init() {}

  public func borders(in space: SiteLayout.SearchSpace) -> Borders.Limits {
    switch space {
    case .terms: terms
    case .typos: typos
    }
  }

  // MARK: What stands where

  /// The entry of a term.
  ///
  /// - Parameters:
  ///   - best: Its packages, the best first: all, or the best of them.
  ///   - count: How many there are.
  public func entry(
    of term: Term, best: some Sequence<SearchDocument>, count: Int
  ) -> SearchPart.Entry {
    SearchPart.Entry(
      key: term, packages: Array(best.prefix(mostOfTerm)),
      magnitude: count > mostOfTerm ? SearchPart.magnitude(of: count) : nil)
  }

  /// What stands of a word in the index of typos, by the packages that it names, the best first.
  public func packages(ofWord named: some Sequence<SearchDocument>) -> [SearchDocument] {
    named.prefix(mostOfWord).map(\.named)
  }

  /// The beginnings of a term that is of a name of which answers may be kept.
  public func prefixes(of term: Term) -> some Sequence<Term> {
    (0..<max(0, min(term.count - 1, longestPrefix))).lazy.map { Term(term.bytes[...$0]) }
  }

  /// The beginnings of the name of a package, and of its parts, of which answers are kept.
  ///
  /// - Parameter keeps: Whether those of a beginning are. Where they are not, those of longer ones are not either.
  public func beginnings(of document: SearchDocument, where keeps: (Term) -> Bool) -> Set<Term> {
    Set(document.nameTerms.flatMap { prefixes(of: $0).prefix(while: keeps) })
  }

  /// Whether the answers to the beginning of a name are kept, if there are any.
  ///
  /// - Parameter ranges: The shards of the part in which such names stand.
  public func keeps(_ prefix: Term, _ ranges: some Sequence<SearchMap.Range>) -> Bool {
    prefix.isSpread
      || prefix.count <= longestPrefix && SearchMap.isWide(prefix, ranges, than: widest)
  }
}

extension Borders.Limits {
  /// Sizes of shards.
  public static func between(_ fewest: Int, typical: Int, most: Int) -> Borders.Limits {
    Borders.Limits(fewest: fewest, typical: typical, most: most)
  }
}
