import Testing

@testable import Search

@Suite("Terms of names")
struct NameTermsTests {
  @Test(arguments: [
    ("libfoo", ["libfoo", "foo"]),
    ("serde_json", ["serde", "json", "serdejson"]),
    (
      "HTTPServer-core2", ["httpserver", "core2", "http", "server", "core", "2", "httpservercore2"]
    ),
    ("a-b-c", ["a", "b", "c", "abc", "ab", "bc"]),
    ("python3.11", ["python3", "11", "python", "3", "python311"]),
    ("x", ["x"]),
  ])
  func areItsPartsAndWhatTheyMakeTogether(_ name: String, _ terms: [String]) {
    #expect(NameTerms(name).all.map(\.text) == terms)
  }
}
