internal import Cryptography
package import IndexModel
package import JSONText

/// What a trie holds: entries with a key by whose bytes they are placed.
package protocol TrieEntry: Sendable {
  associatedtype ID: Hashable & Sendable
  /// What tells the entry from all others of the trie.
  var id: ID { get }
  /// The byte of the key at a depth; nil past its end.
  func keyByte(at depth: Int) -> UInt8?
  /// Whether two entries have one key, so that no depth parts them.
  func hasSameKey(as other: Self) -> Bool
  /// The order in which a node lists its entries.
  static func precedes(_ left: Self, _ right: Self) -> Bool
}

/// A part of a node: a child, by the prefix that all its keys have.
package struct TriePart: Hashable, Sendable {
  package let prefix: String
  /// How many entries the child holds, all its parts taken together.
  package let count: Int
  /// What the entries of the child weigh together; nil in tries whose entries have no weight.
  package let weight: Int?
  /// Of the child's document; nil in tries whose nodes do not vouch for their children.
  package let sha256: SHA256Digest?

  package init(prefix: String, count: Int, weight: Int?, sha256: SHA256Digest?) {
    self.prefix = prefix
    self.count = count
    self.weight = weight
    self.sha256 = sha256
  }
}

/// One node: the entries that stand in it, and the parts that hold the others.
package struct TrieNode<Entry: TrieEntry>: Sendable {
  package var prefix: String
  package var entries: [Entry]
  package var parts: [TriePart]

  package init(prefix: String, entries: [Entry], parts: [TriePart]) {
    self.prefix = prefix
    self.entries = entries
    self.parts = parts
  }

  package var count: Int { entries.count + parts.reduce(0) { $0 + $1.count } }
}

/// How the nodes of a trie are written and read.
package protocol TrieFormat: Sendable {
  associatedtype Entry: TrieEntry
  /// Whether a node states the digests of its children. Then a change rewrites the way up to the root; else one leaf.
  var vouchesForParts: Bool { get }
  /// The name of what the entries are added up by beside their number, as `bytes`; nil where they have no weight.
  var weightKey: String? { get }
  func weight(of entry: Entry) -> Int
  /// The kind of its documents.
  var kind: String { get }
  /// What the whole trie is about, as the `metadata` of its documents says; nothing where the kind says it all.
  var subject: KeyValuePairs<String, String> { get }
  /// Where the document of a node stands.
  func path(_ prefix: String) -> SitePath
  /// Writes the members of an entry into its object, in the document at a path.
  func write(_ entry: Entry, at path: SitePath, into writer: inout JSONWriter)
  func read(_ bytes: [UInt8], prefix: String) throws(TrieError) -> TrieNode<Entry>
  /// Documents that go beside a node and say the same in another form.
  func companions(_ node: TrieNode<Entry>) -> [SiteDocument]
  /// The paths of such documents, whatever the node holds.
  func companionPaths(_ prefix: String) -> [SitePath]
}

extension TrieFormat {
  package var vouchesForParts: Bool { false }
  package var weightKey: String? { nil }
  package func weight(of entry: Entry) -> Int { 0 }
  package var subject: KeyValuePairs<String, String> { [:] }

  /// What a node's entries weigh, all its parts taken together; nil where they have no weight. A total that no number
  /// can hold is no total of things that are there.
  package func weight(of node: TrieNode<Entry>) -> Int? {
    guard weightKey != nil else { return nil }
    let weights = node.entries.map(weight) + node.parts.map { $0.weight ?? 0 }
    return weights.reduce(0) { total, weight in
      let (sum, overflows) = total.addingReportingOverflow(weight)
      return overflows ? .max : sum
    }
  }

  package func companions(_ node: TrieNode<Entry>) -> [SiteDocument] { [] }
  package func companionPaths(_ prefix: String) -> [SitePath] { [] }
}

/// An aggregate document as a tree of nodes, none of which grows with the registry: a node that passes 1,000 entries
/// splits by the next byte of their keys, unless they all have one key.
///
/// The tree is a pure function of its entries. `patch` reaches by reading and rewriting a few nodes what `build`
/// makes from all entries.
struct Trie<Format: TrieFormat> {
  typealias Entry = Format.Entry
  typealias Node = TrieNode<Entry>
  private typealias Source = TrieReader<Format>

  static var limit: Int { 1000 }

  let format: Format
  /// Takes a document that is to be written, or nil for one that is to go.
  let emit: (SitePath, [UInt8]?) throws -> Void

  // MARK: From nothing

  /// Writes the tree of these entries.
  ///
  /// - Parameter keepsRoot: Whether a root is written for no entries too.
  func build(_ entries: [Entry], keepsRoot: Bool = false) throws {
    guard !entries.isEmpty || keepsRoot else { return }
    _ = try build(entries, prefix: "", depth: 0)
  }

  /// Writes the tree of so many entries that they are not all wanted at once: they come in groups, by the first byte of
  /// their keys, in order, and as many are made at once as there are workers.
  ///
  /// - Parameters:
  ///   - keepsRoot: Whether a root is written for no entries too.
  ///   - emit: Takes the documents; called from several threads.
  static func build(
    _ format: Format, count: Int, by bytes: [UInt8], keepsRoot: Bool = false, workers: Int,
    emit: @escaping @Sendable (SitePath, [UInt8]?) throws -> Void,
    group: @Sendable (UInt8) -> [Entry]
  ) throws {
    guard count > limit, bytes.count > 1 else {
      return try Trie(format: format, emit: emit)
        .build(bytes.flatMap(group), keepsRoot: keepsRoot)
    }
    let parts = try concurrently(bytes.count, workers: workers) { number in
      let byte = bytes[number]
      return try Trie(format: format, emit: emit)
        .build(group(byte), prefix: "".appending(byte: byte), depth: 1).part
    }
    _ = try Trie(format: format, emit: emit)
      .finish(Node(prefix: "", entries: [], parts: parts))
  }

  /// A node that was written, as its parent knows it.
  private struct Made {
    let part: TriePart
    let isLeaf: Bool
  }

  // Entries are parted before they are sorted: a leaf's few are quickly in order, all of a trie are not.
  private func build(_ entries: [Entry], prefix: String, depth: Int) throws -> Made {
    guard Self.splits(entries) else {
      let ordered = entries.sorted(by: Entry.precedes)
      return try finish(Node(prefix: prefix, entries: ordered, parts: []))
    }
    var node = Node(prefix: prefix, entries: [], parts: [])
    let (own, groups) = Self.grouped(entries, depth: depth)
    node.entries = own
    for (byte, group) in groups {
      let child = try build(group, prefix: prefix.appending(byte: byte), depth: depth + 1)
      node.parts.append(child.part)
    }
    return try finish(node)
  }

  private static func splits(_ entries: [Entry]) -> Bool {
    guard entries.count > limit, let first = entries.first else { return false }
    return !entries.allSatisfy { $0.hasSameKey(as: first) }
  }

  /// The entries whose key ends here, and the others by the next byte of theirs.
  private static func grouped(
    _ entries: [Entry], depth: Int
  ) -> (own: [Entry], groups: [(UInt8, [Entry])]) {
    var own: [Entry] = []
    var groups = Array(repeating: [Entry](), count: 256)
    for entry in entries {
      if let byte = entry.keyByte(at: depth) {
        groups[Int(byte)].append(entry)
      } else {
        own.append(entry)
      }
    }
    own.sort(by: Entry.precedes)
    return (own, groups.indices.filter { !groups[$0].isEmpty }.map { (UInt8($0), groups[$0]) })
  }

  private func finish(_ node: Node) throws -> Made {
    let bytes = format.write(node)
    try emit(format.path(node.prefix), bytes)
    for document in format.companions(node) { try emit(document.path, document.bytes) }
    return made(node, sha256: format.vouchesForParts ? SHA256.digest(of: bytes) : nil)
  }

  private func made(_ node: Node, sha256: SHA256Digest?) -> Made {
    Made(
      part: TriePart(
        prefix: node.prefix, count: node.count, weight: format.weight(of: node), sha256: sha256),
      isLeaf: node.parts.isEmpty)
  }

  // MARK: From an earlier tree

  /// Changes the tree that `read` gives: entries go by id, entries come.
  ///
  /// - Parameters:
  ///   - keepsRoot: Whether a root stays, or comes, where there is no entry.
  ///   - read: The bytes of a document of the earlier tree; nil where there is none.
  func patch(
    removing removed: [Entry], adding added: [Entry], keepsRoot: Bool = false,
    read: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    let source = Source(format, read: read)
    let isNew = try read(format.path("")) == nil
    if removed.isEmpty, added.isEmpty, isNew == !keepsRoot { return }
    let made = try patch(
      try source.root(), as: nil, isNew: isNew, depth: 0, removed, added, source)
    if made == nil, keepsRoot { try build([], keepsRoot: true) }
  }

  /// All entries of a tree, if they are at most so many; else nil.
  func entries(
    atMost limit: Int, read: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> [Entry]? {
    let source = Source(format, read: read)
    let root = try source.root()
    return root.count <= limit ? try source.entries(below: root) : nil
  }

  /// Brings one node forward; nil where nothing is left of it.
  private func patch(
    _ old: Node, as part: TriePart?, isNew: Bool = false, depth: Int, _ removed: [Entry],
    _ added: [Entry], _ source: Source
  ) throws -> Made? {
    if old.parts.isEmpty {
      let entries = Self.changed(old.entries, removed, added)
      if !isNew, entries.isEmpty || Self.splits(entries) { try remove(old.prefix, for: entries) }
      guard !entries.isEmpty else { return nil }
      return try build(entries, prefix: old.prefix, depth: depth)
    }

    let (ownRemoved, groupsRemoved) = Self.grouped(removed, depth: depth)
    let (ownAdded, groupsAdded) = Self.grouped(added, depth: depth)
    var node = Node(
      prefix: old.prefix, entries: Self.changed(old.entries, ownRemoved, ownAdded), parts: [])
    let goings = Dictionary(uniqueKeysWithValues: groupsRemoved)
    let comings = Dictionary(uniqueKeysWithValues: groupsAdded)
    var children: [UInt8: TriePart] = [:]
    for part in old.parts { children[part.prefix.utf8.last ?? 0] = part }
    var made: [String: Made] = [:]
    for byte in Set(goings.keys).union(comings.keys).sorted() {
      let going = goings[byte] ?? []
      let coming = comings[byte] ?? []
      let child: Made?
      if let part = children[byte] {
        child = try patch(
          source.node(part.prefix), as: part, depth: depth + 1, going, coming, source)
      } else if !coming.isEmpty {
        child = try build(coming, prefix: old.prefix.appending(byte: byte), depth: depth + 1)
      } else {
        continue
      }
      children[byte] = child?.part
      if let child { made[child.part.prefix] = child }
    }
    node.parts = children.sorted { $0.key < $1.key }.map(\.value)
    guard node.count > 0 else {
      try remove(old.prefix, for: [])
      return nil
    }
    guard try needsParts(node, made, source) else {
      return try finish(try merged(node, old, removed, added, source))
    }
    // What did not change is not written, and its parent knows it as before, digest and all.
    if ownRemoved.isEmpty, ownAdded.isEmpty, node.parts == old.parts {
      return part.map { Made(part: $0, isLeaf: false) } ?? self.made(node, sha256: nil)
    }
    return try finish(node)
  }

  /// Whether a node still holds more than one document should.
  private func needsParts(_ node: Node, _ made: [String: Made], _ source: Source) throws -> Bool {
    guard node.count > Self.limit else { return false }
    guard node.entries.isEmpty, node.parts.count == 1 else { return true }
    // One child with all the entries: a leaf can only be so large where they all have one key.
    let child = node.parts[0].prefix
    return try !(made[child]?.isLeaf ?? source.node(child).parts.isEmpty)
  }

  /// The leaf that a node becomes whose entries no longer need parts; its children's documents go.
  private func merged(
    _ node: Node, _ old: Node, _ removed: [Entry], _ added: [Entry], _ source: Source
  ) throws -> Node {
    let entries = Self.changed(try source.entries(below: old), removed, added)
    for part in old.parts { try removeTree(part.prefix, source) }
    // A child that came with this very change was written a moment ago.
    for part in node.parts where !old.parts.contains(where: { $0.prefix == part.prefix }) {
      try remove(part.prefix, for: [])
    }
    return Node(prefix: node.prefix, entries: entries, parts: [])
  }

  private func removeTree(_ prefix: String, _ source: Source) throws {
    for part in try source.node(prefix).parts { try removeTree(part.prefix, source) }
    try remove(prefix, for: [])
  }

  /// Takes away a node's documents. Of a node that goes on as another, what is written again comes later.
  private func remove(_ prefix: String, for entries: [Entry]) throws {
    if entries.isEmpty { try emit(format.path(prefix), nil) }
    for path in format.companionPaths(prefix) { try emit(path, nil) }
  }

  private static func changed(_ entries: [Entry], _ removed: [Entry], _ added: [Entry]) -> [Entry] {
    let gone = Set(removed.map(\.id)).union(added.map(\.id))
    return (entries.filter { !gone.contains($0.id) } + added).sorted(by: Entry.precedes)
  }
}

extension String {
  fileprivate func appending(byte: UInt8) -> String { self + String(UnicodeScalar(byte)) }
}
