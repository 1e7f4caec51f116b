/// Precedence, by section 11 of Semantic Versioning 2.0.0, widened as Bazel's `Version.java` widens
/// it.
///
/// Releases compare identifier by identifier, a shorter one before what it begins; then a
/// pre-release comes before its release; then pre-releases compare like releases. Digits come
/// before anything with a letter or hyphen, and compare as numbers of any length; equal numbers
/// compare as text, so `1.01` precedes `1.1`, and so do all others. Build metadata has no part in
/// it.
extension Version {
  /// Whether `other` is the later version. Two versions that differ in build metadata alone precede
  /// neither way.
  public func precedes(_ other: Version) -> Bool { compare(other) < 0 }

  /// Whether neither version precedes the other: they are equal but for build metadata.
  public func hasSamePrecedence(as other: Version) -> Bool { compare(other) == 0 }

  /// Whether both have the same release part, `1.2.3` of `1.2.3-rc.1`: a range admits pre-releases
  /// of its own only.
  public func hasSameRelease(as other: Version) -> Bool { release == other.release }

  /// Negative, zero or positive. It walks the bytes where they are: sorting allocates nothing.
  func compare(_ other: Version) -> Int {
    let (mine, theirs) = (text.utf8.span, other.text.utf8.span)
    let (myRelease, theirRelease) = (Int(releaseEnd), Int(other.releaseEnd))
    let releases = Self.compareParts(mine, 0, myRelease, theirs, 0, theirRelease)
    if releases != 0 { return releases }
    switch (isPrerelease, other.isPrerelease) {
    case (false, false): return 0
    case (true, false): return -1
    case (false, true): return 1
    case (true, true):
      return Self.compareParts(
        mine, myRelease + 1, Int(precedenceEnd), theirs, theirRelease + 1, Int(other.precedenceEnd))
    }
  }

  private static func compareParts(
    _ left: Span<UInt8>, _ leftStart: Int, _ leftEnd: Int,
    _ right: Span<UInt8>, _ rightStart: Int, _ rightEnd: Int
  ) -> Int {
    var a = Identifier(in: left, from: leftStart, to: leftEnd)
    var b = Identifier(in: right, from: rightStart, to: rightEnd)
    while true {
      let order = compareIdentifiers(left, a, right, b)
      if order != 0 { return order }
      switch (a.end < leftEnd, b.end < rightEnd) {
      case (false, false): return 0
      case (false, true): return -1
      case (true, false): return 1
      case (true, true): break
      }
      a = Identifier(in: left, from: a.end + 1, to: leftEnd)
      b = Identifier(in: right, from: b.end + 1, to: rightEnd)
    }
  }

  private static func compareIdentifiers(
    _ left: Span<UInt8>, _ a: Identifier, _ right: Span<UInt8>, _ b: Identifier
  ) -> Int {
    switch (a.isNumeric, b.isNumeric) {
    case (true, false): return -1
    case (false, true): return 1
    case (true, true):
      // Without leading zeros the longer number is the larger, whatever its length.
      let lengths = (a.end - a.significant) - (b.end - b.significant)
      if lengths != 0 { return lengths }
      let digits = compareBytes(left, a.significant, a.end, right, b.significant, b.end)
      if digits != 0 { return digits }
    case (false, false): break
    }
    return compareBytes(left, a.start, a.end, right, b.start, b.end)
  }

  private static func compareBytes(
    _ left: Span<UInt8>, _ leftStart: Int, _ leftEnd: Int,
    _ right: Span<UInt8>, _ rightStart: Int, _ rightEnd: Int
  ) -> Int {
    var (at, other) = (leftStart, rightStart)
    while at < leftEnd, other < rightEnd {
      let difference = Int(left[at]) - Int(right[other])
      if difference != 0 { return difference }
      at += 1
      other += 1
    }
    return (leftEnd - at) - (rightEnd - other)
  }

  /// Where one identifier of a version stands.
  private struct Identifier {
    let start: Int
    let end: Int
    /// The first digit that counts: behind leading zeros.
    let significant: Int
    let isNumeric: Bool

    init(in bytes: Span<UInt8>, from start: Int, to limit: Int) {
      var end = start
      var significant = start
      var isNumeric = true
      while end < limit, bytes[end] != UInt8(ascii: ".") {
        if significant == end, bytes[end] == UInt8(ascii: "0") { significant += 1 }
        if !bytes[end].isDigit { isNumeric = false }
        end += 1
      }
      self.start = start
      self.end = end
      self.significant = significant
      self.isNumeric = isNumeric
    }
  }
}

extension Version: Comparable {
  /// By precedence, then by bytes, so that the order is total and agrees with `==`.
  public static func < (left: Version, right: Version) -> Bool {
    let order = left.compare(right)
    return order != 0 ? order < 0 : left.text < right.text
  }
}
