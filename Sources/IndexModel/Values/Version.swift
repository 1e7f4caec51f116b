/// Which texts a registry takes for versions: its `policy.versioning`.
public enum VersionScheme: String, Hashable, Sendable, CaseIterable {
  /// Semantic Versioning 2.0.0, with numbers of any length.
  case semver
  /// Bazel's module versions: any number of alphanumeric components, here with a first one of
  /// digits.
  case relaxed
}

/// A version of a package, by either scheme.
///
/// `<release>[-<pre-release>][+<build>]`, each part of identifiers that dots separate, at most 128
/// bytes in all. Identifiers are of `[0-9A-Za-z-]`, those of the release without hyphen. Semantic
/// Versioning takes exactly three numbers for the release, and no number with a leading zero before
/// the build metadata. No version ends in `.json` or `.json.gz`, with or without its build metadata, in any case.
///
/// Equality is that of the text. Every version of Semantic Versioning is a relaxed one, and has the
/// same order there.
public struct Version: Hashable, Sendable {
  /// The version as its author wrote it: ASCII.
  public let text: String
  // Where the parts end. One byte each is enough for 128 and keeps the value at three words.
  let releaseEnd: UInt8
  let precedenceEnd: UInt8

  /// The longest version, in bytes.
  public static let limit = 128

  /// Reads a version.
  public init(_ text: String, scheme: VersionScheme = .semver) throws(Problem) {
    let ends = try Self.check(text.utf8.span, scheme: scheme)
    releaseEnd = UInt8(ends.release)
    precedenceEnd = UInt8(ends.precedence)
    self.text = text
  }

  /// Where the parts of a version end, without making one.
  @discardableResult
  package static func check(
    _ text: Span<UInt8>, scheme: VersionScheme
  ) throws(Problem) -> (release: Int, precedence: Int) {
    guard !text.isEmpty else { throw .empty }
    guard text.count <= limit else { throw .tooLong(text.count) }
    let ends = try VersionGrammar.parse(text, scheme: scheme)
    guard !text.endsLikeADocument, !text.extracting(0..<ends.precedence).endsLikeADocument
    else { throw .endsInJSON }
    return ends
  }

  /// Whether a text is a version, without making one.
  public static func isWellFormed(_ text: String, scheme: VersionScheme) -> Bool {
    (try? check(text.utf8.span, scheme: scheme)) != nil
  }

  /// Whether the version has a part after a hyphen, and so comes before its release.
  public var isPrerelease: Bool { precedenceEnd > releaseEnd }

  /// The part before the hyphen: `1.2.3` of `1.2.3-rc.1+5`.
  public var release: Substring { text.utf8Prefix(Int(releaseEnd)) }

  /// The identifiers of the release: `1`, `2` and `3`. Numbers have any length: do not make an
  /// `Int` of one.
  public var releaseIdentifiers: [Substring] { release.split(separator: ".") }

  /// The part between the hyphen and the plus sign, if there is one.
  public var prerelease: Substring? {
    isPrerelease ? text.utf8Prefix(Int(precedenceEnd)).dropFirst(Int(releaseEnd) + 1) : nil
  }

  /// The part after the plus sign, which no order regards.
  public var build: Substring? {
    Int(precedenceEnd) < text.utf8.count ? text.dropFirst(Int(precedenceEnd) + 1) : nil
  }

  /// The version as paths of the site spell it: without its build metadata.
  public var pathText: String {
    Int(precedenceEnd) == text.utf8.count ? text : String(text.utf8Prefix(Int(precedenceEnd)))
  }

  /// What a package has once: lower case, without build metadata.
  public var uniqueKey: String { pathText.asciiLowered }
}

extension String {
  /// The first `count` bytes. ASCII has a character boundary at each.
  fileprivate func utf8Prefix(_ count: Int) -> Substring {
    self[..<utf8.index(utf8.startIndex, offsetBy: count)]
  }
}

extension Version: CustomStringConvertible {
  public var description: String { text }
}

extension Version {
  /// Why a text is no version.
  public enum Problem: Error, Hashable, Sendable {
    case empty
    /// The length found, in bytes.
    case tooLong(Int)
    /// A byte that cannot stand there, and its offset.
    case forbidden(UInt8, at: Int)
    /// Two dots, or a dot at an end of a part: the offset where an identifier was expected.
    case emptyIdentifier(at: Int)
    /// A number of Semantic Versioning that begins with `0`.
    case leadingZero(at: Int)
    /// How many numbers stand where Semantic Versioning takes three.
    case wrongCount(Int)
    /// The first component of a relaxed version is more than digits.
    case firstNotNumeric
    case endsInJSON

    public var message: String {
      switch self {
      case .empty: "the version is empty, expected one such as `1.0.0`"
      case .tooLong(let count): "the version has \(count) bytes, expected at most \(Version.limit)"
      case .forbidden(let byte, let at):
        "found \(byte.shown) at byte \(at + 1) of the version, where it cannot stand"
      case .emptyIdentifier(let at):
        "found nothing at byte \(at + 1) of the version, expected a component between the dots"
      case .leadingZero(let at):
        "the number at byte \(at + 1) of the version begins with 0, expected it without"
      case .wrongCount(let count):
        "the version has \(count) components, expected three: major, minor and patch"
      case .firstNotNumeric: "the version's first component is not a number, expected digits only"
      case .endsInJSON:
        "the version ends in `.json`, which is how files are told from folders"
      }
    }
  }
}
