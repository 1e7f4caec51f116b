import Diagnostics
import IndexModel
import JSONText
import TestSupport
import Testing

@testable import HubImport

@Suite("What is odd and kept as it is")
struct KeptTests {
  /// A hub that is regular but for one thing.
  struct Case: CustomTestStringConvertible {
    let name: String
    let rule: String
    /// The text that the finding points at.
    let text: String
    let files: [String: String]

    var testDescription: String { name }

    static func metadata(
      _ name: String, _ rule: String, at text: String, _ metadata: Metadata
    ) -> Case {
      Case(name: name, rule: rule, text: text, files: [SmallHub.metadata: metadata.text])
    }

    static func release(
      _ name: String, _ rule: String, at text: String, _ packaging: Packaging
    ) -> Case {
      Case(
        name: name, rule: rule, text: text,
        files: [
          SmallHub.release(packaging.version): packaging.text,
          SmallHub.metadata: Metadata(
            latest: packaging.version,
            list: """
              [{"tag": "v1.0.0", "hash": "\(String(repeating: "1", count: 40))"},
              {"tag": "\(packaging.version)", "hash": "\(packaging.hash)"}]
              """
          ).text,
        ])
    }
  }

  static let ones = String(repeating: "1", count: 40)

  static let cases: [Case] = [
    .metadata(
      "a namespace unlike the folder", "import-namespace", at: "\"other\"",
      Metadata(namespace: "other")),
    .metadata("no tags", "import-missing", at: "[]", Metadata(tags: "[]")),
    .metadata(
      "a tag that is no keyword", "import-shape", at: "\" a\"",
      Metadata(tags: "[\" a\", \"b\"]")),
    .metadata(
      "tags that are no array", "import-shape", at: "\"a, b\"",
      Metadata(tags: "\"a, b\"")),
    .metadata(
      "a logo that is not there", "import-absent-file", at: "\"logo.svg\"",
      Metadata(logo: "logo.svg")),
    .metadata(
      "a latest version that does not exist", "import-latest-version", at: "\"v9.0.0\"",
      Metadata(latest: "v9.0.0")),
    .metadata(
      "no e-mail address", "import-email", at: "\"Community\"",
      Metadata(email: "Community")),
    .metadata(
      "a home page that is no URL", "import-url", at: "\"ftp://example.org\"",
      Metadata(homepage: "ftp://example.org")),
    .metadata(
      "a slash at the end of the repository", "import-trailing-slash",
      at: "\"https://github.com/acme/ndc-foo/\"",
      Metadata(repository: "https://github.com/acme/ndc-foo/")),
    .metadata(
      "another repository", "import-other-repository",
      at: "\"https://github.com/acme/ndc-foo/releases/download/v1.0.0/foo.tgz\"",
      Metadata(repository: "https://github.com/acme/ndc-bar")),
    .metadata(
      "a title that is too long", "import-shape",
      at: "\"\(String(repeating: "x", count: 257))\"",
      Metadata(title: String(repeating: "x", count: 257))),
    .metadata(
      "a title of two lines", "import-shape", at: "\"a\\nb\"", Metadata(title: "a\\nb")),
    .metadata(
      "a short hash in the list", "import-short-hash", at: "\"1111111\"",
      Metadata(list: "[{\"tag\": \"v1.0.0\", \"hash\": \"1111111\"}]")),
    .metadata(
      "a listed version without a release", "import-version-list", at: "\"v0.1.0\"",
      Metadata(
        list: """
          [{"tag": "v1.0.0", "hash": "\(ones)"}, {"tag": "v0.1.0", "hash": "\(ones)"}]
          """)),
    .metadata(
      "a version that is listed twice", "import-version-list", at: "\"v1.0.0\"",
      Metadata(
        list: """
          [{"tag": "v1.0.0", "hash": "\(ones)"}, {"tag": "v1.0.0", "hash": "\(ones)"}]
          """)),
    .metadata(
      "an entry without a hash", "import-shape", at: "{\"tag\": \"v1.0.0\"}",
      Metadata(list: "[{\"tag\": \"v1.0.0\"}]")),
    .metadata(
      "a listed commit unlike the release's", "import-commit-differs", at: "\"2222222222\"",
      Metadata(list: "[{\"tag\": \"v1.0.0\", \"hash\": \"2222222222\"}]")),
    .metadata(
      "an empty list of packages", "import-packages", at: "[]",
      Metadata(more: ", \"packages\": []")),
    .metadata(
      "a stray package", "import-packages", at: "{\"version\": \"v0.1.0\"}",
      Metadata(more: ", \"packages\": [{\"version\": \"v0.1.0\"}]")),
    .metadata(
      "a stray package unlike the release", "import-packages",
      at: "{\"version\": \"v1.0.0\", \"uri\": \"https://example.org\"}",
      Metadata(
        more: ", \"packages\": [{\"version\": \"v1.0.0\", \"uri\": \"https://example.org\"}]")),
    .release(
      "a short hash", "import-short-hash", at: "\"2222222\"",
      Packaging(version: "v2.0.0", checksum: String(repeating: "b", count: 64), hash: "2222222")),
    .release(
      "the commit of another release", "import-shared-commit", at: "\"\(ones)\"",
      Packaging(version: "v2.0.0", checksum: String(repeating: "b", count: 64))),
    .release(
      "the checksum of another release", "import-shared-artifact",
      at: "\"\(String(repeating: "a", count: 64))\"",
      Packaging(version: "v2.0.0", hash: String(repeating: "2", count: 40))),
    .release(
      "the URI and checksum of another release", "import-shared-artifact",
      at: "\"https://github.com/acme/ndc-foo/releases/download/v1.0.0/foo.tgz\"",
      Packaging(
        version: "v2.0.0",
        uri: "https://github.com/acme/ndc-foo/releases/download/v1.0.0/foo.tgz",
        hash: String(repeating: "2", count: 40))),
    .release(
      "a test that is not there", "import-absent-file", at: "\"../../tests/t.json\"",
      Packaging(
        version: "v2.0.0", checksum: String(repeating: "b", count: 64),
        hash: String(repeating: "2", count: 40),
        more: ", \"test\": {\"test_config_path\": \"../../tests/t.json\"}")),
  ]

  @Test(arguments: cases)
  func reportsOneThingAndKeepsIt(_ example: Case) throws {
    let hub = try SmallHub(changing: example.files.mapValues { $0 }).imported()
    let findings = hub.findings(example.rule).filter {
      !$0.range.path.description.hasSuffix("logo.png")
    }
    #expect(Set(findings.compactMap(hub.text)) == [example.text])
    // A list that says something else is odd in two ways, if the tag is of no use or the hash is
    // short.
    #expect(
      hub.rules.subtracting([example.rule, "import-short-hash", "import-version-list"]) == [])
    #expect(hub.result.releases == hub.result.releasesOfHub)
    try expectNothingLost(of: hub)
    let errors = try GitFixture.holding(hub.result.files).check().filter { $0.severity == .error }
    #expect(errors == [])
  }

  @Test func reportsWhatIsMissing() throws {
    let hub = try SmallHub(changing: [SmallHub.metadata: Metadata(logo: nil).text]).imported()
    let finding = try #require(hub.findings("import-missing").first)
    #expect(finding.message.hasPrefix("`overview.logo` is missing"))
    #expect(finding.pointer == "/overview")
  }

  @Test func reportsAConnectorWithoutMetadata() throws {
    let hub = try SmallHub(changing: [SmallHub.metadata: nil]).imported()
    #expect(hub.rules == ["import-missing"])
    #expect(hub.versions == ["1.0.0"])
  }

  @Test func reportsReleasesThatAreNotListed() throws {
    let hub = try SmallHub(changing: [
      SmallHub.metadata: Metadata(latest: "v2.0.0").text,
      SmallHub.release("v2.0.0"): Packaging.plain("v2.0.0", "2").text,
    ]).imported()
    let finding = try #require(hub.findings("import-version-list").first)
    #expect(finding.message == "1 of 2 releases is not listed: v2.0.0")
  }

  @Test func doesNotCallAPreReleaseTheLatest() throws {
    let hub = try SmallHub(changing: [
      SmallHub.release("v2.0.0-rc.1"): Packaging.plain("v2.0.0-rc.1", "2").text
    ]).imported()
    #expect(hub.findings("import-latest-version") == [])
  }

  @Test func namesWhatAnAliasSaysOfItself() throws {
    let alias = "\(SmallHub.folder)/aliased_connectors/bar/metadata.json"
    let metadata = Metadata(title: "Bar", latest: "v0.9.0").text
    let hub = try SmallHub(changing: [alias: metadata]).imported()
    let finding = try #require(hub.findings("import-alias-differs").first)
    #expect(finding.message.contains("in overview.latest_version, overview.title:"))
    #expect(hub.findings("import-latest-version").first?.range.path.description == alias)
  }
}
