/// The keys of the objects that are open, to tell which occur twice.
///
/// Each key is one word: its hash above its node, so that comparing words compares hashes. Only keys
/// with equal hashes are ever compared by bytes, and those are sorted first: an author of many keys
/// with one hash gains nothing.
struct KeyLedger {
  private var keys: [UInt64] = []

  /// Objects with more keys than this are sorted instead of compared pair by pair.
  private static let pairwiseLimit = 16

  var count: Int { keys.count }

  /// Adds the key of a member, given the range between its quotes.
  @inline(__always)
  mutating func add(node: Int, _ text: Span<UInt8>, body: Range<Int>, isEscaped: Bool) {
    let hash = isEscaped ? hashOfUnescaped(text, body) : text.hash(body)
    keys.append(UInt64(hash) << 32 | UInt64(UInt32(truncatingIfNeeded: node)))
  }

  /// Forgets the keys of the innermost object, from `first` on; returns the nodes of those that occur
  /// again, each with the node of its first occurrence.
  @inline(__always)
  mutating func removeDuplicates(
    from first: Int, _ text: Span<UInt8>, _ tape: [JSONDocument.Entry]
  ) -> [(first: Int, again: Int)] {
    defer { keys.removeSubrange(first...) }
    if keys.count - first <= Self.pairwiseLimit {
      return hasEqualHashes(from: first) ? duplicates(in: first..<keys.count, text, tape) : []
    }
    return duplicatesOfMany(from: first, text, tape)
  }

  private func hasEqualHashes(from first: Int) -> Bool {
    for one in first..<keys.count {
      for other in one + 1..<keys.count where (keys[one] ^ keys[other]) >> 32 == 0 { return true }
    }
    return false
  }

  private mutating func duplicatesOfMany(
    from first: Int, _ text: Span<UInt8>, _ tape: [JSONDocument.Entry]
  ) -> [(first: Int, again: Int)] {
    keys[first...].sort()
    var found: [(first: Int, again: Int)] = []
    var start = first
    for end in first + 1...keys.count {
      if end < keys.count, (keys[start] ^ keys[end]) >> 32 == 0 { continue }
      if end - start > 1 { found += duplicates(in: start..<end, text, tape) }
      start = end
    }
    return found
  }

  /// Compares keys by bytes.
  private func duplicates(
    in range: Range<Int>, _ text: Span<UInt8>, _ tape: [JSONDocument.Entry]
  ) -> [(first: Int, again: Int)] {
    var candidates: [(bytes: [UInt8], node: Int)] = []
    for key in keys[range] {
      let node = Int(UInt32(truncatingIfNeeded: key))
      candidates.append((text.unescaped(tape[node].body), node))
    }
    candidates.sort { left, right in
      left.bytes == right.bytes
        ? left.node < right.node : left.bytes.lexicographicallyPrecedes(right.bytes)
    }
    var found: [(first: Int, again: Int)] = []
    var first = candidates[0]
    for candidate in candidates.dropFirst() {
      if candidate.bytes == first.bytes {
        found.append((first.node, candidate.node))
      } else {
        first = candidate
      }
    }
    return found
  }
}

@inline(never)
private func hashOfUnescaped(_ text: Span<UInt8>, _ body: Range<Int>) -> UInt32 {
  let key = text.unescaped(body)
  return key.span.hash(0..<key.count)
}

extension Span<UInt8> {
  /// A hash of the bytes of a range: fast, and not to be trusted against an adversary.
  @inline(__always)
  fileprivate func hash(_ range: Range<Int>) -> UInt32 {
    var hash = UInt64(truncatingIfNeeded: range.count)
    var at = range.lowerBound
    while at <= range.upperBound - 8 {
      hash = mix(hash, word(at: at))
      at += 8
    }
    if at < range.upperBound { hash = mix(hash, lastWord(at..<range.upperBound)) }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  /// Fewer than eight bytes as a word.
  @inline(__always)
  private func lastWord(_ range: Range<Int>) -> UInt64 {
    if range.lowerBound <= count - 8 {
      return word(at: range.lowerBound) & ((1 << UInt64(8 * range.count)) - 1)
    }
    var word: UInt64 = 0
    for at in range.reversed() { word = word << 8 | UInt64(self[at]) }
    return word
  }
}

@inline(__always)
private func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
  return product.high ^ product.low
}
