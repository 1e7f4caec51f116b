import Foundation
import IndexModel
import RegistryClient
import Search
import Site
import Synchronization
import TestSupport
import Testing

@Suite struct SiteSearchTests {
  private static let documents = (0..<300).map { number in
    SearchDocument(
      name: "acme/package-\(number)", summary: "Number \(number) of many.",
      popularity: number % 3)
  }

  /// The files of a site that has an index of these packages.
  private static let files: [String: [UInt8]] = {
    let files = Mutex<[String: [UInt8]]>([:])
    try? SearchBuild(documents, workers: 1) { path, bytes in
      files.withLock { $0[path.text] = bytes }
    }.make()
    return files.withLock { $0 }
  }()

  private static func reader(_ files: [String: [UInt8]]) -> SiteReader {
    SiteReader("the test") { files[$0.text] }
  }

  @Test(.enabled(if: Program.find("curl") != nil, "curl is not installed"))
  func aHostAnswersAsItsFilesDo() throws {
    let host = try TinyHost { [files = Self.files] path in
      files[path].map { TinyHost.answer("200 OK", String(decoding: $0, as: UTF8.self)) }
        ?? TinyHost.answer("404 Not Found")
    }
    defer { host.stop() }
    for text in ["package-7", "many", "pakcage-7", "package", "number 12"] {
      let query = SearchQuery(text)
      let here = try SiteSearch(Self.reader(Self.files)).outcome(of: query, limit: 10)
      let there = try SiteSearch(.at(host.address)).outcome(of: query, limit: 10)
      let names = there.answer.results.map(\.document.name)
      #expect(!names.isEmpty && names == here.answer.results.map(\.document.name))
      #expect(there.requests == here.requests && there.bytes == here.bytes && there.bytes > 0)
      #expect(here.requests == here.answer.trips.joined().count)
    }
  }

  @Test func anIndexThatIsMissingIsNoEmptyOne() throws {
    func entry(_ templates: String) -> [UInt8] { Array(#"{"templates": \#(templates)}"#.utf8) }
    let query = SearchQuery("package")
    let empty = Self.reader(["index.json": entry(#"{"searchMap": "search/{space}/{part}.json"}"#)])
    #expect(try SiteSearch(empty).outcome(of: query, limit: 10).answer.results.isEmpty)
    for query in [query, SearchQuery("license:MIT")] {
      #expect(throws: SearchError.noIndex) {
        try SiteSearch(Self.reader(["index.json": entry(#"{"package": "packages/…"}"#)]))
          .outcome(of: query, limit: 10)
      }
    }
    for other in ["{}", "[]", "no JSON", #"{"templates": 1}"#] {
      #expect(throws: SiteError.noSite("the test"), "\(other)") {
        try SiteSearch(Self.reader(["index.json": Array(other.utf8)])).outcome(of: query, limit: 10)
      }
    }
    #expect(throws: SiteError.noSite("the test")) {
      try SiteSearch(Self.reader([:])).outcome(of: query, limit: 10)
    }
  }

  @Test(.enabled(if: Program.find("curl") != nil, "curl is not installed"))
  func aHostThatSaysNothingIsWaitedForAsLongAsIsSaid() throws {
    let host = try TinyHost { _ in
      sleep(30)
      return TinyHost.answer("200 OK", "late")
    }
    defer { host.stop() }
    let start = ContinuousClock().now
    #expect(throws: SiteError.self) {
      try SiteReader.at(host.address, patience: 1).read(SiteLayout.index)
    }
    // It is asked once more.
    #expect(ContinuousClock().now - start < .seconds(20))
  }
}
