/// A version of Semantic Versioning as ranges have it, perhaps with parts left open: `1`, `1.x`,
/// `1.2.3-rc.1`; and the comparators that it stands for.
struct PartialVersion {
  /// The numbers before the first that is left open, in digits. The others are of no account.
  private var numbers: [ArraySlice<UInt8>] = []
  /// What stands behind the numbers, if all three are there: `-rc.1`.
  private var prerelease: ArraySlice<UInt8> = []
  /// Whether the version is spelled `0.0.0`, without anything behind it.
  private var isZero = false

  private typealias Comparator = VersionRange.Comparator
  private static let nought: ArraySlice<UInt8> = [UInt8(ascii: "0")]
  // The first of all pre-releases of a version, to keep the others out, too.
  private static let floor = ArraySlice("-0".utf8)

  /// Whether no part is left open.
  var isWhole: Bool { numbers.count == 3 }
  var isPrerelease: Bool { !prerelease.isEmpty }

  /// Reads a version up to a blank, or to where it stops making sense.
  init(_ bytes: [UInt8], _ at: inout Int, _ end: Int) throws(VersionRange.Problem) {
    let start = at
    var isOpen = false
    var count = 0
    while true {
      let number = try Self.component(bytes, &at, end, isFirst: count == 0)
      if number == nil { isOpen = true }
      if let number, !isOpen { numbers.append(number) }
      count += 1
      guard at < end, bytes[at] == UInt8(ascii: ".") else { break }
      at += 1
      if count == 3 { throw .fourthNumber(at: at) }
    }
    let release = at
    if count == 3, at < end, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      try readQualifier(bytes, &at, end)
    }
    guard at - start <= Version.limit else { throw .versionTooLong(at: start) }
    isZero = isWhole && release == at && numbers.allSatisfy { $0 == Self.nought }
  }

  /// A number without leading zeros; nil for `x`, `X` and `*`.
  private static func component(
    _ bytes: [UInt8], _ at: inout Int, _ end: Int, isFirst: Bool
  ) throws(VersionRange.Problem) -> ArraySlice<UInt8>? {
    let start = at
    if !isFirst, at == end || bytes[at].isBlank { throw .emptyIdentifier(at: at) }
    guard at < end else { throw .versionMissing(at: at) }
    switch bytes[at] {
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "*"):
      at += 1
      return nil
    default: break
    }
    while at < end, bytes[at].isDigit { at += 1 }
    guard start < at else { throw .forbidden(bytes[at], at: at) }
    if bytes[start] == UInt8(ascii: "0"), at - start > 1 { throw .leadingZero(at: start) }
    return bytes[start..<at]
  }

  /// The pre-release and build metadata.
  private mutating func readQualifier(
    _ bytes: [UInt8], _ at: inout Int, _ end: Int
  ) throws(VersionRange.Problem) {
    let start = at
    while at < end, !bytes[at].isBlank { at += 1 }
    let release = Array("0.0.0".utf8)
    do throws(Version.Problem) {
      let text = release + bytes[start..<at]
      let ends = try VersionGrammar.parse(text.span, scheme: .semver)
      if isWhole { prerelease = bytes[start..<start + ends.precedence - ends.release] }
    } catch {
      throw VersionRange.Problem(error, in: start - release.count)
    }
  }

  // MARK: - Meanings

  /// `^1.2.3`: the first number that is not zero stays.
  var caret: [VersionRange.Comparator] {
    guard !numbers.isEmpty else { return [] }
    return between(keeping: numbers.firstIndex { $0 != Self.nought } ?? numbers.count - 1)
  }

  /// `~1.2.3`: the second number stays, or the first if it is alone.
  var tilde: [VersionRange.Comparator] {
    numbers.isEmpty ? [] : between(keeping: min(1, numbers.count - 1))
  }

  /// The version behind an operator. Left-open parts are a range of their own, to one side of which
  /// the operator points.
  ///
  /// - Parameter isBare: Whether nothing stands between the operator and the version.
  func comparators(
    _ sign: VersionRange.Comparator.Operator, isBare: Bool = true
  ) -> [VersionRange.Comparator] {
    if isWhole {
      // As in node-semver, only what is spelled so is any version.
      if sign == .atLeast, isZero, isBare { return [] }
      return [Comparator(operator: sign, bound: lower)]
    }
    switch sign {
    case .exactly: return numbers.isEmpty ? [] : between(keeping: numbers.count - 1)
    case .atLeast: return atLeast
    case .less: return numbers.isEmpty ? [.nothing] : [.below(Self.bound(numbers, Self.floor))]
    case .more:
      guard !numbers.isEmpty else { return [.nothing] }
      return [Comparator(operator: .atLeast, bound: Self.bound(next(numbers.count - 1), []))]
    case .atMost: return numbers.isEmpty ? [] : [.below(upper(keeping: numbers.count - 1))]
    }
  }

  private func between(keeping index: Int) -> [VersionRange.Comparator] {
    atLeast + [.below(upper(keeping: index))]
  }

  /// From the first version on that fits. From `0.0.0` on is any version.
  private var atLeast: [VersionRange.Comparator] {
    numbers.allSatisfy { $0 == Self.nought } && !isPrerelease
      ? [] : [Comparator(operator: .atLeast, bound: lower)]
  }

  private var lower: Version { Self.bound(numbers, prerelease) }

  /// What precedes all versions in which the number at `index` is one more.
  private func upper(keeping index: Int) -> Version { Self.bound(next(index), Self.floor) }

  /// The numbers up to `index`, the last one more.
  private func next(_ index: Int) -> [ArraySlice<UInt8>] {
    numbers[..<index] + [Self.successor(of: numbers[index])]
  }

  /// The number that follows, in digits: it may be longer than any `Int`.
  private static func successor(of number: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var digits = Array(number)
    for place in digits.indices.reversed() {
      guard digits[place] == UInt8(ascii: "9") else {
        digits[place] += 1
        return digits[...]
      }
      digits[place] = UInt8(ascii: "0")
    }
    return [UInt8(ascii: "1")] + digits
  }

  /// A version of these numbers, zero where there are less than three.
  private static func bound(
    _ numbers: [ArraySlice<UInt8>], _ prerelease: ArraySlice<UInt8>
  ) -> Version {
    // Reading ranges is much of the work of reading an index, and this much of that: one array, and no other.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.reduce(5 + prerelease.count) { $0 + $1.count })
    for place in 0..<3 {
      if place > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes += place < numbers.count ? numbers[place] : nought
    }
    let releaseEnd = bytes.count
    bytes += prerelease
    return Version(bound: bytes[...], releaseEnd: releaseEnd)
  }
}

extension VersionRange.Comparator {
  /// What no version meets: there is none before this one.
  static let nothing = VersionRange.Comparator(
    operator: .less, bound: Version(bound: ArraySlice("0.0.0-0".utf8), releaseEnd: 5),
    opensAlternative: true)

  fileprivate static func below(_ bound: Version) -> VersionRange.Comparator {
    VersionRange.Comparator(operator: .less, bound: bound)
  }
}

extension Version {
  /// The bound of a range, which compares as versions do and is none: it may be longer by the digit
  /// that a number grew by and by what was left out.
  ///
  /// - Parameter bytes: A release and perhaps a pre-release, well formed, without build metadata.
  init(bound bytes: ArraySlice<UInt8>, releaseEnd: Int) {
    text = String(decoding: bytes, as: UTF8.self)
    self.releaseEnd = UInt8(releaseEnd)
    precedenceEnd = UInt8(bytes.count)
  }
}
