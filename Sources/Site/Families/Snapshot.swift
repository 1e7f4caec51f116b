internal import Cryptography
internal import IndexModel
internal import JSONText

/// A file of the site as the snapshot lists it.
struct SnapshotEntry: TrieEntry {
  let path: SitePath
  let sha256: SHA256Digest
  let size: Int
  /// The digest of what the file belongs to, so that the files of a package stand together.
  private let key: SHA256Digest

  var id: SitePath { path }

  init(path: SitePath, sha256: SHA256Digest, size: Int) {
    var keys = SubjectKeys()
    self.init(path: path, sha256: sha256, size: size, keys: &keys)
  }

  init(_ document: SiteDocument) {
    var keys = SubjectKeys()
    self.init(document, keys: &keys)
  }

  init(_ document: SiteDocument, keys: inout SubjectKeys) {
    self.init(
      path: document.path, sha256: SHA256.digest(of: document.bytes), size: document.bytes.count,
      keys: &keys)
  }

  private init(path: SitePath, sha256: SHA256Digest, size: Int, keys: inout SubjectKeys) {
    self.path = path
    self.sha256 = sha256
    self.size = size
    self.key = keys.key(of: path)
  }

  func keyByte(at depth: Int) -> UInt8? { key.hexDigit(at: depth) }
  func hasSameKey(as other: SnapshotEntry) -> Bool { key == other.key }
  static func precedes(_ left: SnapshotEntry, _ right: SnapshotEntry) -> Bool {
    left.path < right.path
  }
}

/// The keys of files. The files of a package come one after the other, so the last key is often the next.
struct SubjectKeys: Sendable {
  private var last: (subject: Substring, key: SHA256Digest)?

  mutating func key(of path: SitePath) -> SHA256Digest {
    let subject = SiteLayout.snapshotSubject(of: path)
    if let last, last.subject == subject { return last.key }
    let key = SHA256.digest(of: subject.utf8)
    last = (subject, key)
    return key
  }
}

/// The snapshot: SHA-256 and size of every file of the site but the snapshot's own.
struct SnapshotFormat: TrieFormat {
  var vouchesForParts: Bool { true }

  func path(_ prefix: String) -> SitePath { SiteLayout.snapshotTrie.path(prefix) }

  func write(_ node: TrieNode<SnapshotEntry>) -> [UInt8] {
    let path = path(node.prefix)
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(kind: "Snapshot") { writer in
        if !node.prefix.isEmpty { writer.member("prefix", node.prefix) }
      }
      writer.member("count", node.count)
      writer.key("items")
      writer.array { writer in
        for entry in node.entries {
          writer.object { writer in
            writer.member("path", entry.path.text)
            writer.member("sha256", entry.sha256.hex)
            writer.member("size", entry.size)
          }
        }
      }
      writer.parts(node, of: self, at: path)
    }
    return writer.finish()
  }

  func read(_ bytes: [UInt8], prefix: String) throws(TrieError) -> TrieNode<SnapshotEntry> {
    let path = path(prefix)
    let document = try PublishedDocument(bytes, at: path)
    var entries: [SnapshotEntry] = []
    for item in try document.elements("items") {
      guard let file = SitePath(try document.string("path", of: item)) else {
        throw .malformed(path)
      }
      entries.append(
        SnapshotEntry(
          path: file, sha256: try document.digest("sha256", of: item),
          size: try document.integer("size", of: item)))
    }
    return TrieNode(prefix: prefix, entries: entries, parts: try document.parts())
  }
}

extension SHA256Digest {
  /// One of the 64 digits of the digest in lower-case hexadecimal; nil past the last.
  func hexDigit(at index: Int) -> UInt8? {
    guard index < 64 else { return nil }
    let nibble = UInt8(self.nibble(at: index))
    return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}
