import Testing

@testable import Search

@Suite("How well a package answers a query")
struct MatchTests {
  @Test func twoWordsOfAQueryMayBeOneOfTheSummary() throws {
    let document = SearchDocument(name: "acme/x", summary: "Parses")
    let match = Match(document, DocumentTerms(document), SearchQuery("parse parsing"))
    #expect(try #require(match).coverage == Match.whole)
    #expect(try #require(match).order > 0)
  }

  @Test(arguments: [("MIT", true), ("mit", true), ("GPL-3.0-only", true), ("GPL", false)])
  func aLicenceIsOneOfTheExpression(_ license: String, _ isFound: Bool) {
    let document = SearchDocument(
      name: "acme/x", summary: nil, license: "(GPL-3.0-only WITH Classpath-exception-2.0) OR MIT")
    let query = SearchQuery("x license:\(license)")
    #expect((Match(document, DocumentTerms(document), query) != nil) == isFound)
  }
}
