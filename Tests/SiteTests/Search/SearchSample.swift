import Search
import TestSupport

/// Packages and queries as there may be, and some as there hardly are; the same for the same seed.
struct SearchSample {
  private var random: SeededGenerator
  private(set) var documents: [SearchDocument] = []

  private static let stems = [
    "http", "json", "serde", "lib", "libre", "parse", "compress", "crypt", "graph", "query",
    "cache", "async", "stream",
    "image", "color", "table", "render", "server", "client", "token", "config", "logger", "metric",
    "worker", "schema",
    "vector", "matrix", "socket", "buffer", "string", "number", "random", "router", "editor",
    "widget", "plugin", "x", "go",
    "HTTPServer", "camelCase", "SQLite", "utf8", "base64", "i18n", "core2", "sha256", "py3",
    "OAuth2Client", "2048", "7",
  ]
  private static let words = [
    "the", "a", "of", "for", "with", "parser", "parsing", "libraries", "library", "compression",
    "compressing", "fast",
    "faster", "boxes", "matches", "running", "calling", "caches", "passes", "buses", "ties", "used",
    "using", "red", "being",
    "decoder", "encoding", "Unicode", "naïve", "café", "cafe\u{301}", "Größe", "straße", "ΑΒΓ",
    "Ёлка", "Ѐ", "東京", "データ",
    "検索エンジン", "한국어", "ไทย", "👩‍💻", "🚀", "C++", "don't", "x86-64", "\u{FEFF}", "İstanbul", "ǅ",
    "\u{1F1E9}\u{1F1EA}", "×", "÷",
    "constructor", "__proto__", "toString", "hasOwnProperty", "𠮷野", "é", "e\u{301}", "10", "2",
    "1e3", "0x1F",
  ]
  private static let separators = ["-", "_", ".", "", "-", "_"]
  private static let licenses = [
    nil, "MIT", "Apache-2.0", "MIT OR Apache-2.0",
    "(GPL-3.0-only WITH Classpath-exception-2.0) AND MIT", "mit",
  ]

  init(seed: UInt64, count: Int) {
    random = SeededGenerator(seed: seed)
    let projects =
      (0..<40).map { _ in name(atMost: 2) } + ["constructor", "acme", "Zed", "a.b", "x"]
    var names: Set<String> = []
    while documents.count < count {
      // Names of libraries are many: their maps are parted by five bytes. Half of them begin alike once more.
      let package =
        random.below(5) == 0
        ? "lib" + pick(["", "f"]) + random.word(of: "abcdefgh", random.below(7)) : name(atMost: 3)
      let name = "\(pick(projects))/\(package)"
      guard !package.isEmpty, names.insert(name).inserted else { continue }
      let number = documents.count
      var keywords = (0..<random.below(4)).map { _ in
        random.below(3) == 0 ? "\(pick(Self.words)) \(pick(Self.stems))" : pick(Self.words)
      }
      // One word of more packages than any list holds, one of so many that a list has the rest, and some between.
      if number % 4 != 0 { keywords.append("everywhere") }
      if number % 3 == 0 { keywords.append("common") }
      if number % 7 == 0 { keywords.append("Often Used") }
      documents.append(
        SearchDocument(
          name: name, title: random.below(5) == 0 ? nil : sentence(), description: sentence(),
          keywords: keywords, license: pick(Self.licenses),
          dependents: [0, 0, 0, 3, 40, 999, 1_000_000][random.below(7)]))
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[random.below(elements.count)]
  }

  private mutating func name(atMost parts: Int) -> String {
    var name = ""
    for _ in 0...random.below(parts) {
      if !name.isEmpty { name += pick(Self.separators) }
      name +=
        random.below(4) == 0 ? random.word(of: "abcdeXYZ12", 2 + random.below(5)) : pick(Self.stems)
    }
    return name
  }

  private mutating func sentence() -> String {
    (0..<random.below(9)).map { _ in random.below(4) == 0 ? pick(Self.stems) : pick(Self.words) }
      .joined(separator: " ")
  }

  // MARK: Queries

  mutating func queries(_ count: Int) -> [String] { (0..<count).map { _ in query() } }

  private mutating func query() -> String {
    let document = pick(documents)
    let package = String(document.name.drop { $0 != "/" }.dropFirst())
    switch random.below(16) {
    case 0: return document.name
    case 1: return package
    case 2:
      return package.map { "-_. ".contains($0) ? pick(["-", "_", ".", " ", ""]) : "\($0)" }.joined()
    case 3: return random.below(2) == 0 ? package.uppercased() : package.lowercased()
    case 4, 5: return String(package.prefix(1 + random.below(max(1, package.count))))
    case 6, 7: return slipped(package)
    case 8: return "\(pick(Self.stems)) \(pick(Self.words))"
    case 9: return "\(pick(Self.words)) \(pick(Self.words)) \(slipped(pick(Self.stems)))"
    case 10:
      return pick(["common", "everywhere", "often used", "often"]) + " "
        + pick(Self.stems + Self.words)
    case 11:
      return pick(["project:", "keyword:", "license:", "project:"]) + filter(document) + " "
        + pick(["", pick(Self.stems)])
    case 12: return document.summary.map { String($0.prefix(random.below(60))) } ?? ""
    case 13: return "lib".prefix(1 + random.below(3)) + random.word(of: "abcfx-", random.below(4))
    case 14: return several()
    default: return random.word(of: "aeioulibxyz -_:0123é東🚀", random.below(20))
    }
  }

  /// Words typed as one name, without a space: there may be no such name, and some of them no word of any.
  private mutating func several() -> String {
    let words = Self.stems + ["the", "common", "everywhere", "often", "libfa", "zzzz"]
    return (0...(1 + random.below(3))).map { _ in
      random.below(5) == 0 ? slipped(pick(words)) : pick(words)
    }.joined(separator: pick(["-", "_", "."])) + pick(["", "", "", "-", " license:MIT"])
  }

  private mutating func filter(_ document: SearchDocument) -> String {
    switch random.below(4) {
    case 0: document.keywords.first ?? "fast"
    case 1: document.license.map { String($0.prefix { $0 != " " }) } ?? "MIT"
    default: String(document.name.prefix { $0 != "/" })
    }
  }

  /// A word with one edit in it.
  private mutating func slipped(_ word: String) -> String {
    var letters = Array(word)
    let at = random.below(max(1, letters.count))
    switch random.below(4) {
    case 0: letters.insert(pick(Array("aeqz1")), at: min(at, letters.count))
    case 1: if !letters.isEmpty { letters.remove(at: at) }
    case 2: if !letters.isEmpty { letters[at] = pick(Array("aeqz1")) }
    default: if at + 1 < letters.count { letters.swapAt(at, at + 1) }
    }
    return String(letters)
  }

  /// What nobody types, but for tests.
  static let strange: [String] =
    [
      "", " ", "\n\t ", "a", "l", "x", "7", "é", "東", "🚀", "👩‍💻", "東京 データ", "検索エンジン", "한국어", "ไทย",
      "𠮷野", "\u{FEFF}json",
      "\0json\u{7}", "json\u{0}parser", "\u{7F}", "\u{85}", "\u{2028}json",
      "<script>alert(1)</script>", "<b>json</b>",
      "^(json|http).*$", "(a+)+$", "[", "\\", "../../../etc/passwd", "%2e%2e/", "?x=1#y",
      "https://example.org/json",
      "the", "the of a", "the json", "a an and are as at be by for", "to be or not to be json",
      "constructor", "__proto__",
      "toString valueOf", "hasOwnProperty", "project:", "project::", ":", "::", "project:acme",
      "project:ACME json",
      "keyword:common", "keyword:common license:MIT", "license:MIT", "license:mit json",
      "license:(MIT)", "license:é",
      "license:cafe\u{301} common", "keyword:caf\u{E9}", "keyword:cafe\u{301}", "Project:acme",
      "project:\u{301}", "cafe\u{301}", "caf\u{E9}",
      "parse parsing parses parsed", "compress compression compressing",
      "one two three four five six seven eight nine ten",
      "json json json", "http server client json http", "2048", "10", "2", "10 2", "lib", "li",
      "libre", "liba", "libabcdefg",
      "everywhere", "common", "everywhere common", "common often", "everywhere fast",
      "common zzzzzz", "often used",
      String(repeating: "a", count: 10_000), String(repeating: "json ", count: 2_000),
      String(repeating: "🚀", count: 10_000), String(repeating: "é", count: 255) + " json",
      String(repeating: "x", count: 59),
      String(repeating: "x", count: 60), String(repeating: " ", count: 255) + "json",
      String(repeating: "東", count: 300),
      String(repeating: "-", count: 254) + "json", "e\u{301}", "ΑΒΓ", "αβγ", "ёлка", "ЁЛКА", "ѐ",
      "GRÖSSE", "größe", "straße", "ı", "İ",
      "ǆ", "×", "a×b", "naïve", "NAÏVE", "x86-64", "c++", "don't", "utf-8", "i18n", "I18N", "0x1f",
      "1e3", "\u{10FFFF}", "\u{E000}",
      "\u{FFFD}json", "ｊｓｏｎ", "ﬁ", "Ⅷ", "½", "²", "json,http;server", "json/http", "acme/json",
      "httpserver", " json-http", "json-", "json_", "json.http ", "-json",
      "json-http license:MIT", "the-json", "json for", "json t", "json th", "for json", "is a",
      "json with the", "acme/", "/json", "libf", "libx", "libfa", "libxy", "libé", "lib東", "li-b",
      "lib-f", "lib f",
      "f lib", "liby-libx",
      "libs", "the-lib", "everywhere-common", "common-zzzzzz", "the-of-a",
      "everywhere_common_often",
      "json-http-server-client",
    ]
}
