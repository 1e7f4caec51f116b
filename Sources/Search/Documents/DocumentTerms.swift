/// What a package is found by, and where in it that stands.
struct DocumentTerms {
  let name: NameTerms
  /// The name of the project, without separators.
  let project: Term
  let keywords: Set<Term>
  /// The stems of the summary's words, without those that say nothing.
  let summary: Set<Term>
  /// Each two stems that follow on each other, joined: `webserver` of `a web server`.
  let phrases: Set<Term>

  init(_ document: SearchDocument) {
    name = NameTerms(document.package)
    project = NameTerms(document.project).joined
    var keywords: Set<Term> = []
    var filters = project.isEmpty ? [] : [Filter.project(project)]
    for keyword in document.keywords {
      let words = Words.of(keyword)
      keywords.formUnion(words)
      keywords.formUnion(words.map(\.stem))
      let joined = Term.joined(words)
      if words.count > 1, joined.count <= Term.longest { keywords.insert(joined) }
      if !joined.isEmpty { filters.append(.keyword(joined)) }
    }
    self.filters = filters
    self.keywords = keywords
    let (words, pieces) = Words.andPieces(of: document.summary ?? "")
    let stems = words.map { Words.isStopWord($0) ? nil : $0.stem }
    summary = Set(stems.compactMap(\.self)).union(pieces.map(\.stem))
    phrases = Set(
      zip(stems, stems.dropFirst()).prefix(Self.mostPhrases).compactMap { first, second in
        guard let first, let second, first.count + second.count <= Term.longest else { return nil }
        return Term.joined([first, second])
      })
  }

  /// In how many pairs of words phrases are looked for: what a package is stands at the beginning.
  private static let mostPhrases = 6

  /// The filters that the package meets and that lead to it.
  private let filters: [Filter]

  /// Every key that leads to the package.
  var all: Set<Term> {
    var all = summary.union(phrases).union(keywords).union(name.all)
    if !project.isEmpty { all.insert(project) }
    return all.union(filters.compactMap(\.key))
  }

  /// Whether a term is the whole name, with or without the project.
  func isWhole(_ term: Term) -> Bool {
    term == name.joined
      || term.count == project.count + name.joined.count && term.hasPrefix(project)
        && term.bytes.dropFirst(project.count).elementsEqual(name.joined.bytes)
  }
}
