/// One pass over a range's bytes: alternatives, their comparators, and what those come to.
///
/// It accepts what the regular expressions of node-semver do, but for a `*` that is glued to a whole
/// version (`1.2.3*`), which they drop without a word.
struct VersionRangeGrammar {
  private let bytes: [UInt8]
  private let scheme: VersionScheme
  private var at = 0
  // Where the alternative that is read ends.
  private var end = 0

  private typealias Comparator = VersionRange.Comparator

  init(_ text: String, scheme: VersionScheme) {
    bytes = Array(text.utf8)
    self.scheme = scheme
  }

  mutating func parse() throws(VersionRange.Problem) -> [VersionRange.Comparator] {
    var found: [Comparator] = []
    var isAny = false
    var isNone = false
    while true {
      end = endOfAlternative
      var alternative = try alternative()
      if scheme == .semver, alternative.contains(where: \.admitsNothing) {
        isNone = true
      } else if alternative.isEmpty {
        // As in node-semver: what it is an alternative to, a pre-release perhaps, counts no more.
        isAny = true
      } else {
        alternative[0].opensAlternative = true
        found += alternative
      }
      guard end < bytes.count else { break }
      at = end + 2
    }
    if isAny { return [] }
    return found.isEmpty && isNone ? [.nothing] : found
  }

  /// Where the next `||` stands, or the end.
  private var endOfAlternative: Int {
    var next = at
    while next < bytes.count {
      if bytes[next] == Self.bar, next + 1 < bytes.count, bytes[next + 1] == Self.bar {
        return next
      }
      next += 1
    }
    return bytes.count
  }

  /// The comparators up to the next `||`: none if they admit any release.
  private mutating func alternative() throws(VersionRange.Problem) -> [VersionRange.Comparator] {
    if scheme == .semver, let hyphen = loneHyphen { return try hyphenRange(around: hyphen) }
    var found: [Comparator] = []
    skipBlanks()
    while at < end {
      switch scheme {
      case .semver: found += try simpleRange()
      case .relaxed: if let comparator = try relaxedComparator() { found.append(comparator) }
      }
      if at < end, !bytes[at].isBlank { throw .forbidden(bytes[at], at: at) }
      skipBlanks()
    }
    return found
  }
}

// MARK: - Semantic Versioning

extension VersionRangeGrammar {
  /// Where in this alternative a hyphen stands between blanks.
  private var loneHyphen: Int? {
    (at..<end).first { place in
      bytes[place] == Self.hyphen && (place == at || bytes[place - 1].isBlank)
        && (place + 1 == end || bytes[place + 1].isBlank)
    }
  }

  /// `1.2 - 3.4`, and nothing beside it.
  private mutating func hyphenRange(
    around hyphen: Int
  ) throws(VersionRange.Problem) -> [VersionRange.Comparator] {
    let prefix = skipPrefix(withBlanks: true)
    guard at < hyphen else { throw .misplacedHyphen(at: hyphen) }
    let from = try PartialVersion(bytes, &at, end)
    if from.isWhole { try checkPrefix(prefix) }
    skipBlanks()
    guard at == hyphen else { throw .misplacedHyphen(at: hyphen) }
    at += 1
    let second = skipPrefix(withBlanks: true)
    guard at < end else { throw .misplacedHyphen(at: hyphen) }
    let to = try PartialVersion(bytes, &at, end)
    // node-semver spells an upper end anew if it is a pre-release, so that any prefix will do.
    if to.isWhole, !to.isPrerelease { try checkPrefix(second) }
    skipBlanks()
    guard at == end else { throw .misplacedHyphen(at: hyphen) }
    return from.comparators(.atLeast, isBare: prefix.isEmpty) + to.comparators(.atMost)
  }

  /// A comparator, a partial version, a tilde or a caret.
  private mutating func simpleRange() throws(VersionRange.Problem) -> [VersionRange.Comparator] {
    let sigil = bytes[at] == Self.tilde || bytes[at] == Self.caret ? bytes[at] : nil
    if sigil != nil {
      at += 1
      skipBlanks()
    }
    let place = at
    var sign = readOperator()
    skipBlanks()
    // `> =1` is `>=1`, but nothing may stand between the sign and a version then.
    if at < end, bytes[at] == Self.equals, let wider = sign?.orEqual, sign != wider {
      sign = wider
      at += 1
    }
    let prefix = skipPrefix(withBlanks: false)
    let version = try PartialVersion(bytes, &at, end)
    switch sigil {
    case Self.caret:
      guard sign == nil || sign == .exactly else { throw .forbidden(bytes[place], at: place) }
      return version.caret
    case Self.tilde:
      guard sign != .less, sign != .atMost else { throw .forbidden(bytes[place], at: place) }
      return version.tilde
    default:
      if version.isWhole { try checkPrefix(prefix) }
      return version.comparators(sign ?? .exactly, isBare: prefix.isEmpty)
    }
  }

  /// What may stand before a version: `v` and `=`, which mean nothing.
  private mutating func skipPrefix(withBlanks: Bool) -> Range<Int> {
    if withBlanks { skipBlanks() }
    let start = at
    while at < end,
      bytes[at] == Self.equals || bytes[at] == Self.v || (withBlanks && bytes[at].isBlank)
    { at += 1 }
    return start..<at
  }

  /// A whole version has at most one `v` before it.
  private func checkPrefix(_ prefix: Range<Int>) throws(VersionRange.Problem) {
    guard let first = prefix.first else { return }
    if bytes[first] != Self.v { throw .forbidden(bytes[first], at: first) }
    if prefix.count > 1 { throw .forbidden(bytes[first + 1], at: first + 1) }
  }
}

// MARK: - Relaxed versions

extension VersionRangeGrammar {
  /// One comparator of relaxed versions; nil for `*`.
  private mutating func relaxedComparator() throws(VersionRange.Problem) -> Comparator? {
    let start = at
    let sign = readOperator()
    skipBlanks()
    let first = at
    while at < end, !bytes[at].isBlank { at += 1 }
    if first == start, at == first + 1, bytes[first] == Self.star { return nil }
    guard first < at else { throw .versionMissing(at: first) }
    try checkForm(first)
    return Comparator(operator: sign ?? .exactly, bound: try relaxedVersion(first..<at))
  }

  /// Refuses what a relaxed range could be mistaken for.
  private func checkForm(_ first: Int) throws(VersionRange.Problem) {
    if at == first + 1, bytes[first] == Self.hyphen { throw .comparatorsOnly(at: first) }
    var start = first
    for place in first..<at {
      switch bytes[place] {
      case Self.tilde, Self.caret, Self.star: throw .comparatorsOnly(at: place)
      case Self.hyphen, Self.plus: return
      case Self.dot: start = place + 1
      case UInt8(ascii: "x"), UInt8(ascii: "X"):
        let isAlone = place + 1 == at || !(bytes[place + 1].isAlphanumeric)
        if place == start, isAlone { throw .comparatorsOnly(at: place) }
      default: break
      }
    }
  }

  private func relaxedVersion(_ range: Range<Int>) throws(VersionRange.Problem) -> Version {
    guard range.count <= Version.limit else { throw .versionTooLong(at: range.lowerBound) }
    do throws(Version.Problem) {
      let ends = try VersionGrammar.parse(bytes.span.extracting(range), scheme: .relaxed)
      return Version(bound: bytes[range].prefix(ends.precedence), releaseEnd: ends.release)
    } catch {
      throw VersionRange.Problem(error, in: range.lowerBound)
    }
  }
}

// MARK: - Bytes

extension VersionRangeGrammar {
  private static let bar = UInt8(ascii: "|")
  private static let hyphen = UInt8(ascii: "-")
  private static let tilde = UInt8(ascii: "~")
  private static let caret = UInt8(ascii: "^")
  private static let equals = UInt8(ascii: "=")
  private static let star = UInt8(ascii: "*")
  private static let plus = UInt8(ascii: "+")
  private static let dot = UInt8(ascii: ".")
  private static let v = UInt8(ascii: "v")

  private mutating func skipBlanks() {
    while at < end, bytes[at].isBlank { at += 1 }
  }

  /// `<`, `<=`, `>`, `>=` or `=`, without blanks within.
  private mutating func readOperator() -> Comparator.Operator? {
    var sign: Comparator.Operator?
    if at < end, bytes[at] == UInt8(ascii: "<") { sign = .less }
    if at < end, bytes[at] == UInt8(ascii: ">") { sign = .more }
    if sign != nil { at += 1 }
    guard at < end, bytes[at] == Self.equals else { return sign }
    at += 1
    return sign?.orEqual ?? .exactly
  }
}

extension UInt8 {
  /// Whether it parts words: a space, or one of the bytes from tab to carriage return.
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension VersionRange.Comparator.Operator {
  /// The same with the bound itself.
  fileprivate var orEqual: Self {
    switch self {
    case .less, .atMost: .atMost
    case .more, .atLeast: .atLeast
    case .exactly: .exactly
    }
  }
}

extension VersionRange.Comparator {
  /// Nothing of Semantic Versioning precedes `0.0.0-0`.
  fileprivate var admitsNothing: Bool { self.operator == .less && bound.text == "0.0.0-0" }
}

extension VersionRange.Problem {
  /// What is wrong with a version that begins at an offset of the range.
  init(_ problem: Version.Problem, in start: Int) {
    switch problem {
    case .forbidden(let byte, let at): self = .forbidden(byte, at: start + at)
    case .emptyIdentifier(let at): self = .emptyIdentifier(at: start + at)
    case .leadingZero(let at): self = .leadingZero(at: start + at)
    case .tooLong: self = .versionTooLong(at: start)
    case .firstNotNumeric: self = .firstNotNumeric(at: start)
    case .empty, .wrongCount, .endsInJSON: self = .versionMissing(at: start)
    }
  }
}
