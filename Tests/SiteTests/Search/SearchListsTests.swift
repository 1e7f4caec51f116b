import IndexModel
import Search
import TestSupport
import Testing

/// Of a word that many packages have an index keeps the best: those that come first when each package is looked at.
@Suite struct SearchListsTests {
  /// Packages of which more have the word than are kept, in names that begin with it and in others.
  private static let packages: [SearchDocument] = {
    var random = SeededGenerator(seed: 11)
    func name(_ count: Int) -> String { random.word(of: "abcdefghijklmnopqrstuvw", count) }
    var packages = (0..<150).map { _ in SearchDocument(name: "deb/\(name(3))-gtk", summary: nil) }
    packages += (0..<40).map { _ in
      SearchDocument(name: "deb/gtk-\(name(8))-documentation", summary: nil, popularity: 4)
    }
    packages += (0..<400).map { SearchDocument(name: "deb/gtk\(name(30))\($0)", summary: nil) }
    packages += (0..<25).map { SearchDocument(name: "deb/py-t\($0)", summary: nil) }
    packages += (0..<400).map { _ in SearchDocument(name: "deb/pyt\(name(5))-tools", summary: nil) }
    return packages
  }()

  private static let index = Result { try SearchIndex(packages) }

  @Test(arguments: ["gtk", "pyt", "tools", "documentation"])
  func holdTheAnswersThatComeFirst(_ text: String) throws {
    let query = SearchQuery(text)
    let answer = try Self.index.get().found(query, limit: 10)
    let expected = SearchAnswer(query, among: Self.packages, limit: 10)
    #expect(answer.results.map(\.document.name) == expected.results.map(\.document.name))
    #expect(answer.results.count == 10)
  }

  /// What looking at every package finds, an index finds.
  @Test func missNothingOfFewPackages() throws {
    let sample = SearchSample(seed: 5, count: 80)
    let documents =
      sample.documents + [
        SearchDocument(name: "web/url2", summary: "Parses URLs. A database of licensed responses")
      ]
    let index = try SearchIndex(documents)
    var words: Set<String> = ["parse", "parsing", "databases", "license", "response"]
    for document in documents {
      let texts = [document.name, document.summary ?? ""] + document.keywords
      for text in texts {
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
          words.insert(String(word))
        }
      }
    }
    for word in words {
      let query = SearchQuery(word)
      let expected = SearchAnswer(query, among: documents, limit: 10)
      guard !query.isEmpty, !expected.isGuess else { continue }
      let found = try index.found(query, limit: 10)
      #expect(
        found.results.map(\.document.name) == expected.results.map(\.document.name), "\(word)")
    }
  }

  @Test(arguments: ["project:deb", "keyword:lib", "project:lib"])
  func areNotAskedForOfFilters(_ text: String) throws {
    let answer = try Self.index.get().found(SearchQuery(text), limit: 10)
    #expect(!answer.trips.joined().contains { $0.text.hasPrefix("search/prefixes/") })
  }
}
