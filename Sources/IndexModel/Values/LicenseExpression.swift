/// A licence in the grammar of SPDX 2.3, annex D: `Apache-2.0 OR (GPL-2.0-or-later WITH
/// Classpath-exception-2.0)`.
///
/// Identifiers are those of the SPDX License List, matched without case; `LicenseRef-…`, with
/// `DocumentRef-…:` before it or not, names a licence of one's own. `+` follows an identifier at
/// once, the operators `WITH`, `AND` and `OR` are upper case, parentheses group. At most 1,024
/// bytes.
///
/// Equality is that of the text.
public struct LicenseExpression: Hashable, Sendable {
  /// The expression as its author wrote it.
  public let text: String
  /// What an author may want to change in an expression that stands.
  public let advice: [Advice]

  /// The longest expression, in bytes.
  public static let limit = 1_024

  /// Reads an expression.
  public init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.limit else { throw .tooLong(text.utf8.count) }
    var reader = LicenseReader()
    for token in LicenseToken.split(text) { try reader.take(token) }
    try reader.finish(at: text.utf8.count)
    self.text = text
    advice = reader.advice
  }
}

extension LicenseExpression: CustomStringConvertible {
  public var description: String { text }
}

extension LicenseExpression {
  /// A remark on an identifier, and the offset of its first byte.
  public enum Advice: Hashable, Sendable {
    case deprecated(String, at: Int)
    /// The identifier as found and as the list spells it.
    case otherCase(String, canonical: String, at: Int)

    public var offset: Int {
      switch self {
      case .deprecated(_, let at), .otherCase(_, _, let at): at
      }
    }

    public var message: String {
      switch self {
      case .deprecated(let id, _):
        switch SPDX.replacements(of: id) {
        case []: "`\(id)` is deprecated by SPDX, expected what its list has instead"
        case let ids:
          "`\(id)` is deprecated by SPDX, expected "
            + ids.map { "`\($0)`" }.joined(separator: " or ")
        }
      case .otherCase(let id, let canonical, _):
        "`\(id)` is spelled `\(canonical)` in the SPDX list"
      }
    }
  }

  /// Why a text is no licence expression, and the offset of the first byte that is wrong.
  public enum Problem: Error, Hashable, Sendable {
    /// The length found, in bytes.
    case tooLong(Int)
    case unknownLicense(String, at: Int)
    case unknownException(String, at: Int)
    case expectedLicense(found: String, at: Int)
    case expectedOperator(found: String, at: Int)
    case lowerCaseOperator(String, at: Int)
    /// A parenthesis without its other half.
    case unbalanced(at: Int)

    public var offset: Int {
      switch self {
      case .tooLong: 0
      case .unknownLicense(_, let at), .unknownException(_, let at), .expectedLicense(_, let at),
        .expectedOperator(_, let at), .lowerCaseOperator(_, let at), .unbalanced(let at):
        at
      }
    }

    public var message: String {
      switch self {
      case .tooLong(let count):
        "the licence has \(count) bytes, expected at most \(LicenseExpression.limit)"
      case .unknownLicense(let id, _):
        "\(Self.quoted(id)) is no licence of SPDX, expected "
          + (SPDX.nearestLicense(to: id).map { "`\($0)`" } ?? "an identifier or `LicenseRef-…`")
      case .unknownException(let id, _):
        "\(Self.quoted(id)) is no licence exception of SPDX, expected "
          + (SPDX.nearestException(to: id).map { "`\($0)`" } ?? "an identifier of its list")
      case .expectedLicense(let found, _): "found \(Self.quoted(found)), expected a licence"
      case .expectedOperator(let found, _):
        "found \(Self.quoted(found)), expected `AND`, `OR`, `WITH` or the end"
      case .lowerCaseOperator(let found, _):
        "found \(Self.quoted(found)), expected the operator in upper case"
      case .unbalanced: "a parenthesis without its other half"
      }
    }

    /// A token for a message: no control byte, nothing endless.
    private static func quoted(_ token: String) -> String {
      guard !token.isEmpty else { return "the end" }
      let shown = token.utf8.prefix(40).map { $0.isVisible ? $0 : UInt8(ascii: "?") }
      return "`\(String(decoding: shown, as: UTF8.self))`"
    }
  }
}
