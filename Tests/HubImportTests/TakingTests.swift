import Diagnostics
import IndexModel
import JSONText
import Registry
import Rules
import TestSupport
import Testing

@testable import HubImport

@Suite("What a registry has a field for")
struct TakingTests {
  @Test func takesARegularHubWithoutAFinding() throws {
    let hub = try SmallHub(changing: [:]).imported()
    #expect(hub.rules == [])
    #expect(hub.result.packages == 1)
    #expect(hub.result.releases == 1)
    #expect(
      hub.result.files.keys.map(\.description).sorted() == [
        ".gitignore", "index/CODEOWNERS", "index/identities/ada.json",
        "index/package-indexes/connectors.json",
        "index/projects/acme.json", "index/registry.json", "packages/acme/foo.json",
      ])
  }

  @Test func fillsTheFieldsOfAPackage() throws {
    let package = try #require(try SmallHub(changing: [:]).imported().package)
    #expect(package["metadata"]?["project"] == "acme")
    #expect(package["metadata"]?["name"] == "foo")
    #expect(package["metadata"]?["description"] == "Connects to Foo")
    #expect(package["spec"]?["title"] == "Foo")
    #expect(package["spec"]?["keywords"] == ["database"])
    #expect(package["spec"]?["homepage"] == "https://example.org")
    #expect(package["spec"]?["repository"] == "https://github.com/acme/ndc-foo")
    #expect(package["spec"]?["roles"] == ["owner": ["ada"]])
  }

  @Test func keepsTheRestAsAnnotations() throws {
    let more = ", \"rating\": 5, \"overview_note\": null, \"odd key!\": {\"deep\": [true]}"
    let hub = try SmallHub(changing: [SmallHub.metadata: Metadata(more: more).text]).imported()
    let annotations = try #require(hub.annotations)
    #expect(annotations["ndc-hub/logo"] == "logo.png")
    #expect(annotations["ndc-hub/latest_version"] == "v1.0.0")
    #expect(annotations["ndc-hub/is_verified"] == true)
    #expect(annotations["ndc-hub/is_hosted_by_hasura"] == false)
    #expect(annotations["ndc-hub/author"]?["support_email"] == "help@example.org")
    #expect(annotations["ndc-hub/source_code"]?["is_open_source"] == true)
    #expect(annotations["ndc-hub/rating"] == 5)
    #expect(annotations["ndc-hub/overview_note"] == .null)
    #expect(annotations["ndc-hub/other/keys"] == ["odd key!": ["deep": [true]]])
    // What became a field is no annotation too.
    #expect(annotations["ndc-hub/title"] == nil)
    #expect(annotations["ndc-hub/source_code"]?["repository"] == nil)
  }

  @Test func givesAKeyThatStandsTwiceItsGroup() throws {
    let more = ", \"logo\": \"other.png\""
    let hub = try SmallHub(changing: [SmallHub.metadata: Metadata(more: more).text]).imported()
    #expect(hub.annotations?["ndc-hub/logo"] == "other.png")
    #expect(hub.annotations?["ndc-hub/overview.logo"] == "logo.png")
  }

  @Test func fillsTheFieldsOfARelease() throws {
    let packaging = Packaging(more: ", \"test\": {\"test_config_path\": \"../../logo.png\"}")
    let hub = try SmallHub(changing: [SmallHub.release("v1.0.0"): packaging.text]).imported()
    #expect(hub.rules == [])
    let release = try #require(hub.releases.first)
    #expect(release["version"] == "1.0.0")
    #expect(release["stage"] == "current")
    #expect(release["published"] == "2026-01-01T00:00:00Z")
    #expect(
      release["files"] == [
        [
          "name": "foo.tgz", "role": "archive",
          "url": "https://github.com/acme/ndc-foo/releases/download/v1.0.0/foo.tgz",
          "sha256": .string(String(repeating: "a", count: 64)),
        ]
      ])
    #expect(
      release["source"] == [
        "repository": "https://github.com/acme/ndc-foo", "tag": "v1.0.0",
        "commit": .string(String(repeating: "1", count: 40)),
      ])
    #expect(
      release["annotations"] == ["ndc-hub/test": ["test_config_path": "../../logo.png"]])
  }

  @Test func takesAVersionThatIsSpelledWithoutTheVOfItsFolder() throws {
    let packaging = Packaging(version: "1.0.0")
    let hub = try SmallHub(changing: [SmallHub.release("v1.0.0"): packaging.text]).imported()
    #expect(hub.versions == ["1.0.0"])
    #expect(hub.releases.first?["source"]?["tag"] == "v1.0.0")
    #expect(hub.releases.first?["annotations"] == ["ndc-hub/version": "1.0.0"])
  }

  @Test(arguments: [
    ("https://github.com/acme/old/releases/download/v1.0.0/foo.tgz", "https://github.com/acme/old"),
    ("https://files.example.org/acme/foo/v1.0.0/foo.tgz", nil),
  ])
  func takesTheRepositoryThatTheArchiveStandsIn(_ uri: String, _ repository: String?) throws {
    let packaging = Packaging(uri: uri)
    let hub = try SmallHub(changing: [SmallHub.release("v1.0.0"): packaging.text]).imported()
    #expect(hub.releases.first?["source"]?["repository"] == repository.map { .string($0) })
    #expect(hub.package?["spec"]?["repository"] == "https://github.com/acme/ndc-foo")
  }

  @Test func takesTheTagThatTheListGivesForTheSameCommit() throws {
    let list = "[{\"tag\": \"foo/v1.0.0\", \"hash\": \"1111111\"}]"
    let hub = try SmallHub(changing: [SmallHub.metadata: Metadata(list: list).text]).imported()
    #expect(hub.releases.first?["source"]?["tag"] == "foo/v1.0.0")
    #expect(hub.releases.first?["annotations"] == ["ndc-hub/version": "v1.0.0"])
  }

  @Test func ordersReleasesByVersionAndNotByFolder() throws {
    var files: [String: String] = [:]
    for (version, digit) in [("v1.10.0", "2"), ("v1.9.0", "3"), ("v1.10.0-rc.1", "4")] {
      files[SmallHub.release(version)] = Packaging.plain(version, Character(digit)).text
    }
    let hub = try SmallHub(changing: files).imported()
    #expect(hub.versions == ["1.0.0", "1.9.0", "1.10.0-rc.1", "1.10.0"])
  }

  @Test func turnsAliasesIntoAPackageIndex() throws {
    let alias = "\(SmallHub.folder)/aliased_connectors/bar/metadata.json"
    let hub = try SmallHub(changing: [alias: Metadata(title: "Bar").text]).imported()
    let index = try #require(hub.file("index/package-indexes/connectors.json"))
    #expect(index["spec"]?["versionIndexes"] == ["bar": "acme/foo", "foo": "acme/foo"])
    let kept = index["metadata"]?["annotations"]?["ndc-hub/bar"]
    #expect(kept?["overview"]?["title"] == "Bar")
    #expect(hub.result.aliases == 1)
  }

  @Test func makesARegistryThatChecksWithoutAFinding() throws {
    let hub = try SmallHub(changing: [:]).imported()
    #expect(try GitFixture.holding(hub.result.files).check() == [])
  }

  @Test func describesEachRuleOnce() {
    let ids = Rule.hubImport.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("import-") })
    #expect(Rule.hubImport.allSatisfy { !$0.explanation.isEmpty && $0.severity == .warning })
    #expect(Set(ids).isDisjoint(with: Rule.all.map(\.id)))
  }
}
