public import IndexModel

/// A document of the site that does not read back: the site was altered, or is not the one that it is taken for.
public enum TrieError: Error, Hashable, Sendable {
  case missing(SitePath)
  /// The document, and what is wrong with it.
  case malformed(SitePath, String)
}

/// Reads the nodes of a published tree, and trusts none of them: a host may lie, and a node that does not fit its
/// place could lead in a circle.
package struct TrieReader<Format: TrieFormat> {
  package typealias Node = TrieNode<Format.Entry>

  private let format: Format
  private let read: (SitePath) throws -> [UInt8]?

  /// - Parameter read: The bytes of a document of the tree; nil where there is none.
  package init(_ format: Format, read: @escaping (SitePath) throws -> [UInt8]?) {
    self.format = format
    self.read = read
  }

  /// The root: one without entries where nothing is published.
  package func root() throws -> Node {
    try published("") ?? Node(prefix: "", entries: [], parts: [])
  }

  /// The node of a part.
  package func node(_ prefix: String) throws -> Node {
    guard let node = try published(prefix) else { throw TrieError.missing(format.path(prefix)) }
    return node
  }

  /// The node in which an entry stands, or would stand: one document is read for each split on the way.
  package func node(holding entry: Format.Entry) throws -> Node {
    var node = try root()
    var depth = 0
    while let byte = entry.keyByte(at: depth),
      let part = node.parts.first(where: { $0.prefix.utf8.last == byte })
    {
      node = try self.node(part.prefix)
      depth += 1
    }
    return node
  }

  /// All entries at and below a node.
  package func entries(below node: Node) throws -> [Format.Entry] {
    var all = node.entries
    for part in node.parts { all += try entries(below: self.node(part.prefix)) }
    return all
  }

  private func published(_ prefix: String) throws -> Node? {
    let path = format.path(prefix)
    guard let bytes = try read(path) else { return nil }
    let node = try format.read(bytes, prefix: prefix)
    guard node.entries.allSatisfy(node.fits) else {
      throw TrieError.malformed(path, "holds an entry that belongs elsewhere")
    }
    return node
  }
}

extension TrieNode {
  /// Whether an entry's key begins with the prefix of the node, so that this is where it is looked for.
  package func fits(_ entry: Entry) -> Bool {
    prefix.utf8.enumerated().allSatisfy { at, byte in entry.keyByte(at: at) == byte }
  }
}
