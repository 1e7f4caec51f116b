internal import IndexModel
internal import JSONText

/// A document of an earlier site, read back into what it was made from.
struct PublishedDocument {
  private let document: JSONDocument
  private let path: SitePath

  typealias Node = JSONDocument.Node

  init(_ bytes: [UInt8], at path: SitePath) throws(TrieError) {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let document = JSONDocument.read(bytes, limits: limits).document,
      document.kind(of: document.root) == .object
    else { throw .malformed(path) }
    self.document = document
    self.path = path
  }

  /// The elements of an array at the top.
  func elements(_ key: String) throws(TrieError) -> [Node] {
    guard let array = document.member(key, of: document.root), document.kind(of: array) == .array
    else { throw .malformed(path) }
    return Array(document.elements(of: array))
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
    guard document.kind(of: node) == .object, let member = document.member(key, of: node),
      let text = document.string(member)
    else { throw .malformed(path) }
    return text
  }

  func integer(_ key: String, of node: Node) throws(TrieError) -> Int {
    guard document.kind(of: node) == .object, let member = document.member(key, of: node),
      let number = document.integer(member)
    else { throw .malformed(path) }
    return number
  }

  func digest(_ key: String, of node: Node) throws(TrieError) -> SHA256Digest {
    guard let digest = try? SHA256Digest(hex: try string(key, of: node)) else {
      throw .malformed(path)
    }
    return digest
  }

  /// The parts of a trie's node; none where it has no such member.
  func parts() throws(TrieError) -> [TriePart] {
    guard document.member("parts", of: document.root) != nil else { return [] }
    var parts: [TriePart] = []
    for node in try elements("parts") {
      parts.append(
        TriePart(
          prefix: try string("prefix", of: node), count: try integer("count", of: node),
          sha256: document.member("sha256", of: node) == nil
            ? nil : try digest("sha256", of: node)))
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

  /// The parts of a trie's node; nothing where there are none.
  mutating func parts<Format: TrieFormat>(
    _ node: TrieNode<Format.Entry>, of format: Format, at path: SitePath
  ) {
    guard !node.parts.isEmpty else { return }
    key("parts")
    array { writer in
      for part in node.parts {
        writer.object { writer in
          writer.member("prefix", part.prefix)
          writer.member("count", part.count)
          if let sha256 = part.sha256 { writer.member("sha256", sha256.hex) }
          writer.member("href", path.reference(to: format.path(part.prefix)))
        }
      }
    }
  }
}
