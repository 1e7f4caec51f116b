import Testing

@testable import Search

@Suite("Terms of names")
struct NameTermsTests {
  @Test(arguments: [
    ("libfoo", ["libfoo", "foo"]),
    ("serde_json", ["serdejson", "serde", "json"]),
    ("HTTPServer-core2", ["httpservercore2", "httpserver", "core2", "http", "server", "core", "2"]),
    ("a-b-c", ["abc", "a", "b", "c", "ab", "bc"]),
    ("python3.11", ["python311", "python3", "11", "python", "3"]),
    ("x", ["x"]),
  ])
  func areItsPartsAndWhatTheyMakeTogether(_ name: String, _ terms: [String]) {
    #expect(NameTerms(name).all.map(\.text) == terms)
  }
}
