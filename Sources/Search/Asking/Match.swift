/// How well a package answers a query. What comes first in the order is the better answer.
public struct Match: Comparable, Sendable {
  /// How many words of the query stand nowhere in the package.
  public let missing: Int
  /// The worst place in which a word stands that does stand somewhere.
  public let tier: Tier
  /// The places of all words together.
  let sum: Int
  /// Whether the name begins with one word as it was typed, separators and all.
  let isAsTyped: Bool
  /// How much of the name the words are, in parts of ``whole``; of the summary, where none of them is in the name.
  public let coverage: Int
  public let popularity: Int
  /// The place of each word; nil where it stands nowhere.
  public let places: [Tier?]
  private let document: SearchDocument

  /// The coverage of a name that is all of it.
  public static let whole = 32

  /// - Parameter forgives: Whether a word may have a typo in it.
  /// - Returns: nil where no word stands in the package, or a filter does not accept it.
  init?(_ candidate: Candidate, _ query: SearchQuery, forgives: Bool = false) {
    let (document, terms) = (candidate.document, candidate.terms)
    guard query.filters.allSatisfy({ $0.accepts(document, terms) }) else { return nil }
    popularity = document.popularity
    self.document = document
    isAsTyped = query.typed.map(document.isWritten) ?? true
    let whole = Self.whole(query, terms)
    let isPhrase = query.phrases.count == 1 && terms.summary.contains(query.phrases[0])
    var places: [Tier?] = []
    var (covered, said) = (0, 0)
    for (at, word) in query.words.enumerated() {
      let place =
        whole
        ?? Self.place(of: word, isLast: at == query.words.count - 1, in: terms, forgives: forgives)
        ?? (isPhrase ? .summary : nil)
      places.append(place)
      if place?.isOfName == true { covered += word.term.count }
      if place == .summary { said += 1 }
    }
    let found = places.compactMap(\.self)
    guard
      query.words.isEmpty || zip(places, query.words).contains(where: { $0 != nil && !$1.isIdle })
    else { return nil }
    self.places = places
    missing = zip(places, query.words).count { $0 == nil && !$1.isIdle }
    // An idle word may be the beginning of another: a name that begins with it is better than one that does without.
    let isCutShort = places.last == .some(nil) && query.words.last?.isIdle == true
    tier = isCutShort ? max(.summary, found.max() ?? .exact) : found.max() ?? .exact
    // A name that begins with all that was typed is better than one that has it in pieces. Two words that follow on each
    // other are as good as one.
    let phrases = query.phrases.count { terms.phrases.contains($0) || terms.summary.contains($0) }
    let apart = found.reduce(0) { $0 + $1.rawValue } - phrases * Tier.summary.rawValue
    if whole != nil {
      sum = 0
      covered = query.joined.count
    } else {
      // Beside words of descriptions a whole word of the name tells more than a piece of one.
      let pieces = tier > .name ? query.words.count { terms.name.isPiece($0.term) } : 0
      sum = max(0, apart) + pieces
    }
    // Who types one word sees names as they are written: of two as long but for separators, that with fewer is nearer.
    let length = query.typed == nil ? terms.name.joined.count : document.package.utf8.count
    coverage =
      if covered > 0 {
        min(Self.whole, covered * Self.whole / max(1, length))
      } else {
        // Of a summary no more than the quarter tells. Two words of a query may be one of it: `parse parsing`.
        min(Self.whole, said * 4 / max(1, terms.summary.count) * Self.whole / 4)
      }
  }

  /// Whether the package is a guess: it lacks a word, or has one otherwise.
  var isGuess: Bool { missing > 0 || tier == .typo }

  /// The shortest beginning of a name that is as good as a part of one, in bytes: a shorter one begins too many.
  private static let fewestOfBeginning = 3

  /// Whether the query as a whole is the name; or a term of it or its beginning, of which neither is better than the
  /// other: what counts is how much of the name it is.
  private static func whole(_ query: SearchQuery, _ terms: DocumentTerms) -> Tier? {
    let joined = query.joined
    guard !joined.isEmpty else { return nil }
    if terms.isWhole(joined), !query.isUnfinished { return .exact }
    if terms.name.all.contains(joined) { return .name }
    guard terms.name.joined.hasPrefix(joined) else { return nil }
    return joined.count >= fewestOfBeginning ? .name : .prefix
  }

  private static func place(
    of word: SearchQuery.Word, isLast: Bool, in terms: DocumentTerms, forgives: Bool
  ) -> Tier? {
    let names = terms.name.all
    if names.contains(word.term) { return .name }
    if isLast, names.contains(where: { $0.hasPrefix(word.term) }) { return .prefix }
    if terms.keywords.contains(word.term) || terms.keywords.contains(word.stem) { return .keyword }
    if word.term == terms.project { return .project }
    if terms.summary.contains(word.stem) || terms.phrases.contains(word.term) { return .summary }
    if forgives, word.term.isOpenToEdits,
      terms.name.words.contains(where: { $0.isOpenToEdits && $0.isOneEdit(from: word.term) })
    {
      return .typo
    }
    return nil
  }

  /// All of the order but the name, as a number that is smaller for the better answer.
  public var order: UInt32 {
    UInt32(missing) << 28 | UInt32(tier.rawValue) << 24 | UInt32(sum) << 16
      | (isAsTyped ? 0 : 1) << 14 | UInt32(Self.whole - coverage) << 8
      | UInt32(SearchDocument.mostPopular - popularity)
  }

  public static func < (left: Match, right: Match) -> Bool {
    if left.order != right.order { return left.order < right.order }
    return SearchDocument.precedes(left.document, right.document)
  }

  public static func == (left: Match, right: Match) -> Bool {
    left.order == right.order && left.document.name.utf8.elementsEqual(right.document.name.utf8)
  }
}
