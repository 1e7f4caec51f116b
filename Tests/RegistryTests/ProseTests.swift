import Diagnostics
import IndexModel
import Registry
import Testing

/// Which texts may have several lines.
@Suite struct ProseTests {
  private func findings(_ json: String, at path: RepositoryPath) throws -> [Diagnostic] {
    let place = SourcePlace(path, layout: .flat)
    let kind = try #require(Kind(at: place))
    let blob = try #require(ObjectID(bytes: Array(repeating: 0, count: 20)))
    let reading = Unit.read(
      Array(json.utf8), at: path, place: place, kind: kind, blob: blob, context: Context())
    switch reading {
    case .refused(let findings): return findings
    case .unit(let unit): return unit.findings.filter { $0.severity == .error }
    }
  }

  private func package(spec: String = #""releases": []"#, metadata: String = "") -> String {
    #"{"apiVersion": "cairn/v1", "kind": "VersionIndex", "metadata": {"project": "acme", "#
      + #""name": "libfoo"\#(metadata)}, "spec": {\#(spec)}}"#
  }

  @Test(arguments: [
    #""releases": [{"version": "1.0.0", "stage": "current", "notes": "- a\n- b\tc"}]"#,
    #""releases": [], "deprecated": {"message": "a\nb"}"#,
    #""releases": [{"version": "1.0.0", "stage": "revoked", "#
      + #""revocation": {"reason": "broken", "message": "a\u000ab"}}]"#,
    #""releases": [{"version": "1.0.0", "stage": "candidate", "#
      + #""votes": [{"voter": "ada", "value": 1, "comment": "a\n\nb"}]}]"#,
    #""releases": [{"version": "1.0.0", "stage": "current", "annotations": {"a": ["b\nc"]}}]"#,
  ])
  func proseHasLines(_ spec: String) throws {
    #expect(try findings(package(spec: spec), at: "packages/acme/libfoo.json") == [])
  }

  @Test func descriptionsAndDetailsHaveLines() throws {
    let described = package(metadata: #", "description": "One.\nTwo.""#)
    #expect(try findings(described, at: "packages/acme/libfoo.json") == [])
    let advisory =
      #"{"id": "EX-1", "modified": "2026-01-01T00:00:00Z", "details": "A.\n\n\tB.", "affected": []}"#
    #expect(try findings(advisory, at: "index/advisories/EX-1.json") == [])
  }

  @Test(arguments: [
    (#""releases": [], "title": "a\nb""#, "/spec/title", "a line break"),
    (#""releases": [], "title": "a\tb""#, "/spec/title", "a tab"),
    (#""releases": [], "homepage": "https://x.example/\n""#, "/spec/homepage", "a line break"),
    (#""releases": [], "keywords": ["a\u000Ab"]"#, "/spec/keywords/0", "a line break"),
    (
      #""releases": [{"version": "1.0.0", "stage": "current", "dependencies": {"a": ">1\n<2"}}]"#,
      "/spec/releases/0/dependencies/a", "a line break"
    ),
  ])
  func otherTextsAreOneLine(_ spec: String, _ pointer: String, _ what: String) throws {
    let findings = try findings(package(spec: spec), at: "packages/acme/libfoo.json")
    #expect(findings.map(\.rule) == ["json-text"])
    #expect(findings.map(\.pointer) == [pointer])
    #expect(findings.map(\.message) == ["found \(what) in a text of one line"])
  }

  @Test func anAdvisorysSummaryIsOneLine() throws {
    let advisory =
      #"{"id": "EX-1", "modified": "2026-01-01T00:00:00Z", "summary": "a\nb", "affected": []}"#
    #expect(try findings(advisory, at: "index/advisories/EX-1.json").map(\.rule) == ["json-text"])
  }

  @Test func keysOfMapsAreOneLineEverywhere() throws {
    let spec =
      #""releases": [{"version": "1.0.0", "stage": "current", "annotations": {"a": {"b\nc": 1}}}]"#
    #expect(
      try findings(package(spec: spec), at: "packages/acme/libfoo.json").map(\.rule)
        == ["json-text"])
  }
}
