import IndexModel
import JSONText
import Search
import Synchronization
import TestSupport

@testable import Site

/// A search index in memory, and what the engine says of it.
struct SearchIndex {
  var files: [SitePath: [UInt8]] = [:]

  init(_ documents: [SearchDocument]) throws {
    let put = Mutex<[SitePath: [UInt8]]>([:])
    try SearchBuild(documents, workers: 1) { path, bytes in
      let isNew = put.withLock { $0.updateValue(bytes, forKey: path) == nil }
      precondition(isNew, "two documents claim \(path)")
    }.make()
    files = put.withLock { $0 }
  }

  /// What the engine finds.
  func found(_ query: SearchQuery, limit: Int) throws -> SearchAnswer {
    try SearchEngine { paths in paths.map { files[$0] } }.answer(query, limit: limit)
  }

  func write(to folder: TemporaryFolder, _ name: String) throws -> String {
    try folder.write(#"{"templates": {}}"#, to: "\(name)/index.json")
    for (path, bytes) in files { try folder.write(bytes, to: "\(name)/\(path.text)") }
    return folder.path(of: name)
  }

  static func isMap(_ path: SitePath) -> Bool {
    ["search/terms/", "search/typos/"].contains { path.text.hasPrefix($0) } && !isShard(path)
  }

  /// Whether a file has its content's name.
  static func isShard(_ path: SitePath) -> Bool { path.text.utf8.count { $0 == 0x2F } == 3 }

  /// The answer to a query, as the script has to print it.
  ///
  /// - Parameters:
  ///   - stale: Where each map is read from for the first time.
  ///   - tellsTrips: Whether the answer says what was read.
  func answer(
    _ query: String, limit: Int, stale: SearchIndex? = nil, tellsTrips: Bool = true
  ) -> String {
    var seen: Set<SitePath> = []
    let engine = SearchEngine { paths in
      paths.map { path in
        let isFirst = seen.insert(path).inserted
        return (Self.isMap(path) && isFirst ? stale ?? self : self).files[path]
      }
    }
    var writer = JSONWriter(style: .compact)
    do {
      let answer = try engine.answer(SearchQuery(query), limit: limit)
      writer.object { $0.write(answer, tellsTrips: tellsTrips) }
    } catch {
      let message = (error as? SearchError)?.message ?? "\(error)"
      writer.object { $0.member("error", message) }
    }
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ answer: SearchAnswer, tellsTrips: Bool) {
    key("results")
    array { writer in
      for result in answer.results { writer.object { $0.write(result) } }
    }
    key("exact")
    bool(answer.isExact)
    key("guess")
    bool(answer.isGuess)
    key("words")
    array { writer in for word in answer.words { writer.string(word) } }
    guard tellsTrips else { return }
    key("trips")
    array { writer in
      for trip in answer.trips {
        writer.array { writer in for path in trip { writer.string(path.text) } }
      }
    }
  }

  private mutating func write(_ result: SearchAnswer.Result) {
    let document = result.document
    member("name", document.name)
    key("description")
    text(document.summary)
    key("keywords")
    array { writer in for keyword in document.keywords { writer.string(keyword) } }
    key("license")
    text(document.license)
    member("popularity", document.popularity)
    member("tier", "\(result.match.tier)")
    key("why")
    array { writer in for place in result.match.places { writer.text(place.map { "\($0)" }) } }
  }

  private mutating func text(_ text: String?) {
    if let text { string(text) } else { null() }
  }
}
