package import IndexModel
package import JSONText
package import Search

/// A package in the list of all that a term leads to.
package struct TailEntry: TrieEntry, Hashable {
  package let document: SearchDocument
  private let key: [UInt8]

  package init(_ document: SearchDocument) {
    self.document = document
    key = Array(Name.fold(document.name).utf8)
  }

  package var id: String { document.name }
  package func keyByte(at depth: Int) -> UInt8? { depth < key.count ? key[depth] : nil }
  package func hasSameKey(as other: TailEntry) -> Bool { key == other.key }

  package static func precedes(_ left: TailEntry, _ right: TailEntry) -> Bool {
    if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

/// The list of all packages that a term leads to, where these are many: what the best of them are found among again.
package struct TailFormat: TrieFormat {
  package let term: Term

  package init(_ term: Term) { self.term = term }

  package func path(_ prefix: String) -> SitePath {
    SiteLayout.searchTail(term.bytes).path(prefix)
  }

  package var kind: String { SearchFormat.tailKind }
  package var subject: KeyValuePairs<String, String> {
    ["term": term.text, "format": SearchFormat.version]
  }

  package func write(_ entry: TailEntry, at path: SitePath, into writer: inout JSONWriter) {
    entry.document.write(into: &writer)
  }

  package func read(_ bytes: [UInt8], prefix: String) throws(TrieError) -> TrieNode<TailEntry> {
    let path = path(prefix)
    let document = try PublishedDocument(bytes, at: path, kind: kind, prefix: prefix)
    let packages: [SearchDocument]
    do throws(SearchError) {
      packages = try SearchTail(bytes, at: path).packages
    } catch {
      throw document.malformed("items")
    }
    return try document.node(of: self, prefix: prefix, entries: packages.map(TailEntry.init))
  }
}
