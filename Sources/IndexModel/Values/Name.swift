/// The name of a registry, project, package, package index, alias, identity or team.
///
/// `[A-Za-z0-9]([A-Za-z0-9._-]{0,57}[A-Za-z0-9])?`: 1 to 59 bytes, so that `<name>.json` fits the
/// 64 bytes of a path component. Besides, whatever the case: no `..`, no `.json` or `.json.gz` at the
/// end, no name of a Windows device, and none of the words that the site's layout keeps for itself. The
/// names of one place differ in `folded`, too.
public struct Name: Hashable, Sendable {
  /// The name as its author wrote it. It is ASCII, so the order and equality of the text are those
  /// of its bytes.
  public let text: String

  /// What a name is for: some places refuse more than others.
  public enum Use: Hashable, Sendable, CaseIterable {
    /// No more than what every name must be.
    case any
    case registry, project, package, packageIndex, alias, identity, team
  }

  /// The longest name, in bytes.
  public static let limit = 59

  /// Words of the site's layout: no name is one of them, in any case.
  public static let reserved = ["dependents", "index", "latest", "pages", "portable"]

  /// Reads a name.
  ///
  /// - Parameters:
  ///   - use: What it names. A handle is not `roles`, a package index not `default`, and a package
  ///     name does not read as a version: `<stage>/<project>/1.0.0.json` is a release of the main
  ///     package.
  ///   - versions: The registry's scheme. Where it is relaxed, no name begins with a digit.
  public init(
    _ text: String, for use: Use = .any, versions: VersionScheme = .semver
  ) throws(Problem) {
    try Self.check(text.utf8.span, for: use, versions: versions)
    self.text = text
  }

  /// Whether bytes are a name, without making one.
  package static func check(
    _ text: Span<UInt8>, for use: Use = .any, versions: VersionScheme = .semver
  ) throws(Problem) {
    try checkGrammar(text)
    try checkReserved(text, for: use)
    guard text[0].isDigit else { return }
    if versions == .relaxed { throw .beginsWithDigit }
    if use == .package, (try? Version.check(text, scheme: .semver)) != nil {
      throw .readsAsVersion(String(text))
    }
  }

  private static func checkGrammar(_ text: Span<UInt8>) throws(Problem) {
    guard !text.isEmpty else { throw .empty }
    guard text.count <= limit else { throw .tooLong(text.count) }
    var previous: UInt8 = 0
    for at in text.indices {
      let byte = text[at]
      guard byte.isAlphanumeric || isSeparator(byte) else { throw .forbidden(byte, at: at) }
      if byte == UInt8(ascii: "."), previous == byte { throw .twoDots(at: at - 1) }
      previous = byte
    }
    guard text[0].isAlphanumeric else { throw .separatorAtStart(text[0]) }
    guard previous.isAlphanumeric else { throw .separatorAtEnd(previous) }
    guard !text.endsLikeADocument else { throw .endsInJSON }
    guard !WindowsDevice.isNamed(by: text) else { throw .windowsDevice(String(text)) }
  }

  private static func checkReserved(_ text: Span<UInt8>, for use: Use) throws(Problem) {
    for word in reserved where text.equalsIgnoringCase(word.utf8.span) {
      throw .reserved(String(text))
    }
    switch use {
    case .identity where text.equalsIgnoringCase("roles".utf8.span): throw .reserved(String(text))
    case .packageIndex where text.equalsIgnoringCase("default".utf8.span):
      throw .reserved(String(text))
    default: break
    }
  }

  fileprivate static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }
}

extension Name: Comparable {
  public static func < (left: Name, right: Name) -> Bool { left.text < right.text }
}

extension Name: CustomStringConvertible {
  public var description: String { text }
}

extension Name {
  /// Why a text is no name.
  public enum Problem: Error, Hashable, Sendable {
    case empty
    /// The length found, in bytes.
    case tooLong(Int)
    /// A byte that no name holds, and its offset.
    case forbidden(UInt8, at: Int)
    case separatorAtStart(UInt8)
    case separatorAtEnd(UInt8)
    case twoDots(at: Int)
    case endsInJSON
    case windowsDevice(String)
    /// The word that is kept for another purpose, as written.
    case reserved(String)
    case beginsWithDigit
    case readsAsVersion(String)

    public var message: String {
      switch self {
      case .empty: "the name is empty, expected 1 to \(Name.limit) bytes"
      case .tooLong(let count): "the name has \(count) bytes, expected at most \(Name.limit)"
      case .forbidden(let byte, let at):
        "found \(byte.shown) at byte \(at + 1) of the name, expected letters, digits and `._-`"
      case .separatorAtStart(let byte):
        "the name begins with \(byte.shown), expected a letter or digit"
      case .separatorAtEnd(let byte): "the name ends in \(byte.shown), expected a letter or digit"
      case .twoDots(let at): "found `..` at byte \(at + 1) of the name, expected single dots"
      case .endsInJSON:
        "the name ends in `.json` or `.json.gz`, which is how files are told from folders"
      case .windowsDevice(let text):
        "`\(text)` is a device on Windows, where no file can have that name"
      case .reserved(let text): "`\(text)` is a word of the site's layout, expected another name"
      case .beginsWithDigit:
        "the name begins with a digit, expected a letter as the registry's versions are relaxed"
      case .readsAsVersion(let text):
        "`\(text)` reads as a version, expected a name that cannot be taken for one"
      }
    }
  }
}
