import Diagnostics
import IndexModel
import JSONText
import Registry
import Testing

/// A file to format, sound or not.
struct FormCase: CustomTestStringConvertible, Sendable {
  let path: RepositoryPath
  let text: String

  init(_ path: RepositoryPath, _ text: String) {
    self.path = path
    self.text = text
  }

  var testDescription: String { "\(path): \(text)" }

  static let all = [
    FormCase(libfoo, "[]"), FormCase(libfoo, #""\u0061\/\t""#),
    FormCase(libfoo, #"{"x": 1, "kind": 2, "y": {"b": 1, "a": [1, {}, []]}}"#),
    FormCase(
      libfoo, package(releases: #"{"stage": "current", "version": "2.0.0"}, {"version": "1.0.0"}"#)),
    FormCase(libfoo, package(releases: #"{"version": "x"}, {"version": "1.0.0"}, 1, null"#)),
    FormCase(libfoo, package(releases: #"{"version": "1.0.0+b"}, {"version": "1.0.0+a"}"#)),
    FormCase(
      libfoo,
      package(
        release: #"""
          "dependencies": {"b": {"optional": true, "range": "*"}, "a": "\u002a"},
          "annotations": {"z": {"b": 1, "a": 2}, "é": "ü"}
          """#)),
    FormCase(
      "index/registry.json",
      resource(
        "Registry", #""name": "r""#,
        #""policy": {"selfService": true, "versioning": "semver"}, "title": "R""#)),
    FormCase(
      "index/projects/acme.json",
      resource("Project", #""name": "acme""#, #""teams": {"b": ["x", "a"], "a": []}"#)),
    FormCase(
      "index/identities/ada.json",
      resource(
        "Identity", #""name": "ada""#,
        #""accounts": {"gitlab": {"id": 1, "login": "x"}, "github": {}}"#)),
    FormCase(
      "index/package-indexes/tools.json",
      resource(
        "PackageIndex", #""name": "tools""#, #""versionIndexes": {"b": "a/b", "a": "a/b"}"#)),
    FormCase(
      "index/waivers.json",
      resource(
        "WaiverList", #""name": "waivers""#, #""waivers": [{"subject": "b", "rule": "a"}]"#)),
    FormCase(
      "index/advisories/EX-1.json",
      #"{"modified": "x", "id": "EX-1", "affected": [{"ranges": [], "package": {"name": "a"}}]}"#),
  ]

  func format(_ text: String) throws -> String {
    let kind = try #require(Kind(at: SourcePlace(path, layout: .flat)))
    let document = try #require(JSONDocument.read(Array(text.utf8)).document)
    return String(
      decoding: CanonicalForm.bytes(of: document, as: kind, versions: .semver), as: UTF8.self)
  }
}

@Suite struct CanonicalFormTests {
  @Test func ordersKeysByTheSchemaMapsByBytesAndReleasesByVersion() throws {
    let text = #"""
      {"spec":{"releases":[{"stage":"current","version":"1.10.0"},
        {"dependencies":{"b":"*","B":"*","a":"*"},"version":"1.9.0","stage":"current"}]},
       "kind":"VersionIndex","metadata":{"name":"libfoo","project":"acme"},"apiVersion":"cairn/v1"}
      """#
    let expected = """
      {
        "apiVersion": "cairn/v1",
        "kind": "VersionIndex",
        "metadata": {
          "project": "acme",
          "name": "libfoo"
        },
        "spec": {
          "releases": [
            {
              "version": "1.9.0",
              "stage": "current",
              "dependencies": {
                "B": "*",
                "a": "*",
                "b": "*"
              }
            },
            {
              "version": "1.10.0",
              "stage": "current"
            }
          ]
        }
      }

      """
    #expect(try FormCase(libfoo, text).format(text) == expected)
  }

  @Test(arguments: FormCase.all)
  func formattingTwiceChangesNothing(_ form: FormCase) throws {
    let once = try form.format(form.text)
    #expect(try form.format(once) == once)
  }

  @Test(arguments: FormCase.all)
  func formattingKeepsEveryValue(_ form: FormCase) throws {
    #expect(try values(in: form.format(form.text)) == values(in: form.text))
  }

  /// Every scalar with the keys above it, in no order: what reordering must not change.
  private func values(in text: String) throws -> [String] {
    let document = try #require(JSONDocument.read(Array(text.utf8)).document)
    var all: [String] = []
    func visit(_ node: JSONDocument.Node, _ keys: String) {
      for (key, value) in document.members(of: node) {
        visit(value, "\(keys)/\(document.string(key) ?? "")")
      }
      for element in document.elements(of: node) { visit(element, "\(keys)/*") }
      if document.count(of: node) == 0 {
        all.append(
          "\(keys)=\(document.string(node) ?? "\(document.bytes[document.range(of: node)])")")
      }
    }
    visit(document.root, "")
    return all.sorted()
  }

  @Test func canonicalFileHasNothingToSay() throws {
    let text = try FormCase(libfoo, package()).format(package())
    let unit = try #require(try ReadFile(text, at: libfoo).unit)
    #expect(unit.findings.isEmpty)
    #expect(unit.isSound)
  }

  @Test func pointsAtTheFirstDifference() throws {
    let unit = try #require(try ReadFile(package(), at: libfoo).unit)
    #expect(unit.findings.map(\.rule) == ["canonical-form"])
    #expect(unit.findings.first?.range.bytes == 1..<2)
    #expect(unit.findings.first?.message.hasPrefix("the layout differs") == true)
  }

  @Test func saysWhenTheOrderIsAnother() throws {
    let text = package(
      releases: """
        {"version": "1.1.0", "stage": "current"}, {"version": "1.0.0", "stage": "current"}
        """)
    let unit = try #require(try ReadFile(text, at: libfoo).unit)
    #expect(unit.findings.first?.message.hasPrefix("keys or releases are not in") == true)
  }
}
