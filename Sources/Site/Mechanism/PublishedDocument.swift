internal import IndexModel
internal import JSONText

/// A document of a published site, read back into what it was made from.
struct PublishedDocument {
  private let document: JSONDocument
  private let path: SitePath

  typealias Node = JSONDocument.Node

  /// Reads a document of a kind.
  init(_ bytes: [UInt8], at path: SitePath, kind: String) throws(TrieError) {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document else {
      throw .malformed(path, "is not a JSON document")
    }
    guard let found = document.node(at: ["kind"]), document.equals(found, kind) else {
      throw .malformed(path, "is not of kind \(kind)")
    }
    self.document = document
    self.path = path
  }

  /// Reads a node of a trie: a document of this kind, which says that it holds what begins with this prefix.
  init(_ bytes: [UInt8], at path: SitePath, kind: String, prefix: String) throws(TrieError) {
    try self.init(bytes, at: path, kind: kind)
    let stated = document.node(at: ["metadata", "prefix"]).map { document.string($0) ?? "" }
    guard (stated ?? "") == prefix else {
      throw .malformed(path, "is not the part of prefix '\(prefix)'")
    }
  }

  /// The elements of an array, at the top unless a node is given.
  func elements(_ key: String, of node: Node? = nil) throws(TrieError) -> [Node] {
    guard let array = document.member(key, of: node ?? document.root),
      document.kind(of: array) == .array
    else { throw malformed(key) }
    return Array(document.elements(of: array))
  }

  /// The texts in an array; none where there is no such member.
  func texts(_ key: String, of node: Node) throws(TrieError) -> [String] {
    guard document.member(key, of: node) != nil else { return [] }
    var texts: [String] = []
    for element in try elements(key, of: node) {
      guard let text = document.string(element) else { throw malformed(key) }
      texts.append(text)
    }
    return texts
  }

  typealias Member = (key: Node, value: Node)

  /// An object; nil where there is no such member.
  func objectIfAny(_ key: String, of node: Node) throws(TrieError) -> Node? {
    guard let object = document.member(key, of: node) else { return nil }
    guard document.kind(of: object) == .object else { throw malformed(key) }
    return object
  }

  func members(of object: Node) -> [Member] { Array(document.members(of: object)) }

  /// Whether a key's text comes before that of another, by bytes.
  func precedes(_ left: Node, _ right: Node) -> Bool { document.precedes(left, right) }

  /// Whether two values or keys have the same bytes.
  func isSpelled(_ one: Node, like other: Node) -> Bool { document.isSpelled(one, like: other) }

  /// The text that a value is; nil if it is none.
  func text(_ node: Node) -> String? { document.string(node) }

  /// A member of the document's metadata that is a text.
  func metadata(_ key: String) -> String? {
    document.node(at: ["metadata", .key(key)]).flatMap { document.string($0) }
  }

  var root: Node { document.root }

  func has(_ key: String, of node: Node) -> Bool { document.member(key, of: node) != nil }

  /// Whether a member is there and true.
  func flag(_ key: String, of node: Node) -> Bool {
    document.member(key, of: node).flatMap(document.bool) ?? false
  }

  /// A member that may be left out.
  func stringIfAny(_ key: String, of node: Node) throws(TrieError) -> String? {
    has(key, of: node) ? try string(key, of: node) : nil
  }

  /// The members of an object that are texts.
  func strings(of node: Node) -> [(key: String, value: String)] {
    guard document.kind(of: node) == .object else { return [] }
    return document.members(of: node).compactMap { member in
      guard let key = document.string(member.key), let value = document.string(member.value)
      else { return nil }
      return (key, value)
    }
  }

  func string(_ key: String, of node: Node) throws(TrieError) -> String {
    guard let member = document.member(key, of: node), let text = document.string(member)
    else { throw malformed(key) }
    return text
  }

  /// A number of things: never negative.
  func count(_ key: String, of node: Node) throws(TrieError) -> Int {
    guard let member = document.member(key, of: node), let number = document.integer(member),
      number >= 0
    else { throw malformed(key) }
    return number
  }

  func path(_ key: String, of node: Node) throws(TrieError) -> SitePath {
    guard let path = SitePath(try string(key, of: node)) else { throw malformed(key) }
    return path
  }

  func digest(_ key: String, of node: Node) throws(TrieError) -> SHA256Digest {
    guard let digest = try? SHA256Digest(hex: try string(key, of: node)) else {
      throw malformed(key)
    }
    return digest
  }

  /// A problem with a member, for what is read beside these functions.
  func malformed(_ key: String) -> TrieError {
    .malformed(path, "has no sound \"\(key)\" where one belongs")
  }
}

extension PublishedDocument {
  /// The node that the document is, with the entries that were read from it.
  func node<Format: TrieFormat>(
    of format: Format, prefix: String, entries: [Format.Entry]
  ) throws(TrieError) -> TrieNode<Format.Entry> {
    let node = TrieNode(
      prefix: prefix, entries: entries, parts: try parts(of: format, below: prefix))
    guard try count("count", of: document.root) == node.count else {
      throw .malformed(path, "states another count than it holds")
    }
    return node
  }

  /// The longest prefix, in bytes.
  private static let longestPrefix = 256

  /// The parts of the node. Each has a prefix one byte longer, so that no way through them is a circle.
  private func parts<Format: TrieFormat>(
    of format: Format, below prefix: String
  ) throws(TrieError) -> [TriePart] {
    guard document.member("parts", of: document.root) != nil else { return [] }
    var parts: [TriePart] = []
    var taken: Set<UInt8> = []
    for node in try elements("parts") {
      let part = TriePart(
        prefix: try string("prefix", of: node), count: try count("count", of: node),
        weight: try format.weightKey.map { (key) throws(TrieError) in try count(key, of: node) },
        sha256: format.vouchesForParts ? try digest("sha256", of: node) : nil)
      let rest = part.prefix.utf8.dropFirst(prefix.utf8.count)
      guard part.prefix.utf8.starts(with: prefix.utf8), rest.count == 1, let byte = rest.first,
        part.prefix.utf8.count <= Self.longestPrefix, SiteLayout.Trie.canSpell(part.prefix),
        taken.insert(byte).inserted
      else { throw .malformed(path, "has a part of prefix '\(part.prefix)', which does not fit") }
      guard try string("href", of: node) == path.reference(to: format.path(part.prefix)) else {
        throw .malformed(path, "leads astray for prefix '\(part.prefix)'")
      }
      parts.append(part)
    }
    return parts
  }
}

extension JSONWriter {
  /// The head of every document but those in foreign formats.
  mutating func head(kind: String, metadata: (inout JSONWriter) -> Void) {
    member("apiVersion", "cairn/v1")
    member("kind", kind)
    key("metadata")
    object(metadata)
  }
}

extension TrieFormat {
  /// The document of a node: what it is about, its entries, and the parts that hold the others.
  func write(_ node: TrieNode<Entry>) -> [UInt8] {
    let path = path(node.prefix)
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(kind: kind) { writer in
        for (key, value) in subject { writer.member(key, value) }
        if !node.prefix.isEmpty { writer.member("prefix", node.prefix) }
      }
      writer.member("count", node.count)
      writeWeight(weight(of: node), into: &writer)
      writer.key("items")
      writer.array { writer in
        for entry in node.entries { writer.object { write(entry, at: path, into: &$0) } }
      }
      guard !node.parts.isEmpty else { return }
      writer.key("parts")
      writer.array { writer in
        for part in node.parts { writer.object { write(part, at: path, into: &$0) } }
      }
    }
    return writer.finish()
  }

  private func writeWeight(_ weight: Int?, into writer: inout JSONWriter) {
    if let weightKey, let weight { writer.member(weightKey, weight) }
  }

  private func write(_ part: TriePart, at path: SitePath, into writer: inout JSONWriter) {
    writer.member("prefix", part.prefix)
    writer.member("count", part.count)
    writeWeight(part.weight, into: &writer)
    if let sha256 = part.sha256 { writer.member("sha256", sha256.hex) }
    writer.member("href", path.reference(to: self.path(part.prefix)))
  }
}
