public import IndexModel
package import JSONText

/// A range of the index: packages, and the keys that lead to them.
public struct SearchShard: Hashable, Sendable {
  /// By name.
  public var packages: [SearchDocument]
  /// By key, ascending.
  public var entries: [Entry]

  /// A key and what it leads to.
  public struct Entry: Hashable, Sendable {
    public let key: Term
    /// Places in `packages`, the best answer to the key first.
    public var packages: [Int]

    public init(key: Term, packages: [Int]) {
      self.key = key
      self.packages = packages
    }
  }

  public init(packages: [SearchDocument] = [], entries: [Entry] = []) {
    self.packages = packages
    self.entries = entries
  }

  /// The entry of a key.
  public func entry(of key: Term) -> Entry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].key == key ? entries[low] : nil
  }
}

// MARK: - JSON

extension SearchShard {
  static let kind = "SearchShard"

  /// The document of the shard.
  public var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.searchHead(Self.kind)
      write(into: &writer)
    }
    return writer.finish()
  }

  /// Writes the members that a shard has, be it a document of its own or within a map.
  func write(into writer: inout JSONWriter) {
    writer.searchPackages(packages)
    writer.key("terms")
    writer.object { writer in
      for entry in entries {
        writer.key(entry.key.bytes.span)
        // One text, for a line for each number would be most of the shard.
        writer.string(entry.packages.map(String.init).joined(separator: " "))
      }
    }
  }

  /// Reads a shard's document.
  public init(_ bytes: [UInt8], at path: SitePath) throws(SearchError) {
    let document = try SearchText(bytes, at: path, kind: Self.kind)
    try self.init(document)
  }

  init(_ text: SearchText) throws(SearchError) {
    let packages = try text.packages("packages")
    var entries: [Entry] = []
    for (key, node) in try text.members("terms") {
      var places: [Int] = []
      for part in try text.string(node).utf8.split(separator: 0x20) {
        guard let place = Int(String(part) ?? ""), packages.indices.contains(place) else {
          throw text.malformed("terms")
        }
        places.append(place)
      }
      guard entries.last.map({ $0.key < key }) ?? true else { throw text.malformed("terms") }
      entries.append(Entry(key: key, packages: places))
    }
    self.init(packages: packages, entries: entries)
  }
}

extension SearchDocument {
  /// Writes the members of the document.
  package func write(into writer: inout JSONWriter) {
    writer.member("name", name)
    if let summary { writer.member("description", summary) }
    if !keywords.isEmpty {
      writer.key("keywords")
      writer.array { writer in
        for keyword in keywords { writer.string(keyword) }
      }
    }
    if let license { writer.member("license", license) }
    if popularity > 0 { writer.member("popularity", popularity) }
  }

  init(_ text: SearchText, _ node: JSONDocument.Node) throws(SearchError) {
    guard let name = text.stringIfAny("name", of: node) else { throw text.malformed("name") }
    var keywords: [String] = []
    for node in text.elementsIfAny("keywords", of: node) { keywords.append(try text.string(node)) }
    self.init(
      name: name, summary: text.stringIfAny("description", of: node), keywords: keywords,
      license: text.stringIfAny("license", of: node),
      popularity: text.countIfAny("popularity", of: node) ?? 0)
  }
}
