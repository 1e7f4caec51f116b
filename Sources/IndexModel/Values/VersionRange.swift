/// Which versions of a package will do: `^1.2.0`, `>=2 <4 || 5.x`.
///
/// For Semantic Versioning the grammar and the meaning are those of node-semver, read strictly, with
/// numbers of any length: comparators `<`, `<=`, `>`, `>=` and `=`; partial versions with `x`, `X` or
/// `*`, or nothing, for what may vary; tildes, carets and hyphen ranges; blanks for "and", `||` for
/// "or"; nothing at all for any version. A pre-release is in range only if a comparator of the same
/// alternative has a pre-release of the same three numbers. Relaxed versions have no fixed number of
/// components, so nothing that counts them: comparators, blanks, `||` and `*` alone.
///
/// Build metadata has no part in it. Equality is that of the text and its meaning.
public struct VersionRange: Hashable, Sendable {
  /// The range as its author wrote it: ASCII.
  public let text: String
  /// What the range comes to: alternatives one behind the other, each of at least one comparator.
  /// None means any release.
  let comparators: [Comparator]

  /// The longest range, in bytes.
  public static let limit = 256

  /// Every release: `*`.
  public static let any = VersionRange(text: "*", comparators: [])

  /// This version and no other, but for build metadata.
  public static func exactly(_ version: Version) -> VersionRange {
    VersionRange(
      text: version.text,
      comparators: [Comparator(operator: .exactly, bound: version, opensAlternative: true)])
  }

  /// Reads a range.
  public init(_ text: String, scheme: VersionScheme = .semver) throws(Problem) {
    let count = text.utf8.count
    guard count <= Self.limit else { throw .tooLong(count) }
    var grammar = VersionRangeGrammar(text, scheme: scheme)
    self.init(text: text, comparators: try grammar.parse())
  }

  private init(text: String, comparators: [Comparator]) {
    self.text = text
    self.comparators = comparators
  }

  /// Whether the version is in range. It allocates nothing.
  public func contains(_ version: Version) -> Bool {
    guard !comparators.isEmpty else { return !version.isPrerelease }
    var holds = false
    var mayBePrerelease = false
    for comparator in comparators {
      if comparator.opensAlternative {
        if holds, mayBePrerelease { return true }
        (holds, mayBePrerelease) = (true, !version.isPrerelease)
      }
      guard holds else { continue }
      holds = comparator.admits(version)
      if comparator.bound.isPrerelease, comparator.bound.hasSameRelease(as: version) {
        mayBePrerelease = true
      }
    }
    return holds && mayBePrerelease
  }

  /// One bound of a range.
  struct Comparator: Hashable, Sendable {
    enum Operator: String, Hashable, Sendable {
      case less = "<"
      case atMost = "<="
      case more = ">"
      case atLeast = ">="
      case exactly = ""
    }

    let `operator`: Operator
    let bound: Version
    /// Whether it is the first of an alternative.
    var opensAlternative = false

    func admits(_ version: Version) -> Bool {
      let order = version.compare(bound)
      return switch `operator` {
      case .less: order < 0
      case .atMost: order <= 0
      case .more: order > 0
      case .atLeast: order >= 0
      case .exactly: order == 0
      }
    }
  }
}

extension VersionRange: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { text }

  /// The comparators that the range comes to, as node-semver writes them: `>=1.2.0 <2.0.0-0||3.0.0`,
  /// and nothing for any version.
  public var debugDescription: String {
    var text = ""
    for comparator in comparators {
      if !text.isEmpty { text += comparator.opensAlternative ? "||" : " " }
      text += comparator.operator.rawValue + comparator.bound.text
    }
    return text
  }
}

extension VersionRange {
  /// Why a text is no range. Offsets count bytes from the beginning of the range.
  public enum Problem: Error, Hashable, Sendable {
    /// The length found, in bytes.
    case tooLong(Int)
    /// A byte that cannot stand there.
    case forbidden(UInt8, at: Int)
    /// Where a version was expected, and the range or an alternative of it ends.
    case versionMissing(at: Int)
    /// Where an identifier was expected between the dots of a version.
    case emptyIdentifier(at: Int)
    /// A number that begins with `0`.
    case leadingZero(at: Int)
    /// Where the fourth number of a version begins.
    case fourthNumber(at: Int)
    /// A version that is longer than any can be.
    case versionTooLong(at: Int)
    /// A hyphen that does not stand between two versions, and nothing else.
    case misplacedHyphen(at: Int)
    /// A form that counts components, which relaxed versions do not have in any fixed number.
    case comparatorsOnly(at: Int)
    /// A relaxed version that begins with something else than a number.
    case firstNotNumeric(at: Int)

    /// Where the range stops making sense.
    public var offset: Int {
      switch self {
      case .tooLong: VersionRange.limit
      case .forbidden(_, let at), .versionMissing(let at), .emptyIdentifier(let at),
        .leadingZero(let at), .fourthNumber(let at), .versionTooLong(let at),
        .misplacedHyphen(let at), .comparatorsOnly(let at), .firstNotNumeric(let at):
        at
      }
    }

    public var message: String {
      switch self {
      case .tooLong(let count):
        "the range has \(count) bytes, expected at most \(VersionRange.limit)"
      case .forbidden(let byte, _): "found \(byte.shown) at \(place), where it cannot stand"
      case .versionMissing: "found nothing at \(place), expected a version"
      case .emptyIdentifier: "found nothing at \(place), expected a component between the dots"
      case .leadingZero: "the number at \(place) begins with 0, expected it without"
      case .fourthNumber: "found a fourth number at \(place), expected at most three"
      case .versionTooLong:
        "the version at \(place) is too long, expected at most \(Version.limit) bytes"
      case .misplacedHyphen:
        "the hyphen at \(place) does not stand between two versions, expected `1.2 - 3` and nothing else between `||`"
      case .comparatorsOnly:
        "found at \(place) a form that relaxed versions do not have, expected comparators such as `>=1.2 <2`"
      case .firstNotNumeric:
        "the version at \(place) does not begin with a number, expected digits only up to its first dot"
      }
    }

    private var place: String { "byte \(offset + 1) of the range" }
  }

  /// The forms that ranges have under a scheme, for whoever has to mend one.
  public static func forms(of scheme: VersionScheme) -> String {
    switch scheme {
    case .semver:
      "`1.2.3`, `^1.2.3`, `~1.2.3`, `1.x`, `>=1.2.3 <2`, `1.2 - 3.4`, several with `||` between, or `*`"
    case .relaxed: "`1.2`, `>=1.2 <2`, several with `||` between, or `*`"
    }
  }
}
