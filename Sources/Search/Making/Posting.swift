/// What leads from a term to a package, with how good an answer to the term it is.
public struct Posting: Hashable, Sendable {
  public let term: Term
  /// The order of answers to the term, but for their names.
  public let order: UInt32
  /// Whether it is a word of the name: what a slip of the fingers is looked for in.
  public let isWord: Bool

  /// All postings of a package.
  public static func all(of document: SearchDocument) -> [Posting] {
    let candidate = Candidate(document)
    let words = Set(candidate.terms.name.words)
    return candidate.terms.all.compactMap { term in
      Match(candidate, SearchQuery(of: term)).map {
        Posting(
          term: term, order: $0.order,
          isWord: words.contains(term) && term.isOpenToEdits)
      }
    }
  }

  /// How good an answer a package is to beginnings of its name, or of parts of it, that are no terms of it.
  public static func orders(
    of document: SearchDocument, beginning prefixes: some Sequence<Term>
  ) -> [(prefix: Term, order: UInt32)] {
    let candidate = Candidate(document)
    let names = candidate.terms.name.all
    return prefixes.compactMap { prefix in
      guard !names.contains(prefix), names.contains(where: { $0.hasPrefix(prefix) }),
        let match = Match(candidate, SearchQuery(of: prefix))
      else { return nil }
      return (prefix, match.order)
    }
  }
}
