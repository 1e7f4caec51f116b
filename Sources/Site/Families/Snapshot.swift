internal import Cryptography
package import IndexModel
package import JSONText

/// A file of the site as the snapshot lists it.
package struct SnapshotEntry: TrieEntry {
  package let path: SitePath
  package let sha256: SHA256Digest
  package let size: Int
  /// The first 16 digits of the key: the digest of what the file belongs to, so that the files of a package stand
  /// together. A site has millions of these values, and hardly ever needs the other digits.
  let head: UInt64

  package var id: SitePath { path }

  package init(path: SitePath, sha256: SHA256Digest, size: Int) {
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

  init(path: SitePath, sha256: SHA256Digest, size: Int, head: UInt64) {
    self.path = path
    self.sha256 = sha256
    self.size = size
    self.head = head
  }

  private init(path: SitePath, sha256: SHA256Digest, size: Int, keys: inout SubjectKeys) {
    self.path = path
    self.sha256 = sha256
    self.size = size
    self.head = keys.key(of: path).words[0]
  }

  private var subject: Substring { SiteLayout.snapshotSubject(of: path) }

  package func keyByte(at depth: Int) -> UInt8? {
    guard depth < 16 else { return SHA256.digest(of: subject.utf8).hexDigit(at: depth) }
    return hexDigit(UInt8(truncatingIfNeeded: head >> UInt64(60 - 4 * depth)) & 0xF)
  }

  package func hasSameKey(as other: SnapshotEntry) -> Bool {
    head == other.head && subject == other.subject
  }

  package static func precedes(_ left: SnapshotEntry, _ right: SnapshotEntry) -> Bool {
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
package struct SnapshotFormat: TrieFormat {
  package init() {}

  package var vouchesForParts: Bool { true }

  package var weightKey: String? { "bytes" }
  package func weight(of entry: SnapshotEntry) -> Int { entry.size }

  package func path(_ prefix: String) -> SitePath { SiteLayout.snapshotTrie.path(prefix) }

  package var kind: String { "Snapshot" }

  package func write(_ entry: SnapshotEntry, at path: SitePath, into writer: inout JSONWriter) {
    writer.member("path", entry.path.text)
    writer.member("sha256", entry.sha256.hex)
    writer.member("size", entry.size)
  }

  package func read(
    _ bytes: [UInt8], prefix: String
  ) throws(TrieError) -> TrieNode<SnapshotEntry> {
    let document = try PublishedDocument(bytes, at: path(prefix), kind: "Snapshot", prefix: prefix)
    var entries: [SnapshotEntry] = []
    for item in try document.elements("items") {
      entries.append(
        SnapshotEntry(
          path: try document.path("path", of: item),
          sha256: try document.digest("sha256", of: item),
          size: try document.count("size", of: item)))
    }
    return try document.node(of: self, prefix: prefix, entries: entries)
  }
}

extension SHA256Digest {
  /// One of the 64 digits of the digest in lower-case hexadecimal; nil past the last.
  func hexDigit(at index: Int) -> UInt8? {
    guard index < 64 else { return nil }
    return Site.hexDigit(UInt8(self.nibble(at: index)))
  }
}

/// The lower-case hexadecimal digit of four bits.
private func hexDigit(_ nibble: UInt8) -> UInt8 {
  nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}
