internal import IndexModel

/// The files of a site on their way into its snapshot, grouped by the first digit of their keys and packed: a large site
/// has millions of them, and they are all that a build from nothing has to keep.
struct SnapshotFiles: Sendable {
  private var groups: [UInt8: Group] = [:]

  /// Entries one after the other: words of 8 bytes, the length of the path, the path. They stand in pieces that never
  /// grow, for what grows is at times there twice.
  fileprivate struct Group: Sendable {
    var count = 0
    var pieces: [[UInt8]] = []

    static let pieceSize = 1 << 16
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
    let path = entry.path.text.utf8
    let size = 7 * 8 + path.count
    if pieces.isEmpty || pieces[pieces.count - 1].count + size > Self.pieceSize {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(max(Self.pieceSize, size))
    }
    let words = entry.sha256.words
    for word in [entry.head, words[0], words[1], words[2], words[3], UInt64(entry.size)] {
      append(word)
    }
    append(UInt64(path.count))
    pieces[pieces.count - 1].append(contentsOf: path)
  }

  fileprivate mutating func append(_ other: SnapshotFiles.Group) {
    count += other.count
    pieces += other.pieces
  }

  private mutating func append(_ word: UInt64) {
    for byte in 0..<8 {
      pieces[pieces.count - 1].append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte)))
    }
  }

  fileprivate var entries: [SnapshotEntry] {
    var entries: [SnapshotEntry] = []
    entries.reserveCapacity(count)
    for piece in pieces {
      var at = 0
      while at < piece.count { entries.append(SnapshotEntry(piece, at: &at)) }
    }
    return entries
  }
}

extension SnapshotEntry {
  /// Reads an entry back from a piece, and goes on behind it.
  fileprivate init(_ piece: [UInt8], at place: inout Int) {
    var at = place
    func word() -> UInt64 {
      defer { at += 8 }
      return (0..<8).reduce(0) { $0 | UInt64(piece[at + $1]) << UInt64(8 * $1) }
    }
    let head = word()
    let sha256 = SHA256Digest(words: [word(), word(), word(), word()])
    let size = Int(word())
    let end = Int(word()) + at
    let path = SitePath(layout: String(decoding: piece[at..<end], as: UTF8.self))
    place = end
    self.init(path: path, sha256: sha256, size: size, head: head)
  }
}
