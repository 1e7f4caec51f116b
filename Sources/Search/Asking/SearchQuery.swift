/// What somebody looks for: words, and filters such as `license:MIT`.
public struct SearchQuery: Sendable {
  /// A word, as it stands in names, and as it stands in descriptions.
  struct Word: Hashable, Sendable {
    let term: Term
    let stem: Term
    /// Whether the word need not stand in a package: it says nothing, unless it is of a name.
    let isIdle: Bool

    init(_ term: Term, isIdle: Bool = false) {
      self.term = term
      stem = term.stem
      self.isIdle = isIdle
    }

    /// What leads to packages as it is: a stem is not stemmed again, of which `databas` would be no stem.
    init(key: Term) {
      (term, stem, isIdle) = (key, key, false)
    }
  }

  /// What is read of the text: its beginning, where it is longer than any query.
  public let text: String
  let words: [Word]
  /// All words without separators between them, as a name may be written; empty where that is longer than any name.
  let joined: Term
  let filters: [Filter]
  /// The beginning of a name as it was typed, in lower case, if it is one word.
  let typed: [UInt8]?
  /// Whether a name of several words was typed, without a space. All of it is looked up first.
  let isName: Bool

  private static let mostWords = 12
  /// What is read of a query, in Unicode scalars. Nobody types more to find a package.
  private static let longest = 256

  public init(_ text: String) {
    var rest = ""
    var filters: [Filter] = []
    let read = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longest)))
    self.text = read
    for part in read.unicodeScalars.split(whereSeparator: { $0.value <= 0x20 }) {
      if let filter = Filter(String(part)) {
        filters.append(filter)
      } else if !Filter.isUnfinished(String(part)) {
        rest += String(part) + " "
      }
    }
    let all = Words.of(rest)
    var terms: [Term] = []
    for word in all where !terms.contains(word) && terms.count < Self.mostWords {
      terms.append(word)
    }
    let isAllIdle = terms.allSatisfy(Words.isStopWord)
    words = terms.map { Word($0, isIdle: !isAllIdle && Words.isStopWord($0)) }
    let joined = Term.joined(all)
    self.joined = joined.count <= Term.longest ? joined : ""
    self.filters = filters
    let typed = rest.utf8.dropLast().map(\.lowered)
    let isOne = !typed.contains(0x20)
    phrases = isOne ? [] : Self.phrases(words)
    isName =
      isOne && filters.isEmpty && words.count > 1 && !self.joined.isEmpty
      && typed.allSatisfy { $0 < 0x80 }
    self.typed = isOne && !typed.isEmpty ? typed : nil
  }

  /// A query of one term, for the order in which its packages are kept.
  init(of key: Term) {
    let filter = Filter(key: key)
    text = key.text
    words = filter == nil ? [Word(key: key)] : []
    joined = filter == nil ? key : ""
    filters = filter.map { [$0] } ?? []
    phrases = []
    typed = filter == nil ? key.bytes : nil
    isName = false
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { words.isEmpty && filters.isEmpty }

  /// Whether more has to come: what was typed ends with a separator.
  var isUnfinished: Bool { typed?.last.map { $0 < 0x80 && !$0.isAlphanumeric } ?? false }

  /// The stems of words that follow on each other, joined, as descriptions have them.
  let phrases: [Term]

  private static func phrases(_ words: [Word]) -> [Term] {
    let told = words.filter { !$0.isIdle }
    return zip(told, told.dropFirst()).prefix(mostPhrases).compactMap { first, second in
      let phrase = Term.joined([first.stem, second.stem])
      return phrase.count <= Term.longest ? phrase : nil
    }
  }

  private static let mostPhrases = 3

  /// What maps are read of: of a name, the whole and the words that may have to be looked up; of others, all that leads
  /// to packages.
  var keys: [Term] {
    if isName { return Term.distinct([joined] + leaders.map(\.term)) }
    return Term.distinct([joined] + phrases + leads.flatMap { $0 })
  }

  /// What leads to packages, each by one or two keys: words that tell, and filters.
  var leads: [[Term]] {
    words.filter { !$0.isIdle }.map { Term.distinct([$0.term, $0.stem]) }
      + filters.compactMap(\.key).map { [$0] }
  }

  /// Whether an index has anything by which the query can be looked up.
  public var looksUp: Bool { !keys.isEmpty }

  /// The words that are looked up where all of a name leads nowhere: the three longest, which tell most.
  var leaders: [Word] {
    Array(
      words.filter { !$0.isIdle }.enumerated()
        .sorted { ($1.element.term.count, $0.offset) < ($0.element.term.count, $1.offset) }
        .prefix(3).map(\.element))
  }
}

/// A condition that all answers meet.
enum Filter: Hashable, Sendable {
  case project(Term)
  case keyword(Term)
  case license(String)

  /// Reads `project:acme`, `keyword:parser` or `license:MIT`; nil for another text.
  init?(_ text: String) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let value = String(text[text.utf8.index(after: colon)...])
    let term = Term.joined(Words.of(value))
    switch text[..<colon] {
    case "project" where !term.isEmpty: self = .project(term)
    case "keyword" where !term.isEmpty: self = .keyword(term)
    case "license" where !value.isEmpty: self = .license(Self.folded(value))
    default: return nil
    }
  }

  /// Whether a text is a filter whose value somebody is about to type.
  static func isUnfinished(_ text: String) -> Bool {
    ["project:", "keyword:", "license:"].contains(text)
  }

  /// What leads to packages that meet it, which is no word, but stands next to one; nothing leads to a licence.
  var key: Term? {
    switch self {
    case .project(let term) where term.count <= Term.longest: Term(term.bytes + [Self.at])
    case .keyword(let term) where term.count <= Term.longest: Term(term.bytes + [Self.hash])
    case .project, .keyword, .license: nil
    }
  }

  /// The filter of a key; nil for a word.
  init?(key: Term) {
    switch key.bytes.last {
    case Self.at: self = .project(Term(key.bytes.dropLast()))
    case Self.hash: self = .keyword(Term(key.bytes.dropLast()))
    default: return nil
    }
  }

  private static let at = UInt8(ascii: "@")
  private static let hash = UInt8(ascii: "#")

  func accepts(_ document: SearchDocument, _ terms: DocumentTerms) -> Bool {
    switch self {
    case .project(let project): terms.project == project
    case .keyword(let keyword):
      document.keywords.contains { Term.joined(Words.of($0)) == keyword }
    case .license(let license):
      (document.license ?? "").utf8.split { $0 == 0x20 || $0 == 0x28 || $0 == 0x29 }.contains {
        $0.lazy.map(\.lowered).elementsEqual(license.utf8)
      }
    }
  }

  /// In lower case, of ASCII letters alone.
  private static func folded(_ text: String) -> String {
    String(decoding: text.utf8.map(\.lowered), as: UTF8.self)
  }
}
