import Testing

@testable import Search

/// Which of two packages is the better answer, and why.
@Suite("The order of answers")
struct MatchTests {
  private static func package(
    _ name: String, _ summary: String? = nil, keywords: [String] = [], dependents: Int = 0
  ) -> SearchDocument {
    SearchDocument(
      name: "acme/\(name)", title: nil, description: summary, keywords: keywords, license: nil,
      dependents: dependents)
  }

  /// A query, and packages from the best answer to the worst.
  struct Case: Sendable, CustomTestStringConvertible {
    let query: String
    let packages: [SearchDocument]
    var testDescription: String { query }

    init(_ query: String, _ packages: SearchDocument...) {
      self.query = query
      self.packages = packages
    }
  }

  static let cases = [
    Case(
      "json", package("json"), package("json-c", dependents: 1000), package("libreallyjson-json-x"),
      package("x", keywords: ["json"]), package("y", "reads JSON", dependents: 9)),
    // Separators and case do not matter; who types them gets first what has them.
    Case(
      "serde-json", package("Serde_JSON"), package("serde-json-core"), package("serdejsonutils")),
    Case("serdejson", package("serde_json"), package("serde-json-core")),
    Case("libtiff-", package("libtiff-dev"), package("libtiff6")),
    // A name that begins with the word is as good as one that has it: the more of the name it is.
    Case("logger", package("loggerhead"), package("r-long-logger"), package("my-loggings")),
    Case("db", package("a-rather-long-db-thing"), package("dbus")),
    // But what begins as it was typed comes first.
    Case("youtubed", package("youtubedl-gui"), package("youtube-dl", dependents: 1000)),
    Case("gtk", package("gtkam-is-a-longer-name"), package("x-gtk")),
    // A word between separators is more of a word than what digits or `lib` leave of one.
    Case(
      "mpfr point", package("perl-mpfr-parser", "With a point"),
      package("libmpfr", "With a point", dependents: 1000)),
    // But names that have all words come before, whatever their words are parts of.
    Case(
      "requests python", package("python3-requests", dependents: 1000),
      package("python-requests-legacy-tools")),
    Case("żółw", package("x", "ŻÓŁW")),
    // All words come before some.
    Case("web server", package("tiny", "A web server"), package("web")),
    // Words that follow on each other are better than words apart.
    Case(
      "web server", package("one", "A web server"), package("two", "A server for use in the web")),
    // Within a place: how much of it, then who depends on it, then the name.
    Case(
      "parser", package("parser-a", dependents: 10), package("parser-b", dependents: 9),
      package("parser-c", dependents: 9), package("parser-other")),
    Case("editor", package("b", "Editor"), package("a", "An editor with very many words in it")),
    Case("libraries", package("x", "A library")),
  ]

  @Test(arguments: cases)
  func isThatOfTheCases(_ example: Case) {
    let answer = SearchAnswer(
      SearchQuery(example.query), among: example.packages.reversed(), limit: 10)
    let fewest = answer.results.first?.match.missing
    let expected = example.packages.filter { document in
      Match(Candidate(document), SearchQuery(example.query))?.missing == fewest
    }
    #expect(answer.results.map(\.document.name) == expected.map(\.name))
    #expect(answer.results.first?.document.name == example.packages[0].name)
  }

  @Test(arguments: [
    ("acme/json", true), ("acmejson", true), ("JSON", true), ("json", true), ("jso", false),
    ("zed/json", false), ("json-", false),
  ])
  func isExactForTheWholeName(_ query: String, _ isExact: Bool) {
    let answer = SearchAnswer(SearchQuery(query), among: [Self.package("json")], limit: 10)
    #expect(answer.isExact == isExact)
  }

  @Test func forgivesASlipOnlyWhereNothingHasTheWordAsItIs() {
    let packages = [Self.package("nginx"), Self.package("ngnix-tools")]
    let spelt = SearchAnswer(SearchQuery("ngnix"), among: packages, limit: 10)
    #expect(spelt.results.map(\.document.name) == ["acme/ngnix-tools"])
    #expect(!spelt.isGuess)
    let slipped = SearchAnswer(SearchQuery("nginy"), among: packages, limit: 10)
    #expect(slipped.results.map(\.document.name) == ["acme/nginx"])
    #expect(slipped.isGuess && !slipped.isExact)
  }

  /// Stems such as `databas` would lose one more letter.
  @Test(arguments: ["database", "Parses", "licensed", "responses", "releases", "classes"])
  func everyTermLeadsToItsPackage(_ word: String) {
    let document = SearchDocument(
      name: "acme/http-server2", summary: "\(word) of a Big\(word)",
      keywords: [word, "web \(word)"])
    let terms = DocumentTerms(document)
    #expect(Set(Posting.all(of: document).map(\.term)) == terms.all)
    #expect(terms.summary.contains(Term(word.lowercased().utf8).stem))
  }

  @Test func offersFewWhereNothingHasAllWords() {
    let packages = (0..<50).map { Self.package("json\($0)") }
    let answer = SearchAnswer(SearchQuery("json nonsense"), among: packages, limit: 20)
    #expect(answer.isGuess)
    #expect(answer.results.count == SearchAnswer.mostGuesses)
  }

  @Test(arguments: [
    ("json license:mit", ["acme/a"]), ("json license:MIT project:acme", ["acme/a"]),
    ("json project:zed", []), ("keyword:web-server", ["acme/b"]), ("keyword:web", []),
    ("json license:Apache-2.0", ["acme/b"]), ("license:MIT", ["acme/a"]),
    ("json nothing:x", ["acme/a", "acme/b"]),
  ])
  func isOfThoseThatFiltersAccept(_ query: String, _ names: [String]) {
    let packages = [
      SearchDocument(name: "acme/a", summary: "json", license: "MIT OR Zlib"),
      SearchDocument(
        name: "acme/b", summary: "json", keywords: ["web server"], license: "Apache-2.0"),
    ]
    let answer = SearchAnswer(SearchQuery(query), among: packages, limit: 10)
    #expect(answer.results.map(\.document.name) == names)
  }
}

@Suite("Queries")
struct SearchQueryTests {
  @Test func areBoundedHoweverLongTheyAre() {
    let query = SearchQuery(String(repeating: "word ", count: 2000))
    #expect(query.words.count <= 2)
    let many = SearchQuery((0..<5000).map { "w\($0)" }.joined(separator: " "))
    #expect(many.words.count == 12)
    #expect(SearchQuery(String(repeating: "x", count: 10_000)).isEmpty)
  }

  @Test(arguments: ["", " ", "\u{0}\u{1}", "🦀", "...", "<>", "\u{202E}"])
  func mayBeEmpty(_ text: String) {
    #expect(SearchQuery(text).isEmpty)
    #expect(SearchQuery(text).keys.isEmpty)
  }

  @Test func keepStopWordsWhereTheyAreAllThereIs() {
    #expect(SearchQuery("the").keys.map(\.text) == ["the"])
    #expect(SearchQuery("is it").words.allSatisfy { !$0.isIdle })
    #expect(SearchQuery("parser for json").words.map(\.isIdle) == [false, true, false])
  }

  @Test(arguments: [
    ("project:acme x", 1), ("license:", 0), ("project:", 0), ("http://x", 0), ("keyword:a:b", 1),
  ])
  func haveFiltersOfKnownNames(_ text: String, _ count: Int) {
    #expect(SearchQuery(text).filters.count == count)
  }

  @Test(arguments: [("project:", []), ("json keyword:", ["json"]), ("license", ["license"])])
  func waitForTheValueOfAFilter(_ text: String, _ words: [String]) {
    #expect(SearchQuery(text).words.map(\.term.text) == words)
  }

  @Test func twoWordsOfAQueryMayBeOneOfTheSummary() throws {
    let document = SearchDocument(name: "acme/x", summary: "Parses")
    let match = Match(Candidate(document), SearchQuery("parse parsing"))
    #expect(try #require(match).coverage == Match.whole)
    #expect(try #require(match).order > 0)
  }

  @Test(arguments: [("MIT", true), ("mit", true), ("GPL-3.0-only", true), ("GPL", false)])
  func aLicenceIsOneOfTheExpression(_ license: String, _ isFound: Bool) {
    let document = SearchDocument(
      name: "acme/x", summary: nil, license: "(GPL-3.0-only WITH Classpath-exception-2.0) OR MIT")
    let query = SearchQuery("x license:\(license)")
    #expect((Match(Candidate(document), query) != nil) == isFound)
  }
}
