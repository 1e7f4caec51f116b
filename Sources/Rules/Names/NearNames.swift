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
  private let hashes: GapHash

  init(texts: [[UInt8]]) {
    self.texts = texts
    hashes = GapHash(longest: texts.map(\.count).max() ?? 0)
  }

  /// Each pair as indices of `texts`, the smaller first, in order.
  func pairs() -> [(Int, Int)] {
    (substitutions() + insertions()).sorted { $0 < $1 }
  }

  private func substitutions() -> [(Int, Int)] {
    var files = Files()
    for (text, bytes) in texts.enumerated() {
      hashes.forEachGap(of: bytes) { gap, hash in
        files.add(text, gap: gap, hash: hash &+ UInt64(gap) << 56)
      }
    }
    var pairs: [(Int, Int)] = []
    files.forEachShared { file in
      for later in file.indices {
        for earlier in file.startIndex..<later
        where differInOneByte(file[earlier], file[later]) {
          pairs.append((file[earlier].text, file[later].text))
        }
      }
    }
    return pairs
  }

  private func differInOneByte(_ one: Files.Entry, _ other: Files.Entry) -> Bool {
    let (left, right) = (texts[one.text], texts[other.text])
    let gap = one.gap
    return other.gap == gap && left.count == right.count
      && !(left[gap].isDigit && right[gap].isDigit)
      && left[..<gap] == right[..<gap] && left[(gap + 1)...] == right[(gap + 1)...]
  }

  private func insertions() -> [(Int, Int)] {
    var files = Files()
    for (text, bytes) in texts.enumerated() {
      files.add(text, gap: -1, hash: hashes.hash(of: bytes))
      hashes.forEachGap(of: bytes) { gap, hash in
        // Of a run of one byte it does not matter which goes.
        guard !bytes[gap].isDigit, gap == 0 || bytes[gap] != bytes[gap - 1] else { return }
        files.add(text, gap: gap, hash: hash)
      }
    }
    var pairs: [(Int, Int)] = []
    files.forEachShared { file in
      for whole in file where whole.gap < 0 {
        for other in file where other.gap >= 0 && isWithoutGap(other, whole) {
          pairs.append((min(whole.text, other.text), max(whole.text, other.text)))
        }
      }
    }
    return pairs
  }

  private func isWithoutGap(_ longer: Files.Entry, _ whole: Files.Entry) -> Bool {
    let (long, short) = (texts[longer.text], texts[whole.text])
    let gap = longer.gap
    return long.count == short.count + 1 && long[..<gap] == short[..<gap]
      && long[(gap + 1)...] == short[gap...]
  }
}

/// Texts under hashes of what is left of them.
private struct Files {
  /// A text, and where the byte is left out; less than 0 for the whole text.
  struct Entry {
    let text: Int
    let gap: Int
  }

  private var entries: [Entry] = []
  /// For each entry one word: the upper half of its hash above its index, so that comparing words
  /// compares hashes, and entries of one hash stay in order.
  private var words: [UInt64] = []

  mutating func add(_ text: Int, gap: Int, hash: UInt64) {
    words.append((hash >> 32) << 32 | UInt64(UInt32(truncatingIfNeeded: entries.count)))
    entries.append(Entry(text: text, gap: gap))
  }

  /// Calls `body` with the entries of each hash that has several, in order of the texts.
  mutating func forEachShared(_ body: ([Entry]) -> Void) {
    words.sort()
    var start = 0
    while start < words.count {
      var end = start + 1
      while end < words.count, (words[start] ^ words[end]) >> 32 == 0 { end += 1 }
      if end - start > 1 {
        body(words[start..<end].map { entries[Int(UInt32(truncatingIfNeeded: $0))] })
      }
      start = end
    }
  }
}
