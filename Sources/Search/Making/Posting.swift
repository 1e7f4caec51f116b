/// What leads from a term to a package, with how good an answer to the term it is.
public struct Posting: Hashable, Sendable {
  public let term: Term
  /// The order of answers to the term, but for their names.
  public let order: UInt32
  /// Whether the term is of the name.
  public let isOfName: Bool
  /// Whether it is a word of the name: what a slip of the fingers is looked for in.
  public let isWord: Bool

  /// All postings of a package.
  public static func all(of document: SearchDocument) -> [Posting] {
    let terms = DocumentTerms(document)
    let names = Set(terms.name.all)
    let words = Set(terms.name.words)
    return terms.all.compactMap { term in
      Match(document, terms, SearchQuery(of: term)).map {
        Posting(
          term: term, order: $0.order, isOfName: names.contains(term),
          isWord: words.contains(term) && term.isOpenToEdits)
      }
    }
  }

  /// How good an answer a package is to the beginning of its name, or of a part of it; nil where it is none, or where
  /// that is a term of the name.
  public static func order(of document: SearchDocument, beginning prefix: Term) -> UInt32? {
    let terms = DocumentTerms(document)
    guard !terms.name.all.contains(prefix), terms.name.all.contains(where: { $0.hasPrefix(prefix) })
    else { return nil }
    return Match(document, terms, SearchQuery(of: prefix))?.order
  }
}
