import Testing

@testable import IndexModel

/// Where the nodes of a trie stand.
@Suite struct TrieLayoutTests {
  @Test(arguments: [
    ("", "snapshot.json"), ("0", "snapshot/0.json"), ("0a", "snapshot/0a.json"),
    ("0ab", "snapshot/0a/0ab.json"), ("0abc", "snapshot/0a/0abc.json"),
  ])
  func longPrefixesStandInTheFolderOfTheirFirstTwoDigits(_ prefix: String, _ path: String) {
    #expect(SiteLayout.snapshotTrie.path(prefix).text == path)
  }

  @Test(arguments: [
    ("", "packages/index.json"), ("a/", "packages/index/a~.json"),
    ("a/b", "packages/index/a~/a~b.json"), ("acme-", "packages/index/ac/acme-.json"),
  ])
  func slashOfAPrefixIsSpelled(_ prefix: String, _ path: String) {
    #expect(SiteLayout.packageList.path(prefix).text == path)
  }

  /// Sixteen children of each node: with three digits a flat folder had 4,368 files.
  @Test func noFolderGrowsFlat() {
    let digits = "0123456789abcdef".map(String.init)
    var prefixes = [""]
    var folders: [Substring: Set<Substring>] = [:]
    for _ in 0..<4 {
      prefixes = prefixes.flatMap { prefix in digits.map { prefix + $0 } }
      for prefix in prefixes {
        let parts = SiteLayout.snapshotTrie.path(prefix).text.split(separator: "/")
        for (folder, name) in zip(parts, parts.dropFirst()) {
          folders[folder, default: []].insert(name)
        }
      }
    }
    #expect(folders.count == 257)
    #expect(folders.values.map(\.count).max() == 16 + 256 + 256)
  }

  /// A site's documents may say anything.
  @Test(arguments: ["..", "..x", "...", ".", "\\", "a b", "é", "a\0"])
  func prefixIsSpelledOnlyIfItsPathIsOne(_ prefix: String) {
    if SiteLayout.Trie.canSpell(prefix) { _ = SiteLayout.snapshotTrie.path(prefix) }
    #expect(!SiteLayout.Trie.canSpell(prefix + "x ") && !SiteLayout.Trie.canSpell("..x"))
  }

  @Test func pathMayBeOfANodeBelow() {
    let trie = SiteLayout.snapshotTrie
    for prefix in ["", "0", "0a", "0ab"] {
      for longer in ["0ab", "0abc", "0abcde"] {
        #expect(trie.mayHold(trie.path(longer), below: prefix))
      }
    }
    #expect(!trie.mayHold(trie.path("0a"), below: "0ab"))
    #expect(!trie.mayHold(trie.path("1a0"), below: "0"))
    #expect(!trie.mayHold(SiteLayout.redirectTrie.path("0ab"), below: "0"))
  }
}
