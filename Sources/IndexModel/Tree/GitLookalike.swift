/// Names that some file system opens as `.git`, or as one of the files that steer git.
///
/// The cases are those of git's own `verify_path`: APFS and HFS+ ignore case and some invisible
/// code points, NTFS ignores case, dots and spaces at the end, has streams (`:`), takes a backslash
/// for a slash, and gives a short name to a long one.
enum GitLookalike {
  /// Whether a component of a path is one.
  static func isNamed(by name: Span<UInt8>) -> Bool {
    // Nearly every name is done here: a guise begins with a dot, a letter of a short name, or an
    // invisible code point.
    guard !name.isEmpty, name[0] >= 0x80 || openers.contains(name[0]) else { return false }
    let seen = Array(withoutInvisible(name).map(\.lowered).prefix { !endsName($0) })
    let trimmed = seen[..<(seen.lastIndex { !isDotOrSpace($0) }.map { $0 + 1 } ?? 0)]
    return steering.contains { trimmed.elementsEqual($0.utf8) } || isShortName(trimmed)
  }

  private static let openers = ASCIISet(".gGmM")

  /// `.git` itself, and the files that git reads from a tree that it checks out.
  private static let steering = [".git", ".gitmodules", ".gitattributes", ".gitignore", ".mailmap"]

  /// Where NTFS ends a component: at a stream's colon or at a backslash.
  private static func endsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\\")
  }

  private static func isDotOrSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ")
  }

  /// `git~1`, or what NTFS makes of the longer names: a few of their letters, or a hash, before `~`
  /// and a digit.
  private static func isShortName(_ name: ArraySlice<UInt8>) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(\.isDigit) else { return false }
    return shortStems.contains { parts[0].elementsEqual($0.utf8) }
  }

  /// The stems by git's `is_ntfs_dotgit` and `is_ntfs_dot_generic`.
  private static let shortStems = [
    "git", "gitmod", "gi7eba", "gitatt", "gi7d29", "gitign", "gi250a", "mailma", "maba30",
  ]

  /// The name without the code points that HFS+ does not see: U+200C–U+200F, U+202A–U+202E,
  /// U+206A–U+206F and U+FEFF, each three bytes of UTF-8.
  private static func withoutInvisible(_ bytes: Span<UInt8>) -> [UInt8] {
    var seen: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if at + 2 < bytes.count, isInvisible(bytes[at], bytes[at + 1], bytes[at + 2]) {
        at += 3
      } else {
        seen.append(bytes[at])
        at += 1
      }
    }
    return seen
  }

  private static func isInvisible(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE2, 0x80): (0x8C...0x8F).contains(third) || (0xAA...0xAE).contains(third)
    case (0xE2, 0x81): (0xAA...0xAF).contains(third)
    case (0xEF, 0xBB): third == 0xBF
    default: false
    }
  }
}
