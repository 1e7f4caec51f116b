extension SearchDocument {
  /// What the name is found by.
  public var nameTerms: [Term] { NameTerms(package).all }

  /// The words of the name in which a slip of the fingers is looked for.
  public var openWords: [Term] { NameTerms(package).words.filter(\.isOpenToEdits) }

  /// Whether there may be packages with a term in their names among worse answers to it than this.
  public func precedesNames(under term: Term) -> Bool {
    let query = SearchQuery(of: term)
    // What a filter is looked up by stands in no name.
    return query.filters.isEmpty
      && Match(Candidate(self), query).map { $0.tier <= .name } ?? true
  }
}

/// A row of the index of typos: what is left of words without a letter, and the packages that these words name.
public enum TypoRow {
  /// The packages of a row, each once.
  ///
  /// - Parameter words: The words that it is left of, and what stands of each in the index.
  public static func packages(of words: [Term: [SearchDocument]]) -> [SearchDocument] {
    var names: Set<String> = []
    return words.sorted { $0.key < $1.key }.flatMap(\.value)
      .filter { names.insert($0.name).inserted }
  }

  /// The words that a row was made of, from its packages: each word's best are among these.
  public static func words(
    of variant: Term, in packages: [SearchDocument], limits: SearchLimits
  ) -> [Term: [SearchDocument]] {
    var words: [Term: [SearchDocument]] = [:]
    for package in packages {
      for word in package.openWords where word.variants.contains(variant) {
        words[word, default: []].append(package)
      }
    }
    return words.reduce(into: [:]) { rows, word in
      rows[word.key] = limits.packages(ofWord: Ranking.under(word.key).sorted(word.value))
    }
  }
}
