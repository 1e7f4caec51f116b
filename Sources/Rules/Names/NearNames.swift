internal import IndexModel

/// Pairs of texts that one edit turns into each other, in time that grows with the texts and not
/// with their pairs.
///
/// Texts of one length that differ in one byte are equal without the byte at that place; of two
/// texts that differ by one byte more, the longer without it is the shorter. So texts are filed
/// under what is left of them when a byte goes, and only those in one file are compared. As the
/// place of the byte is part of the first kind of key, such a file holds at most one text for each
/// value of the byte; one of the second kind holds at most one text that is whole.
///
/// An edit of digits alone does not count: `part1` and `part2` are a series, and meant to be alike.
///
/// Keys are hashes. They bring candidates together; the texts decide, and the answer does not
/// depend on a seed.
struct NearNames {
  /// All different.
  let texts: [[UInt8]]

  /// Each pair as indices of `texts`, the smaller first, in order.
  func pairs() -> [(Int, Int)] {
    (substitutions() + insertions()).sorted { $0 < $1 }
  }

  private func substitutions() -> [(Int, Int)] {
    var entries: [Entry] = []
    for (text, bytes) in texts.enumerated() {
      for gap in bytes.indices {
        entries.append(Entry(key: Self.key(bytes, without: gap, place: gap), text: text, gap: gap))
      }
    }
    var pairs: [(Int, Int)] = []
    Self.forEachFile(of: &entries) { file in
      for later in file.indices {
        for earlier in file.startIndex..<later
        where differInOneByte(file[earlier], file[later]) {
          pairs.append((file[earlier].text, file[later].text))
        }
      }
    }
    return pairs
  }

  private func differInOneByte(_ one: Entry, _ other: Entry) -> Bool {
    let (left, right) = (texts[one.text], texts[other.text])
    let gap = one.gap
    return other.gap == gap && left.count == right.count
      && !(left[gap].isDigit && right[gap].isDigit)
      && left[..<gap] == right[..<gap] && left[(gap + 1)...] == right[(gap + 1)...]
  }

  private func insertions() -> [(Int, Int)] {
    var entries: [Entry] = []
    for (text, bytes) in texts.enumerated() {
      entries.append(Entry(key: Self.key(bytes, without: nil, place: nil), text: text, gap: -1))
      // Of a run of one byte it does not matter which goes.
      for gap in bytes.indices
      where !bytes[gap].isDigit && (gap == 0 || bytes[gap] != bytes[gap - 1]) {
        entries.append(Entry(key: Self.key(bytes, without: gap, place: nil), text: text, gap: gap))
      }
    }
    var pairs: [(Int, Int)] = []
    Self.forEachFile(of: &entries) { file in
      for whole in file where whole.gap < 0 {
        for other in file where other.gap >= 0 && isWithoutGap(other, whole) {
          pairs.append((min(whole.text, other.text), max(whole.text, other.text)))
        }
      }
    }
    return pairs
  }

  private func isWithoutGap(_ longer: Entry, _ whole: Entry) -> Bool {
    let (long, short) = (texts[longer.text], texts[whole.text])
    let gap = longer.gap
    return long.count == short.count + 1 && long[..<gap] == short[..<gap]
      && long[(gap + 1)...] == short[gap...]
  }
}

// MARK: - Files

extension NearNames {
  /// A text under one of its keys. Small: there are as many as all texts have bytes.
  private struct Entry {
    let key: Int
    private let place: (text: Int32, gap: Int32)

    /// The text's index, and where the byte is left out; less than 0 for the whole text.
    init(key: Int, text: Int, gap: Int) {
      self.key = key
      place = (Int32(truncatingIfNeeded: text), Int32(truncatingIfNeeded: gap))
    }

    var text: Int { Int(place.text) }
    var gap: Int { Int(place.gap) }
  }

  /// Calls `body` with each run of entries of one key, in order of the texts.
  private static func forEachFile(of entries: inout [Entry], _ body: (ArraySlice<Entry>) -> Void) {
    entries.sort { ($0.key, $0.text) < ($1.key, $1.text) }
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 { body(entries[start..<end]) }
      start = end
    }
  }

  private static func key(_ bytes: [UInt8], without gap: Int?, place: Int?) -> Int {
    var hasher = Hasher()
    hasher.combine(place)
    for at in bytes.indices where at != gap { hasher.combine(bytes[at]) }
    return hasher.finalize()
  }
}
