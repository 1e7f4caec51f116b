internal import Arguments
internal import Diagnostics
internal import JSONText
internal import RegistryClient
internal import Search

/// `cairn search`: which packages there are for a purpose, or by a name that is known in part.
enum SearchCommand {
  private static let words = Argument<[String]>(
    "query", help: "What to look for: names, their beginnings, words, filters.",
    completes: .packages)
  private static let limit = Option<Int>(
    "limit", value: "n", default: 20, help: "How many packages to show at most, up to 1000.")
  private static let why = Flag("why", help: "Say where each word of the query was found.")

  static let command = Command<Tool>(
    "search", summary: "Find packages by their names and what they say of themselves.",
    discussion: """
      Prints the packages that have all words of the query, the best first: a package of that name; then those with the \
      words as parts of the name, as its beginning, as keywords, as the project, in the description. The last word may be \
      unfinished. Case and separators do not matter, so `serde-json` finds `serde_json`, and one letter of a name may be wrong. Of \
      two that are equally good, the one that more packages depend on comes first. Words need no quotes.

      Filters narrow the answer, and need not come with a word:

        project:acme      packages of this project
        keyword:parser    packages with this keyword
        license:MIT       packages under this licence; for a site beside a word

      Without --site all packages of the registry around this folder are looked at, built or not. A site is asked for the \
      few files of its index that a query needs. Where nothing has all the words, or only with another letter, a few \
      packages are shown that may have been meant, and standard error says so. The exit code is 1 if nothing was found.
      """,
    examples: [
      Example("Find a package by what it does", "cairn search json parser"),
      Example(
        "Ask a registry on the web",
        "cairn search parser --site https://registry.example.org/"),
      Example("See all of a project under a licence", "cairn search project:acme license:MIT"),
      Example("See why these, and in this order", "cairn search json --why --limit 5"),
    ],
    parameters: [words, IndexChoice.site, limit, why, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let text = arguments[words].joined(separator: " ")
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw arguments.misuse(
        "nothing to search for: name a package or say what it does, as cairn search json parser")
    }
    guard (1...1000).contains(arguments[limit]) else {
      throw arguments.invalid(limit, expected: "a number from 1 to 1000")
    }
    let query = SearchQuery(text)
    let outcome = try outcome(
      of: query, site: arguments[IndexChoice.site], limit: arguments[limit], tool)
    if arguments[Tool.json] {
      tool.answer("search") { $0.outcome(outcome, of: query) }
      return outcome.answer.results.isEmpty ? .findings : .good
    }
    guard !outcome.answer.results.isEmpty else {
      throw Failure(
        .findings, "nothing found for '\(VisibleText.line(query.text, columns: 80))'",
        wayOut: nextStep(query, outcome.answer))
    }
    if let remark = remark(query, outcome.answer) { tool.note(remark) }
    var page = SearchPage(
      ink: Ink(isOn: tool.colorsOutput), columns: tool.console.columns(), explains: arguments[why])
    page.write(outcome.answer)
    tool.console.output(page.text)
    return .good
  }

  /// An answer, and what it cost: nothing, where the packages were at hand.
  struct Outcome {
    let answer: SearchAnswer
    var requests = 0
    var bytes = 0
  }

  private static func outcome(
    of query: SearchQuery, site: String?, limit: Int, _ tool: Tool
  ) throws -> Outcome {
    guard let site else {
      let registry = try SearchedRegistry(tool.open(), workers: tool.workers)
      return Outcome(answer: SearchAnswer(query, among: registry.documents, limit: limit))
    }
    let found = try SiteSearch(.at(site)).outcome(of: query, limit: limit)
    return Outcome(answer: found.answer, requests: found.requests, bytes: found.bytes)
  }

  /// What has to be known of results that are not what was asked for.
  private static func remark(_ query: SearchQuery, _ answer: SearchAnswer) -> String? {
    guard let first = answer.results.first else { return nil }
    if first.match.missing > 0 { return "nothing has all of these words; perhaps:" }
    if answer.isGuess { return "did you mean:" }
    let isOneName = !answer.words.isEmpty && !query.text.contains(" ")
    return isOneName && !answer.isExact ? "no exact match" : nil
  }

  private static func nextStep(_ query: SearchQuery, _ answer: SearchAnswer) -> String {
    if query.isEmpty {
      return "a query needs words of letters or digits, as cairn search json parser"
    }
    if answer.words.isEmpty {
      return query.looksUp
        ? "the values of filters have to be whole: try a word instead"
        : "a site cannot look up license: alone: add a word, project: or keyword:"
    }
    return answer.words.count > 1
      ? "try fewer words, or others" : "try another word, or the beginning of one"
  }
}

extension JSONWriter {
  fileprivate mutating func outcome(_ outcome: SearchCommand.Outcome, of query: SearchQuery) {
    let answer = outcome.answer
    member("query", query.text)
    member("exact", answer.isExact)
    member("guess", answer.isGuess)
    key("results")
    array { writer in
      for result in answer.results {
        writer.object { $0.members(of: result, words: answer.words) }
      }
    }
    key("cost")
    object { writer in
      writer.member("requests", outcome.requests)
      writer.member("bytes", outcome.bytes)
    }
  }

  private mutating func members(of result: SearchAnswer.Result, words: [String]) {
    member("project", String(result.document.project))
    member("package", String(result.document.package))
    key("description")
    if let summary = result.document.summary { string(summary) } else { null() }
    member("tier", result.match.tier.word)
    // The larger the better, as people expect of a score.
    member("score", Int(UInt32.max - result.match.order))
    member("popularity", result.document.popularity)
    key("places")
    array { writer in
      for (word, place) in zip(words, result.match.places) {
        writer.object { writer in
          writer.member("word", word)
          writer.key("tier")
          if let place { writer.string(place.word) } else { writer.null() }
        }
      }
    }
  }
}
