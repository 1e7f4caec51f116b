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
  }

  let words: [Word]
  /// All words without separators between them, as a name may be written; empty where that is longer than any name.
  let joined: Term
  let filters: [Filter]
  /// The beginning of a name as it was typed, in lower case, where that has separators in it.
  let typed: [UInt8]?

  private static let mostWords = 12
  /// What is read of a query, in Unicode scalars. Nobody types more to find a package.
  private static let longest = 256

  public init(_ text: String) {
    var rest = ""
    var filters: [Filter] = []
    let read = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longest)))
    for part in read.unicodeScalars.split(whereSeparator: { $0.value <= 0x20 }) {
      if let filter = Filter(String(part)) {
        filters.append(filter)
      } else {
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
    // What was typed without a space is a name.
    phrases = typed.contains(0x20) ? Self.phrases(words) : []
    let hasSeparator = typed.contains { $0 < 0x80 && !$0.isAlphanumeric }
    self.typed = hasSeparator && !typed.contains(0x20) ? typed : nil
  }

  /// A query of one term, for the order in which its packages are kept.
  init(of term: Term) {
    words = [Word(term)]
    joined = term
    filters = []
    phrases = []
    typed = nil
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

  /// What packages are looked up by, exactly: the words; where there is none, what filters ask for.
  var keys: [Term] {
    var keys: [Term] = []
    func add(_ term: Term) {
      if !term.isEmpty, !keys.contains(term) { keys.append(term) }
    }
    add(joined)
    phrases.forEach(add)
    for word in words where !word.isIdle {
      add(word.term)
      add(word.stem)
    }
    if words.isEmpty { for filter in filters { filter.key.map(add) } }
    return keys
  }

  /// What names may begin with: the last word may be unfinished.
  var prefixes: [Term] {
    guard let last = words.last?.term else { return [] }
    return joined.isEmpty || joined == last ? [last] : [joined, last]
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

  /// What leads to packages that meet it; nothing leads to a licence.
  var key: Term? {
    switch self {
    case .project(let term), .keyword(let term): term.count <= Term.longest ? term : nil
    case .license: nil
    }
  }

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
