import Compression
import Foundation
import IndexModel
import JSONText
import Search
import TestSupport
import Testing

@testable import Site

/// The script that the site serves for pages, held to what the engine answers.
@Suite("The search script")
struct SearchScriptTests {
  static let node = Program.find("node") ?? Program.find("nodejs")
  private static let driver = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/search-driver.mjs").path
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder("search")
    try folder.write(SearchScript.document.bytes, to: "search.mjs")
  }

  @Test func isServedByEverySiteAndIsSmall() throws {
    let site = try MemorySite.build(ChangingRegistry(seed: 1, breadth: 2).files)
    let script = try #require(site.documents[SiteLayout.searchScript])
    #expect(MediaType.of(SiteLayout.searchScript).text == "text/javascript; charset=utf-8")
    #expect(Gzip.compressed(script).count <= 8192)
  }

  // MARK: Answers

  @Test(.enabled(if: node != nil, "there is no node here"), arguments: [400, 1500])
  func answersAsTheEngineDoes(packages: Int) throws {
    var sample = SearchSample(seed: 1, count: packages)
    let index = try SearchIndex(sample.documents)
    let site = try index.write(to: folder, "site")
    let questions = (SearchSample.strange + sample.queries(500)).enumerated().map { at, query in
      Question(query, limit: at % 9 == 0 ? [0, 1, 3, 200][at % 4] : 20, isKept: at % 5 == 4)
    }
    let answers = try run([.site(site)] + questions.map { .ask($0) })
    try #require(answers.count == questions.count)
    for (question, answer) in zip(questions, answers) {
      let expected = index.answer(
        question.query, limit: question.limit, tellsTrips: !question.isKept)
      #expect(
        Array(answer.utf8) == Array(expected.utf8),
        "\(question.query.debugDescription): \(answer) instead of \(expected)")
    }
  }

  @Test(.enabled(if: node != nil, "there is no node here"))
  func whereThereIsNoSiteSaysSo() throws {
    let answers = try run([
      .site(folder.path(of: "nowhere")), .ask(Question("json")), .ask(Question("")),
    ])
    try folder.write(#"{"items": [{"name": "templates"}]}"#, to: "list/index.json")
    let list = try run([.site(folder.path(of: "list")), .ask(Question("json"))])
    #expect(list[0].contains("is no registry"))
    #expect(answers[0].contains("https://registry.example.org/below/ is no registry"))
    #expect(answers[1].hasPrefix(#"{"results":[]"#))
  }

  // MARK: Indexes that change, and indexes that are broken

  private static let documents = SearchSample(seed: 3, count: 400).documents
  private static let others = (0..<300).map {
    SearchDocument(name: "new/json-libfa\($0)", summary: nil)
  }
  private static let old = Result { try SearchIndex(documents + others.dropLast(20)) }
  private static let new = Result {
    let best = ["json", "libfa"].map {
      SearchDocument(name: "new/\($0)", summary: nil, popularity: 9)
    }
    return try SearchIndex(documents.dropFirst(20) + others + best)
  }

  /// A shard of terms, a beginning of names that many have, and a shard of typos.
  private static let queries = ["json", "json-libfa299", "libfa", "jsno-libfa299"]

  @Test(.enabled(if: node != nil, "there is no node here"))
  func looksAtTheMapOnceMoreWhereAShardIsGone() throws {
    let (old, new) = (try Self.old.get(), try Self.new.get())
    let (oldSite, site) = (try old.write(to: folder, "old"), try new.write(to: folder, "new"))
    for query in Self.queries {
      // Another question leaves the maps in memory, and no shard of terms that this one needs: it is of the other end.
      let part = String(decoding: SiteLayout.searchPart(of: query.utf8), as: UTF8.self)
      let before = Question(part + (query.contains("-") ? "aaa" : "zzz"), isKept: true)
      let answers = try run([
        .site(oldSite), .ask(before), .site(site, stale: oldSite), .ask(Question(query)),
        .site(site), .ask(Question(query, isKept: true)),
      ])
      let expected = new.answer(query, limit: 20, stale: old)
      #expect(answers[1] == expected)
      let trips = try #require(expected.components(separatedBy: #""trips":"#).last)
      let key = Array(query.utf8)
      let looks = SiteLayout.SearchSpace.allCases.map {
        trips.components(separatedBy: SiteLayout.searchMap($0, of: key).text).count - 1
      }
      #expect(looks.contains(2), "\(expected)")
      #expect(answers[2] == new.answer(query, limit: 20, tellsTrips: false))
      #expect(answers[2] != old.answer(query, limit: 20, tellsTrips: false))
    }
  }

  /// Some hosts let caches remember that a file was not there yet.
  @Test(.enabled(if: node != nil, "there is no node here"))
  func looksPastCachesForAShardThatWasNotThere() throws {
    let index = try Self.new.get()
    let whole = try index.write(to: folder, "whole")
    var before = index
    for path in index.files.keys where SearchIndex.isShard(path) { before.files[path] = nil }
    let part = try before.write(to: folder, "part")
    for query in Self.queries {
      let question = Question(query, isKept: true)
      let answers = try run([
        .site(part, recallsAbsence: true), .ask(question),
        .site(whole, recallsAbsence: true), .ask(question),
      ])
      #expect(answers[0].contains("is missing from the site"))
      #expect(answers[1] == index.answer(query, limit: 20, tellsTrips: false))
    }
  }

  @Test(.enabled(if: node != nil, "there is no node here"), arguments: Flaw.all)
  func saysWhatIsWrongWithTheIndex(flaw: Flaw) throws {
    var index = try Self.new.get()
    for (path, bytes) in index.files where flaw.meets(path) {
      index.files[path] = flaw.change(bytes)
    }
    let site = try index.write(to: folder, "site")
    let answers = try run([.site(site)] + Self.queries.map { .ask(Question($0)) })
    for (query, answer) in zip(Self.queries, answers) {
      #expect(answer == index.answer(query, limit: 20))
      #expect(answer.hasPrefix(#"{"error":"search/"#))
      #expect(answer.contains(flaw.message))
    }
    #expect(answers.count == Self.queries.count)
  }

  /// What is wrong with some files of an index.
  struct Flaw: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let meets: @Sendable (SitePath) -> Bool
    let change: @Sendable ([UInt8]) -> [UInt8]?
    let message: String

    static let all = [
      Flaw(
        testDescription: "shards that are gone", meets: SearchIndex.isShard, change: { _ in nil },
        message: "is missing from the site, though its map names it"),
      Flaw(
        testDescription: "shards that are cut short", meets: SearchIndex.isShard,
        change: { Array($0.prefix($0.count / 2)) },
        message: "of the site is not a JSON document"),
      Flaw(
        testDescription: "shards that are other documents", meets: SearchIndex.isShard,
        change: { _ in Array(#"{"kind": "Other"}"#.utf8) },
        message: "of the site is not of kind SearchShard"),
      Flaw(
        testDescription: "maps of a later format", meets: SearchIndex.isMap,
        change: { replacing(#""format": "1""#, #""format": "2""#, $0) },
        message: "is of format 2, and this program reads format 1"),
      Flaw(
        testDescription: "maps without a format", meets: SearchIndex.isMap,
        change: { replacing(#""format""#, #""other""#, $0) },
        message: #"has no sound \"format\" where one belongs"#),
      Flaw(
        testDescription: "shards that name packages they do not have", meets: SearchIndex.isShard,
        change: { replacing(#""packages": ["#, #""packages": [], "others": ["#, $0) },
        message: #"has no sound \"terms\" where one belongs"#),
    ]

    private static func replacing(_ text: String, _ other: String, _ bytes: [UInt8]) -> [UInt8] {
      Array(String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: text, with: other).utf8)
    }
  }

  // MARK: The script

  private struct Question {
    let query: String
    var limit = 20
    var isKept = false

    init(_ query: String, limit: Int = 20, isKept: Bool = false) {
      self.query = query
      self.limit = limit
      self.isKept = isKept
    }
  }

  private enum Step {
    case site(String, stale: String? = nil, recallsAbsence: Bool = false)
    case ask(Question)
  }

  /// The answers to the questions among some steps.
  private func run(_ steps: [Step]) throws -> [String] {
    var lines = JSONWriter(style: .compact)
    var text: [UInt8] = []
    for step in steps {
      lines.object { writer in
        switch step {
        case .site(let folder, let stale, let recallsAbsence):
          writer.member("site", folder)
          writer.member("recallsAbsence", recallsAbsence)
          if let stale { writer.member("stale", stale) }
        case .ask(let question):
          writer.member("query", question.query)
          writer.member("limit", question.limit)
          writer.member("kept", question.isKept)
        }
      }
      text += lines.finish() + [0x0A]
    }
    try folder.write(text, to: "steps")
    let run = try Program(
      try #require(Self.node),
      [Self.driver, folder.path(of: "search.mjs"), folder.path(of: "steps")])
    try #require(run.status == 0, "\(run.output)")
    return run.output.utf8.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}
