/// What leads from a term to a package, with how good an answer to the term it is.
public struct Posting: Hashable, Sendable {
  public let term: Term
  /// The order of answers to the term, but for their names.
  public let order: UInt32
  /// Whether the term is of the name.
  public let isOfName: Bool

  /// All postings of a package.
  public static func all(of document: SearchDocument) -> [Posting] {
    let terms = DocumentTerms(document)
    let names = Set(terms.name.all)
    return terms.all.compactMap { term in
      Match(document, terms, SearchQuery(of: term)).map {
        Posting(term: term, order: $0.order, isOfName: names.contains(term))
      }
    }
  }

  /// How good an answer a package is to beginnings of its name, or of parts of it: to those to which it is one, and no
  /// more than that.
  public static func orders(
    of document: SearchDocument, beginning prefixes: some Sequence<Term>
  ) -> [(prefix: Term, order: UInt32)] {
    let terms = DocumentTerms(document)
    return prefixes.compactMap { prefix in
      guard let match = Match(document, terms, SearchQuery(of: prefix)), match.tier == .prefix
      else { return nil }
      return (prefix, match.order)
    }
  }
}
