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

  /// How good an answer a package is to the beginning of its name, or of a part of it; nil where it is none, or is more
  /// than that.
  public static func order(of document: SearchDocument, beginning prefix: Term) -> UInt32? {
    Match(document, DocumentTerms(document), SearchQuery(of: prefix)).flatMap {
      $0.tier == .prefix ? $0.order : nil
    }
  }
}
