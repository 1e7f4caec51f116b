/// Where in a package a word of a query stands, the best first.
public enum Tier: Int, Comparable, Sendable, CaseIterable {
  /// The query is the name.
  case exact
  /// A part of the name, several of them, or all.
  case name
  /// The name, or a part of it, begins with the word.
  case prefix
  case keyword
  case project
  case summary
  /// A part of the name is the word but for one letter.
  case typo

  public static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
}

/// How well a package answers a query. What comes first in the order is the better answer.
public struct Match: Comparable, Sendable {
  /// How many words of the query stand nowhere in the package.
  public let missing: Int
  /// The worst place in which a word stands that does stand somewhere.
  public let tier: Tier
  /// The places of all words together.
  let sum: Int
  /// How much of the name the words are, in eighths; of the summary, where none of them is in the name.
  public let coverage: Int
  public let popularity: Int
  /// The place of each word; nil where it stands nowhere.
  public let places: [Tier?]
  private let name: String

  /// - Parameter forgives: Whether a word may have a typo in it.
  /// - Returns: nil where no word stands in the package, or a filter does not accept it.
  init?(
    _ document: SearchDocument, _ terms: DocumentTerms, _ query: SearchQuery, forgives: Bool = false
  ) {
    guard query.filters.allSatisfy({ $0.accepts(document, terms) }) else { return nil }
    popularity = document.popularity
    name = document.name
    let whole = Self.whole(query.joined, terms)
    var places: [Tier?] = []
    var (covered, said) = (0, 0)
    for (at, word) in query.words.enumerated() {
      let place =
        whole
        ?? Self.place(of: word, isLast: at == query.words.count - 1, in: terms, forgives: forgives)
      places.append(place)
      switch place {
      case .exact, .name, .prefix, .typo: covered += word.term.count
      case .summary: said += 1
      case .keyword, .project, nil: break
      }
    }
    let found = places.compactMap(\.self)
    guard !found.isEmpty || query.words.isEmpty else { return nil }
    self.places = places
    missing = places.count - found.count
    tier = found.max() ?? .exact
    // A name that begins with all that was typed is better than one that has it in pieces.
    sum = whole == nil ? found.reduce(0) { $0 + $1.rawValue } : 0
    if whole != nil { covered = query.joined.count }
    coverage =
      if covered > 0 {
        min(8, covered * 8 / max(1, terms.name.joined.count))
      } else {
        said * 8 / max(1, terms.summary.count)
      }
  }

  /// Whether the query as a whole is the name, a term of it, or its beginning.
  private static func whole(_ joined: Term, _ terms: DocumentTerms) -> Tier? {
    guard !joined.isEmpty else { return nil }
    if terms.isWhole(joined) { return .exact }
    if terms.name.all.contains(joined) { return .name }
    return terms.name.joined.hasPrefix(joined) ? .prefix : nil
  }

  private static func place(
    of word: SearchQuery.Word, isLast: Bool, in terms: DocumentTerms, forgives: Bool
  ) -> Tier? {
    let names = terms.name.all
    if names.contains(word.term) { return .name }
    if isLast, names.contains(where: { $0.hasPrefix(word.term) }) { return .prefix }
    if terms.keywords.contains(word.term) || terms.keywords.contains(word.stem) { return .keyword }
    if word.term == terms.project { return .project }
    if terms.summary.contains(word.stem) { return .summary }
    if forgives, word.term.isOpenToEdits, names.contains(where: { $0.isOneEdit(from: word.term) }) {
      return .typo
    }
    return nil
  }

  /// All of the order but the name, as a number that is smaller for the better answer.
  public var order: UInt32 {
    UInt32(missing) << 24 | UInt32(tier.rawValue) << 20 | UInt32(sum) << 12
      | UInt32(8 - coverage) << 8 | UInt32(20 - popularity)
  }

  public static func < (left: Match, right: Match) -> Bool {
    left.order != right.order
      ? left.order < right.order : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  public static func == (left: Match, right: Match) -> Bool {
    left.order == right.order && left.name.utf8.elementsEqual(right.name.utf8)
  }
}
