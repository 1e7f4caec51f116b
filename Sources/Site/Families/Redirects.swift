package import IndexModel
package import JSONText

/// A coordinate whose bytes stand elsewhere, where no rule leads from one to the other.
package struct Redirect: Hashable, Sendable {
  package let coordinate: SitePath
  package let url: String
}

/// A redirect in its trie, beside the others of its package.
package struct RedirectEntry: TrieEntry {
  package let redirect: Redirect
  private let key: SHA256Digest

  package var id: SitePath { redirect.coordinate }

  init(_ redirect: Redirect) {
    var keys = SubjectKeys()
    self.init(redirect, keys: &keys)
  }

  init(_ redirect: Redirect, keys: inout SubjectKeys) {
    self.redirect = redirect
    self.key = keys.key(of: redirect.coordinate)
  }

  /// What to look for to find where the bytes of a coordinate are.
  package init(lookingFor coordinate: SitePath) {
    self.init(Redirect(coordinate: coordinate, url: ""))
  }

  package func keyByte(at depth: Int) -> UInt8? { key.hexDigit(at: depth) }
  package func hasSameKey(as other: RedirectEntry) -> Bool { key == other.key }
  package static func precedes(_ left: RedirectEntry, _ right: RedirectEntry) -> Bool {
    left.id < right.id
  }
}

/// The redirects as documents that any host's own code can look up, with the same as maps for nginx beside them.
package struct RedirectFormat: TrieFormat {
  package init() {}

  package func path(_ prefix: String) -> SitePath { SiteLayout.redirectTrie.path(prefix) }

  package var kind: String { "RedirectList" }

  package func write(_ entry: RedirectEntry, at path: SitePath, into writer: inout JSONWriter) {
    writer.member("path", entry.redirect.coordinate.text)
    writer.member("url", entry.redirect.url)
  }

  package func read(
    _ bytes: [UInt8], prefix: String
  ) throws(TrieError) -> TrieNode<RedirectEntry> {
    let document = try PublishedDocument(
      bytes, at: path(prefix), kind: "RedirectList", prefix: prefix)
    var entries: [RedirectEntry] = []
    for item in try document.elements("items") {
      let coordinate = try document.path("path", of: item)
      let url = try document.string("url", of: item)
      entries.append(RedirectEntry(Redirect(coordinate: coordinate, url: url)))
    }
    return try document.node(of: self, prefix: prefix, entries: entries)
  }

  package func companionPaths(_ prefix: String) -> [SitePath] {
    [SiteLayout.nginxMapTrie.path(prefix)]
  }

  package func companions(_ node: TrieNode<RedirectEntry>) -> [SiteDocument] {
    guard !node.entries.isEmpty else { return [] }
    var text = ""
    for entry in node.entries {
      let coordinate = Nginx.quoted("/" + entry.redirect.coordinate.text)
      text += "\(coordinate) \(Nginx.quoted(entry.redirect.url));\n"
    }
    return [SiteDocument(path: SiteLayout.nginxMapTrie.path(node.prefix), bytes: Array(text.utf8))]
  }
}
