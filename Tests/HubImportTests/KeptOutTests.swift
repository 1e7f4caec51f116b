import Diagnostics
import IndexModel
import JSONText
import TestSupport
import Testing

@testable import HubImport

@Suite("What is kept out")
struct KeptOutTests {
  /// A release that cannot be taken over.
  struct Case: CustomTestStringConvertible {
    let name: String
    let rule: String
    /// The text that the finding points at.
    let text: String
    let packaging: Packaging

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "another version than the folder's", rule: "import-folder-version",
      text: "\"v1.1.0\"", packaging: Packaging(version: "v1.1.0")),
    Case(
      name: "a type of checksum that is no SHA-256", rule: "import-digest", text: "\"md5\"",
      packaging: Packaging(version: "v2.0.0", type: "md5")),
    Case(
      name: "a checksum of the wrong length", rule: "import-digest", text: "\"abc\"",
      packaging: Packaging(version: "v2.0.0", checksum: "abc")),
    Case(
      name: "a checksum in capitals", rule: "import-digest",
      text: "\"\(String(repeating: "A", count: 64))\"",
      packaging: Packaging(version: "v2.0.0", checksum: String(repeating: "A", count: 64))),
    Case(
      name: "a URI that is not https", rule: "import-url", text: "\"http://example.org/foo.tgz\"",
      packaging: Packaging(version: "v2.0.0", uri: "http://example.org/foo.tgz")),
    Case(
      name: "a URI that ends in no file name", rule: "import-file-name",
      text: "\"https://example.org/foo/\"",
      packaging: Packaging(version: "v2.0.0", uri: "https://example.org/foo/")),
    Case(
      name: "a URI that ends in an escape", rule: "import-file-name",
      text: "\"https://example.org/a%2Fb\"",
      packaging: Packaging(version: "v2.0.0", uri: "https://example.org/a%2Fb")),
  ]

  @Test(arguments: cases)
  func keepsAReleaseOutAndItsDocument(_ example: Case) throws {
    let hub = try SmallHub(changing: [SmallHub.release("v2.0.0"): example.packaging.text])
      .imported()
    #expect(hub.versions == ["1.0.0"])
    let findings = hub.findings(example.rule)
    #expect(findings.count == 1)
    #expect(findings.first.flatMap(hub.text) == example.text)
    #expect(findings.first?.range.path.description == SmallHub.release("v2.0.0"))
    let document = try #require(JSONDocument.read(Array(example.packaging.text.utf8)).document)
    let value = try #require(JSONValue(document.root, of: document)).sorted
    #expect(hub.annotations?["ndc-hub/kept-out/releases"]?["v2.0.0"] == value)
    #expect(try GitFixture.holding(hub.result.files).check() == [])
  }

  @Test(arguments: ["v1.07.0", "v2.0", "v2.0.0.1", "latest"])
  func keepsOutWhatIsNoVersion(_ folder: String) throws {
    let packaging = Packaging.plain(folder, "2").text
    let hub = try SmallHub(changing: [SmallHub.release(folder): packaging]).imported()
    #expect(hub.versions == ["1.0.0"])
    #expect(hub.findings("import-version").first.flatMap(hub.text) == "\"\(folder)\"")
  }

  @Test func keepsOutAllFoldersOfOneVersion() throws {
    let hub = try SmallHub(changing: [
      SmallHub.release("1.0.0"): Packaging.plain("1.0.0", "2").text,
      SmallHub.release("v2.0.0"): Packaging.plain("v2.0.0", "3").text,
    ]).imported()
    #expect(hub.versions == ["2.0.0"])
    #expect(hub.findings("import-duplicate-release").count == 2)
    #expect(hub.annotations?["ndc-hub/kept-out/releases"]?["1.0.0"] != nil)
    #expect(hub.annotations?["ndc-hub/kept-out/releases"]?["v1.0.0"] != nil)
  }

  @Test func keepsOutAURLWithTwoChecksums() throws {
    var second = Packaging.plain("v2.0.0", "2")
    second.uri = "https://github.com/acme/ndc-foo/releases/download/v1.0.0/foo.tgz"
    let hub = try SmallHub(changing: [SmallHub.release("v2.0.0"): second.text]).imported()
    #expect(hub.versions == [])
    #expect(hub.findings("import-url-digest").count == 2)
    #expect(try GitFixture.holding(hub.result.files).check() == [])
  }

  @Test func keepsTheReleaseThatHadAURLFirst() throws {
    let hub = try SmallHub(changing: [SmallHub.release("v1.0.0"): nil])
    var later = Packaging()
    later.checksum = String(repeating: "b", count: 64)
    var first = Packaging(version: "v2.0.0")
    first.uri = "https://github.com/acme/ndc-foo/releases/download/v1.0.0/foo.tgz"
    try hub.git.commit([SmallHub.release("v2.0.0"): first.text])
    try hub.git.commit([SmallHub.release("v1.0.0"): later.text], time: GitFixture.time + 1)
    let result = try hub.imported()
    #expect(result.versions == ["2.0.0"])
    #expect(
      result.findings("import-url-digest").map(\.range.path.description) == [
        SmallHub.release("v1.0.0")
      ])
  }

  @Test func keepsOutAFileThatIsNoJSON() throws {
    let hub = try SmallHub(changing: [SmallHub.release("v2.0.0"): "{\"version\": v2}"]).imported()
    #expect(hub.versions == ["1.0.0"])
    #expect(hub.findings("import-json").first.flatMap(hub.text) == "v2")
  }

  @Test func keepsOutAFileWithAKeyTwice() throws {
    let packaging = Packaging(version: "v2.0.0", more: ", \"version\": \"v2.0.0\"").text
    let hub = try SmallHub(changing: [SmallHub.release("v2.0.0"): packaging]).imported()
    #expect(hub.versions == ["1.0.0"])
    #expect(hub.findings("import-json").first.flatMap(hub.text) == "\"version\"")
  }

  @Test(arguments: [
    "\"a\\u0000b\"", "1.5", "{\"a\": 1, \"a\": 2}", "[1e3]", "12345678901234567890",
  ])
  func keepsOutOneValueThatIsNoStrictJSON(_ value: String) throws {
    let packaging = Packaging(version: "v2.0.0", hash: "2", more: ", \"note\": \(value)").text
    let hub = try SmallHub(changing: [SmallHub.release("v2.0.0"): packaging]).imported()
    #expect(hub.versions == ["1.0.0", "2.0.0"])
    #expect(hub.findings("import-json").count == 1)
    #expect(hub.findings("import-json").first?.message.contains("/note is kept out") == true)
    #expect(hub.releases.last?["annotations"] == ["ndc-hub/source": ["hash": "2"]])
    #expect(try GitFixture.holding(hub.result.files).check().allSatisfy { $0.severity != .error })
  }

  @Test func keepsOutARequiredValueThatIsNoStrictJSON() throws {
    let packaging = Packaging(version: "v2.0.0").text.replacing("foo.tgz", with: "fo\\u0001o.tgz")
    let hub = try SmallHub(changing: [SmallHub.release("v2.0.0"): packaging]).imported()
    #expect(hub.versions == ["1.0.0"])
    #expect(hub.rules.isSuperset(of: ["import-json", "import-shape"]))
  }

  @Test func keepsOutNamesThatARegistryDoesNotTake() throws {
    let packaging = Packaging().text
    let hub = try SmallHub(changing: [
      "registry/acme/_foo/releases/v1.0.0/connector-packaging.json": packaging,
      "registry/acme/FOO/metadata.json": Metadata().text,
      "\(SmallHub.folder)/aliased_connectors/a b/metadata.json": Metadata().text,
    ]).imported()
    #expect(hub.findings("import-name").count == 3)
    #expect(hub.result.packages == 1)
    // `FOO` comes first by its bytes, and only one of the two can be there.
    #expect(hub.result.files["packages/acme/FOO.json"] != nil)
  }

  @Test func keepsOutAnAliasThatIsTaken() throws {
    let hub = try SmallHub(changing: [
      "registry/acme/bar/metadata.json": Metadata().text,
      "registry/acme/foo/aliased_connectors/bar/metadata.json": Metadata(title: "Baz").text,
    ]).imported()
    #expect(hub.findings("import-alias").count == 1)
    let index = try #require(hub.file("index/package-indexes/connectors.json"))
    #expect(index["spec"]?["versionIndexes"] == ["bar": "acme/bar", "foo": "acme/foo"])
    let kept = index["metadata"]?["annotations"]?["ndc-hub/other/aliases"]
    #expect(kept?["acme/foo/bar"]?["overview"]?["title"] == "Baz")
  }

  @Test func keepsOutWhatBreaksARuleOfTheRegistry() throws {
    let hub = try SmallHub(changing: [
      SmallHub.release("v2.0.0"): Packaging.plain("v2.0.0", "2").text
    ])
    let registry = """
      {"apiVersion": "cairn/v1", "kind": "Registry", "metadata": {"name": "r"}, "spec": {
      "title": "R", "policy": {"limits": {"fileBytes": 1024}}}}
      """
    let result = try hub.imported(into: ["index/registry.json": Array(registry.utf8)])
    #expect(result.result.packages == 0)
    #expect(result.findings("import-refused").count == 1)
  }

  @Test func reportsFilesThatItDoesNotKnow() throws {
    let readMe = "\(SmallHub.folder)/README.md"
    let hub = try SmallHub(changing: [readMe: "# Foo", "README.md": "outside"]).imported()
    #expect(
      hub.findings("import-other-file").map(\.range.path.description) == [
        "registry/acme/foo/README.md", "registry/acme/foo/logo.png",
      ])
  }

  @Test func refusesARepositoryThatIsNoHub() throws {
    let git = try GitFixture()
    try git.commit(["README.md": "Nothing"])
    let source = try HubSource.open(at: git.path)
    #expect(throws: HubImportError.notAHub) {
      try HubImport.run(source, into: [:], SmallHub.options)
    }
  }
}

extension JSONValue {
  /// With the members of all objects by the bytes of their keys, as in annotations.
  var sorted: JSONValue {
    switch self {
    case .object(let members):
      .object(
        members.map { Member($0.key, $0.value.sorted) }.sorted {
          $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        })
    case .array(let elements): .array(elements.map(\.sorted))
    default: self
    }
  }
}
