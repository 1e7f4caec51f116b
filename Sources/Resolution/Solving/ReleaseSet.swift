/// What may become of one alias: a set of its releases, and whether it may be left out of the
/// solution altogether.
///
/// The pre-release rule leaves gaps in ranges, so that a set is no interval; it is one bit for each
/// release. Bit 0 stands for absence, which makes "not libfoo ^1" a set like any other: absence and
/// whatever is not in `^1`. Sets of one alias have equally many words, of which the first needs no
/// memory of its own: few packages have more than 63 releases.
struct ReleaseSet: Hashable, Sendable {
  private var first: UInt64
  private var rest: [UInt64]

  private init(first: UInt64, rest: [UInt64]) {
    self.first = first
    self.rest = rest
  }

  /// No release, and not absence either: what cannot be.
  static func nothing(of count: Int) -> ReleaseSet {
    ReleaseSet(first: 0, rest: Array(repeating: 0, count: count / 64))
  }

  /// Each of so many releases, or none of them.
  static func anything(of count: Int) -> ReleaseSet {
    var set = nothing(of: count)
    for bit in 0...count { set.insert(bit: bit) }
    return set
  }

  /// None of so many releases.
  static func absence(of count: Int) -> ReleaseSet {
    var set = nothing(of: count)
    set.insert(bit: 0)
    return set
  }

  private mutating func insert(bit: Int) {
    if bit < 64 { first |= 1 << UInt64(bit) } else { rest[bit / 64 - 1] |= 1 << UInt64(bit % 64) }
  }

  mutating func insert(_ release: Int) { insert(bit: release + 1) }

  func contains(_ release: Int) -> Bool {
    let bit = release + 1
    return (bit < 64 ? first : rest[bit / 64 - 1]) >> UInt64(bit % 64) & 1 == 1
  }

  /// Whether the alias may be left out.
  var allowsAbsence: Bool { first & 1 == 1 }

  /// Whether nothing at all is in it, absence included.
  var isImpossible: Bool { first == 0 && rest.allSatisfy { $0 == 0 } }

  /// How many releases it has.
  var count: Int { rest.reduce((first & ~1).nonzeroBitCount) { $0 + $1.nonzeroBitCount } }
}

// MARK: - Sets and sets

extension ReleaseSet {
  func intersection(_ other: ReleaseSet) -> ReleaseSet { combined(other) { $0 & $1 } }

  func union(_ other: ReleaseSet) -> ReleaseSet { combined(other) { $0 | $1 } }

  func subtracting(_ other: ReleaseSet) -> ReleaseSet { combined(other) { $0 & ~$1 } }

  func isSubset(of other: ReleaseSet) -> Bool {
    guard first & ~other.first == 0 else { return false }
    for (mine, theirs) in zip(rest, other.rest) where mine & ~theirs != 0 { return false }
    return true
  }

  func isDisjoint(with other: ReleaseSet) -> Bool {
    guard first & other.first == 0 else { return false }
    for (mine, theirs) in zip(rest, other.rest) where mine & theirs != 0 { return false }
    return true
  }

  private func combined(
    _ other: ReleaseSet, _ operation: (UInt64, UInt64) -> UInt64
  ) -> ReleaseSet {
    guard !rest.isEmpty else {
      return ReleaseSet(first: operation(first, other.first), rest: [])
    }
    return ReleaseSet(
      first: operation(first, other.first), rest: zip(rest, other.rest).map(operation))
  }
}

// MARK: - Its releases

extension ReleaseSet {
  /// The lowest release.
  var lowest: Int? {
    if first > 1 { return (first & ~1).trailingZeroBitCount - 1 }
    guard let word = rest.firstIndex(where: { $0 != 0 }) else { return nil }
    return (word + 1) * 64 + rest[word].trailingZeroBitCount - 1
  }

  /// The highest release.
  var highest: Int? {
    if let word = rest.lastIndex(where: { $0 != 0 }) {
      return (word + 1) * 64 + 63 - rest[word].leadingZeroBitCount - 1
    }
    return first > 1 ? 63 - first.leadingZeroBitCount - 1 : nil
  }

  /// All releases, ascending.
  var releases: [Int] {
    var releases: [Int] = []
    for (at, word) in ([first & ~1] + rest).enumerated() {
      var word = word
      while word != 0 {
        releases.append(at * 64 + word.trailingZeroBitCount - 1)
        word &= word - 1
      }
    }
    return releases
  }
}
