import Foundation
import TestSupport
import Testing

@testable import CairnCommand

@Suite struct SearchCommandTests {
  /// The packages that a run printed, in order.
  private static func names(_ run: Run) -> [String] {
    run.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      .map { String($0.split(separator: " ")[0]) }
  }

  @Test func theRegistryAndItsSiteAnswerAlike() throws {
    let world = try SearchedWorld()
    let places = try world.places()
    let cases: [(query: [String], names: [String])] = [
      (["libfoo"], ["acme/libfoo", "acme/libfoo-extra"]),
      (["LibFoo"], ["acme/libfoo", "acme/libfoo-extra"]),
      (["acme/libfoo"], ["acme/libfoo", "acme/libfoo-extra"]),
      (["serde-json"], ["acme/serde_json"]), (["json", "tools"], ["zed/json-tools"]),
      (["json tools"], ["zed/json-tools"]), (["webs"], ["zed/webserver"]),
      (["parser"], ["acme/libfoo", "zed/json-tools"]),
      (["json", "project:zed"], ["zed/json-tools"]),
      (["project:zed"], ["zed/json-tools", "zed/webserver"]),
      (["keyword:parser"], ["acme/libfoo"]),
      (["foo", "license:apache-2.0"], ["acme/libfoo-extra"]),
      (["--limit", "1", "libfoo"], ["acme/libfoo"]),
      (["libfop"], ["acme/libfoo", "acme/libfoo-extra"]),
    ]
    for (query, names) in cases {
      let runs = places.map { Run(words: ["search"] + $0 + query) }
      for run in runs {
        #expect(run.code == 0 && Self.names(run) == names, "\(query): \(run)")
      }
      // An index of typos has names only.
      #expect(runs[0].output == runs[1].output || query == ["libfop"])
      #expect(runs[0].errors == runs[1].errors)
    }
  }

  @Test func showsADescriptionBesideEachNameInOneColumn() throws {
    let world = try SearchedWorld()
    for place in try world.places() {
      let run = Run(words: ["search", "foo"] + place)
      #expect(
        run.output == """
          acme/libfoo        Parses foo.
          acme/libfoo-extra  More of foo.

          """)
    }
  }

  @Test(arguments: [
    ("libfoo", ""), ("libfo", "no exact match\n"), ("serde", "no exact match\n"),
    ("libfop", "did you mean:\n"), ("json zzzzzz", "nothing has all of these words; perhaps:\n"),
    ("json parser", ""), ("project:zed", ""),
  ])
  func whatIsNotExactIsSaid(_ query: String, _ remark: String) throws {
    let world = try SearchedWorld()
    for place in try world.places() {
      let run = Run(words: ["search", query] + place)
      #expect(run.code == 0 && run.errors == remark && !run.output.isEmpty, "\(run)")
      let quiet = Run(words: ["search", query, "--quiet"] + place)
      #expect(quiet.errors.isEmpty && quiet.output == run.output)
    }
  }

  @Test(arguments: [
    ("zzzzzz", "try another word"), ("zzzzzz qqqqqq", "try fewer words"),
    ("project:zzzzzz", "filters"), ("🦀", "letters or digits"), ("!!!", "letters or digits"),
    ("<script>alert(1)</script>", "try fewer words"),
    (String(repeating: "x", count: 10_000), "words"),
    (String(repeating: "x ", count: 5000), "try"), ("a\u{1B}[31mb\u{7}", "try"),
    ("\u{202E}zzzzzz", "try"),
  ])
  func whatIsNotFoundEndsWithOneAndANextStep(_ query: String, _ step: String) throws {
    let world = try SearchedWorld()
    for place in try world.places() {
      let run = Run(words: ["search", query] + place)
      #expect(run.code == 1 && run.output.isEmpty, "\(run)")
      #expect(
        run.errors.hasPrefix("cairn: nothing found for '") && run.errors.contains(step), "\(run)")
      #expect(run.errors.split(separator: "\n").count == 2 && run.errors.utf8.count < 1000)
      #expect(
        !run.errors.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
      let json = Run(words: ["search", query, "--json"] + place)
      #expect(json.code == 1 && json.errors.isEmpty)
      let answer = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect((answer?["results"] as? [Any])?.isEmpty == true)
    }
  }

  @Test func aLicenceAloneIsLookedThroughInARegistryAndNotInASite() throws {
    let world = try SearchedWorld()
    let here = Run("search", "license:Apache-2.0", "-C", world.fixture.path)
    #expect(here.code == 0 && Self.names(here) == ["acme/libfoo-extra"])
    let site = Run("search", "license:Apache-2.0", "--site", try world.site())
    #expect(site.code == 1 && site.errors.contains("cannot look up license: alone"), "\(site)")
  }

  @Test(arguments: [[], [""], ["  ", "\t"]])
  func aQueryOfNothingIsMisuse(_ words: [String]) {
    let run = Run(words: ["search"] + words)
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.contains("cairn search json parser"), "\(run)")
  }

  @Test(arguments: ["0", "-1", "1001", "x"])
  func aLimitIsANumberOfPackages(_ limit: String) {
    #expect(Run("search", "x", "--limit=\(limit)").code == 64)
  }

  @Test func saysWhereEachWordStands() throws {
    let world = try SearchedWorld()
    for place in try world.places() {
      let run = Run(words: ["search", "--why", "libfoo"] + place)
      #expect(
        run.output == """
          acme/libfoo        Parses foo.
              libfoo: the name; all of the name; 1 to 9 dependents
          acme/libfoo-extra  More of foo.
              libfoo: in the name; 50 % of the name; no dependents

          """)
      let parts = Run(words: ["search", "--why", "tools json parser zed zzzzzz"] + place)
      let why = """
            tools: in the name; json: in the name; parser: in the description; zed: the project; \
        zzzzzz: nowhere; all of the name; no dependents
        """
      #expect(parts.output.contains(why), "\(parts)")
      let typo = Run(words: ["search", "--why", "webserber"] + place)
      #expect(typo.output.contains("    webserber: in the name, but for a letter; all of the name"))
      let keyword = Run(words: ["search", "--why", "parser"] + place)
      #expect(keyword.output.contains("    parser: a keyword; 1 to 9 dependents\n"), "\(keyword)")
      let beginning = Run(words: ["search", "--why", "project:zed", "too"] + place)
      #expect(beginning.output.contains("    too: a beginning in the name;"), "\(beginning)")
    }
  }

  @Test func answersInJSON() throws {
    let world = try SearchedWorld()
    for (place, isSite) in zip(try world.places(), [false, true]) {
      let run = Run(words: ["search", "--json", "libfoo", "parser"] + place)
      let answer = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(answer["schema"] as? String == "schema/v1/search.schema.json")
      #expect(answer["query"] as? String == "libfoo parser")
      #expect(answer["exact"] as? Bool == false && answer["guess"] as? Bool == false)
      let results = try #require(answer["results"] as? [[String: Any]])
      #expect(results.count == 1)
      #expect(
        results[0]["project"] as? String == "acme" && results[0]["package"] as? String == "libfoo")
      #expect(results[0]["description"] as? String == "Parses foo.")
      #expect(results[0]["tier"] as? String == "keyword" && results[0]["popularity"] as? Int == 1)
      let places = try #require(results[0]["places"] as? [[String: String]])
      #expect(
        places == [["word": "libfoo", "tier": "name"], ["word": "parser", "tier": "keyword"]])
      let cost = try #require(answer["cost"] as? [String: Int])
      #expect((cost["requests"] ?? 0 > 0) == isSite && (cost["bytes"] ?? 0 > 0) == isSite)
    }
    let scores = try Self.scores(
      Run("search", "--json", "json", "-C", world.fixture.path).output)
    #expect(scores.count == 2 && scores == scores.sorted(by: >))
  }

  private static func scores(_ answer: String) throws -> [Int] {
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return (object?["results"] as? [[String: Any]] ?? []).compactMap { $0["score"] as? Int }
  }

  @Test func cutsLinesToATerminalAndNowhereElse() throws {
    let long = SearchedWorld.Package(
      name: "acme/wide", description: "日本 " + String(repeating: "word ", count: 20) + "end.")
    let world = try SearchedWorld([long])
    let words = ["search", "wide", "-C", world.fixture.path]
    #expect(Run(words: words).output.hasSuffix("end.\n"))
    let cut = Run(words: words, columns: 40).output
    #expect(cut == "acme/wide  日本 word word word word wor…\n")
    // Where nothing of a description would be left, it is not cut.
    #expect(Run(words: words, columns: 20).output.hasSuffix("end.\n"))
  }

  @Test func textOfStrangersIsShownAndNotObeyed() throws {
    let world = try SearchedWorld()
    let site = try world.site()
    // A site may hold what no check of ours has seen.
    let files = try Tree(site).files.filter {
      $0.key.hasPrefix("search/") && $0.key.hasSuffix(".json")
    }
    for (path, data) in files {
      let text = String(decoding: data, as: UTF8.self)
        .replacingOccurrences(of: "Parses foo.", with: #"\u001b]0;evil\u0007##[error]"#)
      try SearchedWorld.write(Array(text.utf8), to: path, of: site)
    }
    let run = Run("search", "libfoo", "--site", site)
    #expect(!run.output.utf8.contains(0x1B) && !run.output.contains("##["), "\(run)")
  }

  // MARK: Sites that cannot answer

  @Test func aSiteWithoutAnIndexSaysTheWayOut() throws {
    let world = try SearchedWorld()
    let site = try world.site()
    try FileManager.default.removeItem(atPath: site + "/search")
    // With an index that has nothing of a word, nothing is found.
    #expect(Run("search", "zzzzzz", "--site", site).code == 1)
    let entry = try String(contentsOfFile: site + "/index.json", encoding: .utf8)
    let older = entry.replacingOccurrences(of: #""search/"#, with: #""elsewhere/"#)
    try #require(older != entry)
    try SearchedWorld.write(Array(older.utf8), to: "index.json", of: site)
    for query in ["libfoo", "zzzzzz", "license:MIT"] {
      let run = Run("search", query, "--site", site)
      #expect(run.code == 66 && run.output.isEmpty)
      #expect(
        run.errors == """
          cairn: the site has no search index
            an older version of cairn built it: build it anew, or ask a clone of the registry with -C

          """)
    }
  }

  @Test func aPlaceWithoutASiteIsNone() throws {
    let world = try SearchedWorld()
    for place in [world.fixture.path, world.fixture.folder.path(of: "nowhere")] {
      let run = Run("search", "libfoo", "--site", place)
      #expect(run.code == 66 && run.errors.contains("there is no site at"), "\(run)")
    }
  }

  @Test func aBrokenIndexIsReportedAndNotBelieved() throws {
    let world = try SearchedWorld()
    let site = try world.site()
    let files = try Tree(site).files.filter {
      $0.key.hasPrefix("search/") && $0.key.hasSuffix(".json")
    }
    for (content, problem) in [
      ("{", "is not a JSON document"), ("{}", "is not of kind"), ("[1]", "is not of kind"),
    ] {
      for path in files.keys { try SearchedWorld.write(Array(content.utf8), to: path, of: site) }
      let run = Run("search", "libfoo", "--site", site)
      #expect(run.code == 66 && run.output.isEmpty && run.errors.contains(problem), "\(run)")
      #expect(run.errors.contains("cairn verify"))
    }
    for (path, data) in files {
      let text = String(decoding: data, as: UTF8.self)
        .replacingOccurrences(of: #""format": "1""#, with: #""format": "99""#)
      try SearchedWorld.write(Array(text.utf8), to: path, of: site)
    }
    let newer = Run("search", "libfoo", "--site", site)
    #expect(newer.code == 66 && newer.errors.contains("newer version of cairn"), "\(newer)")
  }
}
