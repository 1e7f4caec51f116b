import Skeleton
import Testing

@Suite struct CairnSourceTests {
  @Test(arguments: [
    ("https://forge.example/a/cairn.git@v0.1.0", "https://forge.example/a/cairn.git", "v0.1.0"),
    (
      "https://forge.example:8443/cairn@refs/tags/v1", "https://forge.example:8443/cairn",
      "refs/tags/v1"
    ),
  ])
  func readsAURLAndAReference(_ text: String, _ url: String, _ reference: String) throws {
    let source = try #require(CairnSource(text))
    #expect(source.url == url && source.reference == reference)
    #expect(!source.isPinned && !source.isPlaceholder)
  }

  @Test(arguments: [
    "", "@", "https://x.example/cairn", "https://x.example/cairn@", "http://x.example/cairn@v1",
    "https://@v1", "https://x.example/$(id)@v1", "https://x.example/a b@v1",
    "https://x.example/cairn@-upload-pack=id", "https://x.example/cairn@v1;id",
    "https://x.example/cairn@v1\nCAIRN_SOURCE=https://y", "https://user:pass@x.example/c'@v1",
    "ext::sh -c id@v1", "file:///x@v1",
  ])
  func refusesWhatAShellOrGitWouldReadAsMore(_ text: String) {
    #expect(CairnSource(text) == nil)
  }

  @Test func aFullCommitIsPinned() {
    let commit = String(repeating: "0a", count: 20)
    #expect(CairnSource("https://x.example/c@\(commit)")?.isPinned == true)
    #expect(CairnSource("https://x.example/c@\(commit)0")?.isPinned == false)
    #expect(CairnSource.placeholder(version: "1.0.0").isPlaceholder)
  }

  @Test func readsItsOwnSettingsBack() throws {
    let source = try #require(CairnSource("https://x.example/c.git@v1"))
    let text = Forge.github.settings(source).text
    #expect(CairnSource(settings: Array(text.utf8)) == source)
    #expect(CairnSource(settings: Array("CAIRN_REF=v1\n".utf8)) == nil)
  }
}

@Suite struct ForgeTests {
  @Test(
    arguments: [
      ("https://github.com/acme/registry.git", Forge.github),
      ("git@github.com:acme/registry", .github),
      ("ssh://git@gitlab.com:22/a/b", .gitlab), ("https://gitlab.example.org/a/b", .gitlab),
      ("https://codeberg.org/a/b", .forgejo), ("https://user@forgejo.example.org/a", .forgejo),
      ("https://example.org/github.com", nil), ("https://github.example.org/a", .github),
      ("/srv/git/registry.git", nil), ("", nil),
    ] as [(String, Forge?)])
  func isGuessedFromTheHostAlone(_ remote: String, _ forge: Forge?) {
    #expect(Forge(remote: remote) == forge)
  }
}
