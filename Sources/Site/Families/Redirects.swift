internal import IndexModel
internal import JSONText

/// A coordinate whose bytes stand elsewhere, where no rule leads from one to the other.
struct Redirect: Hashable, Sendable {
  let coordinate: SitePath
  let url: String
}

/// A redirect in its trie, beside the others of its package.
struct RedirectEntry: TrieEntry {
  let redirect: Redirect
  private let key: SHA256Digest

  var id: SitePath { redirect.coordinate }

  init(_ redirect: Redirect) {
    var keys = SubjectKeys()
    self.init(redirect, keys: &keys)
  }

  init(_ redirect: Redirect, keys: inout SubjectKeys) {
    self.redirect = redirect
    self.key = keys.key(of: redirect.coordinate)
  }

  func keyByte(at depth: Int) -> UInt8? { key.hexDigit(at: depth) }
  func hasSameKey(as other: RedirectEntry) -> Bool { key == other.key }
  static func precedes(_ left: RedirectEntry, _ right: RedirectEntry) -> Bool { left.id < right.id }
}

/// The redirects as documents that any host's own code can look up, with the same as maps for nginx beside them.
struct RedirectFormat: TrieFormat {
  func path(_ prefix: String) -> SitePath { SiteLayout.redirectTrie.path(prefix) }

  func write(_ node: TrieNode<RedirectEntry>) -> [UInt8] {
    let path = path(node.prefix)
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(kind: "RedirectList") { writer in
        if !node.prefix.isEmpty { writer.member("prefix", node.prefix) }
      }
      writer.member("count", node.count)
      writer.key("items")
      writer.array { writer in
        for entry in node.entries {
          writer.object { writer in
            writer.member("path", entry.redirect.coordinate.text)
            writer.member("url", entry.redirect.url)
          }
        }
      }
      writer.parts(node, of: self, at: path)
    }
    return writer.finish()
  }

  func read(_ bytes: [UInt8], prefix: String) throws(TrieError) -> TrieNode<RedirectEntry> {
    let path = path(prefix)
    let document = try PublishedDocument(bytes, at: path)
    var entries: [RedirectEntry] = []
    for item in try document.elements("items") {
      guard let coordinate = SitePath(try document.string("path", of: item)) else {
        throw .malformed(path)
      }
      let url = try document.string("url", of: item)
      entries.append(RedirectEntry(Redirect(coordinate: coordinate, url: url)))
    }
    return TrieNode(prefix: prefix, entries: entries, parts: try document.parts())
  }

  func companionPaths(_ prefix: String) -> [SitePath] { [SiteLayout.nginxMapTrie.path(prefix)] }

  func companions(_ node: TrieNode<RedirectEntry>) -> [SiteDocument] {
    guard !node.entries.isEmpty else { return [] }
    var text = ""
    for entry in node.entries {
      text +=
        "\(Nginx.quoted("/" + entry.redirect.coordinate.text)) \(Nginx.quoted(entry.redirect.url));\n"
    }
    return [SiteDocument(path: SiteLayout.nginxMapTrie.path(node.prefix), bytes: Array(text.utf8))]
  }
}
