internal import IndexModel

/// The files of a site on their way into its snapshot, grouped by the first digit of their keys and packed: a large site
/// has millions of them, and they are all that a build from nothing has to keep.
struct SnapshotFiles: Sendable {
  private var groups: [UInt8: Group] = [:]

  /// Entries one after the other: words of 8 bytes, the length of the path, the path.
  fileprivate struct Group: Sendable {
    var count = 0
    var bytes: [UInt8] = []
  }

  var count: Int { groups.values.reduce(0) { $0 + $1.count } }

  /// The first digits that there are, in order.
  var digits: [UInt8] { groups.keys.sorted() }

  mutating func append(_ entry: SnapshotEntry) {
    groups[entry.keyByte(at: 0) ?? 0, default: Group()].append(entry)
  }

  mutating func append(contentsOf entries: [SnapshotEntry]) {
    for entry in entries { append(entry) }
  }

  mutating func merge(_ other: consuming SnapshotFiles) {
    for digit in other.digits {
      guard let group = other.groups.removeValue(forKey: digit) else { continue }
      groups[digit, default: Group()].append(group)
    }
  }

  /// The entries of a digit, which are no longer here afterwards.
  mutating func take(_ digit: UInt8) -> [SnapshotEntry] {
    groups.removeValue(forKey: digit)?.entries ?? []
  }
}

extension SnapshotFiles.Group {
  fileprivate mutating func append(_ entry: SnapshotEntry) {
    count += 1
    let words = entry.sha256.words
    for word in [entry.head, words[0], words[1], words[2], words[3], UInt64(entry.size)] {
      append(word)
    }
    let path = entry.path.text.utf8
    append(UInt64(path.count))
    bytes.append(contentsOf: path)
  }

  fileprivate mutating func append(_ other: SnapshotFiles.Group) {
    count += other.count
    bytes += other.bytes
  }

  private mutating func append(_ word: UInt64) {
    for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
  }

  fileprivate var entries: [SnapshotEntry] {
    var entries: [SnapshotEntry] = []
    entries.reserveCapacity(count)
    var at = 0
    func word() -> UInt64 {
      defer { at += 8 }
      return (0..<8).reduce(0) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
    }
    for _ in 0..<count {
      let head = word()
      let sha256 = SHA256Digest(words: [word(), word(), word(), word()])
      let size = Int(word())
      let length = Int(word())
      let path = SitePath(layout: String(decoding: bytes[at..<at + length], as: UTF8.self))
      at += length
      entries.append(SnapshotEntry(path: path, sha256: sha256, size: size, head: head))
    }
    return entries
  }
}
