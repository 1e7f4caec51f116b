internal import IndexModel

/// The files of a site on their way into its snapshot, grouped by the first digit of their keys and packed: a large site
/// has millions of them, and they are all that a build from nothing has to keep.
struct SnapshotFiles: Sendable {
  private var groups: [UInt8: Group] = [:]

  /// Entries one after the other, in pieces that never grow, for what grows is at times there twice.
  fileprivate struct Group: Sendable {
    var count = 0
    var pieces: [[UInt8]] = []
    /// The entry before the next one in its piece: the files of a package come one after the other, and their paths
    /// begin alike.
    var last = Place()

    static let pieceSize = 1 << 16
  }

  /// Where a file stands.
  fileprivate struct Place: Sendable {
    var path: [UInt8] = []
    var head: UInt64 = 0
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

  /// Takes some entries, and of others those whose paths they do not have.
  mutating func append(_ entries: [SnapshotEntry], insteadOf others: consuming SnapshotFiles) {
    append(contentsOf: entries)
    guard !entries.isEmpty else { return merge(others) }
    let paths = Set(entries.map(\.path))
    for digit in others.digits {
      append(contentsOf: others.take(digit).filter { !paths.contains($0.path) })
    }
  }

  func entries(of digit: UInt8) -> [SnapshotEntry] { groups[digit]?.entries ?? [] }

  /// The entries of a digit, which are no longer here afterwards.
  mutating func take(_ digit: UInt8) -> [SnapshotEntry] {
    groups.removeValue(forKey: digit)?.entries ?? []
  }
}

// MARK: - Packing

// An entry: how many bytes its path shares with the one before it, twice, and one more if its key begins otherwise; how
// many bytes follow of the path, and these; the beginning of the key, if it is another; the size; the digest.

extension SnapshotFiles.Group {
  fileprivate mutating func append(_ entry: SnapshotEntry) {
    count += 1
    let path = Array(entry.path.text.utf8)
    let most = path.count + 8 + 32 + 3 * 10
    if pieces.isEmpty || pieces[pieces.count - 1].count + most > Self.pieceSize {
      pieces.append([])
      pieces[pieces.count - 1].reserveCapacity(max(Self.pieceSize, most))
      last = SnapshotFiles.Place()
    }
    let shared = sharedCount(last.path, path)
    let hasOtherHead = entry.head != last.head
    append(number: 2 * shared + (hasOtherHead ? 1 : 0))
    append(number: path.count - shared)
    pieces[pieces.count - 1].append(contentsOf: path[shared...])
    if hasOtherHead { append(word: entry.head) }
    append(number: entry.size)
    let digest = entry.sha256.words
    for place in digest.indices { append(word: digest[place]) }
    last = SnapshotFiles.Place(path: path, head: entry.head)
  }

  fileprivate mutating func append(_ other: SnapshotFiles.Group) {
    count += other.count
    pieces += other.pieces
    last = other.last
  }

  private mutating func append(word: UInt64) {
    for byte in 0..<8 {
      pieces[pieces.count - 1].append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte)))
    }
  }

  /// Seven bits a byte, the lowest first; the highest bit says that more follow.
  private mutating func append(number: Int) {
    var rest = UInt64(number)
    while rest > 0x7F {
      pieces[pieces.count - 1].append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    pieces[pieces.count - 1].append(UInt8(rest))
  }

  fileprivate var entries: [SnapshotEntry] {
    var entries: [SnapshotEntry] = []
    entries.reserveCapacity(count)
    for piece in pieces {
      var reader = PieceReader(piece)
      while let entry = reader.next() { entries.append(entry) }
    }
    return entries
  }
}

/// How many bytes two paths have in common at their beginnings.
private func sharedCount(_ left: [UInt8], _ right: [UInt8]) -> Int {
  let limit = min(left.count, right.count)
  var count = 0
  while count < limit, left[count] == right[count] { count += 1 }
  return count
}

/// Reads entries back.
private struct PieceReader {
  private let piece: [UInt8]
  private var at = 0
  private var last = SnapshotFiles.Place()

  init(_ piece: [UInt8]) { self.piece = piece }

  mutating func next() -> SnapshotEntry? {
    guard at < piece.count else { return nil }
    let shared = number()
    let end = number() + at
    last.path.removeSubrange((shared / 2)...)
    last.path += piece[at..<end]
    at = end
    if shared % 2 == 1 { last.head = word() }
    let size = number()
    return SnapshotEntry(
      path: SitePath(layout: String(decoding: last.path, as: UTF8.self)),
      sha256: SHA256Digest(words: [word(), word(), word(), word()]), size: size, head: last.head)
  }

  private mutating func word() -> UInt64 {
    defer { at += 8 }
    return (0..<8).reduce(0) { $0 | UInt64(piece[at + $1]) << UInt64(8 * $1) }
  }

  private mutating func number() -> Int {
    var (value, shift) = (UInt64(0), UInt64(0))
    while piece[at] > 0x7F {
      value |= UInt64(piece[at] & 0x7F) << shift
      shift += 7
      at += 1
    }
    defer { at += 1 }
    return Int(value | UInt64(piece[at]) << shift)
  }
}
