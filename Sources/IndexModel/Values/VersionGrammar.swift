/// The one pass over a version's bytes that says whether it is one, and where its parts end.
enum VersionGrammar {
  private enum Part {
    case release, prerelease, build
  }

  private static let dot = UInt8(ascii: ".")
  private static let hyphen = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")

  /// The offsets behind the release and behind the pre-release.
  static func parse(
    _ bytes: Span<UInt8>, scheme: VersionScheme
  ) throws(Version.Problem) -> (release: Int, precedence: Int) {
    var part = Part.release
    var release = bytes.count
    var precedence = bytes.count
    var releaseCount = 0
    var start = 0
    for at in 0...bytes.count {
      // The end reads as one more dot: it closes an identifier too.
      let byte = at < bytes.count ? bytes[at] : dot
      if byte == dot || opens(byte, after: part) {
        try checkIdentifier(bytes, start, at, part, releaseCount, scheme)
        if part == .release { releaseCount += 1 }
        if byte == hyphen { (part, release) = (.prerelease, at) }
        if byte == plus {
          if part == .release { release = at }
          (part, precedence) = (.build, at)
        }
        start = at + 1
      } else if !byte.isAlphanumeric, byte != hyphen {
        throw .forbidden(byte, at: at)
      }
    }
    if scheme == .semver, releaseCount != 3 { throw .wrongCount(releaseCount) }
    return (release, precedence)
  }

  /// Whether the byte ends `part` and opens the next.
  private static func opens(_ byte: UInt8, after part: Part) -> Bool {
    switch part {
    case .release: byte == hyphen || byte == plus
    case .prerelease: byte == plus
    case .build: false
    }
  }

  private static func checkIdentifier(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ part: Part, _ index: Int,
    _ scheme: VersionScheme
  ) throws(Version.Problem) {
    guard start < end else { throw .emptyIdentifier(at: start) }
    guard part != .build else { return }
    var letter: Int?
    for at in start..<end where !bytes[at].isDigit {
      letter = at
      break
    }
    switch scheme {
    case .semver:
      if let letter, part == .release { throw .forbidden(bytes[letter], at: letter) }
      if letter == nil, bytes[start] == UInt8(ascii: "0"), end - start > 1 {
        throw .leadingZero(at: start)
      }
    case .relaxed:
      if letter != nil, part == .release, index == 0 { throw .firstNotNumeric }
    }
  }
}
