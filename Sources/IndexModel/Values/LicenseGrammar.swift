/// A word or parenthesis of a licence expression, and where it stands.
struct LicenseToken {
  let text: String
  let offset: Int

  /// The tokens of a text: blanks separate, parentheses stand for themselves.
  static func split(_ text: String) -> [LicenseToken] {
    var tokens: [LicenseToken] = []
    var word: [UInt8] = []
    func endWord(at end: Int) {
      guard !word.isEmpty else { return }
      let offset = end - word.count
      tokens.append(LicenseToken(text: String(decoding: word, as: UTF8.self), offset: offset))
      word = []
    }
    var at = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: " "): endWord(at: at)
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        endWord(at: at)
        tokens.append(LicenseToken(text: String(decoding: [byte], as: UTF8.self), offset: at))
      default: word.append(byte)
      }
      at += 1
    }
    endWord(at: at)
    return tokens
  }

  var isOperator: Bool { text == "AND" || text == "OR" || text == "WITH" }

  var isLowerCaseOperator: Bool {
    !isOperator && ["AND", "OR", "WITH"].contains { text.equalsIgnoringCase($0) }
  }
}

/// Reads tokens one after the other. What may come next and how many parentheses are open is all
/// the grammar needs: no tree, and no recursion that an input could deepen.
struct LicenseReader {
  private enum Position {
    case beforeLicense, afterLicense, beforeException, afterOperand
  }

  private(set) var advice: [LicenseExpression.Advice] = []
  private var position = Position.beforeLicense
  private var open: [Int] = []

  mutating func take(_ token: LicenseToken) throws(LicenseExpression.Problem) {
    switch position {
    case .beforeLicense: try takeOperand(token)
    case .afterLicense where token.text == "WITH": position = .beforeException
    case .afterLicense, .afterOperand: try takeOperator(token)
    case .beforeException: try takeException(token)
    }
  }

  func finish(at end: Int) throws(LicenseExpression.Problem) {
    switch position {
    case .beforeLicense: throw .expectedLicense(found: "", at: end)
    case .beforeException: throw .unknownException("", at: end)
    case .afterLicense, .afterOperand: break
    }
    if let unclosed = open.last { throw .unbalanced(at: unclosed) }
  }

  private mutating func takeOperand(_ token: LicenseToken) throws(LicenseExpression.Problem) {
    switch token.text {
    case "(": open.append(token.offset)
    case ")": throw .expectedLicense(found: token.text, at: token.offset)
    case _ where token.isOperator: throw .expectedLicense(found: token.text, at: token.offset)
    default:
      try takeLicense(token)
      position = .afterLicense
    }
  }

  private mutating func takeOperator(_ token: LicenseToken) throws(LicenseExpression.Problem) {
    switch token.text {
    case "AND", "OR": position = .beforeLicense
    case ")":
      guard open.popLast() != nil else { throw .unbalanced(at: token.offset) }
      position = .afterOperand
    case _ where token.isLowerCaseOperator: throw .lowerCaseOperator(token.text, at: token.offset)
    default: throw .expectedOperator(found: token.text, at: token.offset)
    }
  }

  private mutating func takeLicense(_ token: LicenseToken) throws(LicenseExpression.Problem) {
    if Self.isReference(token.text) { return }
    // Some deprecated identifiers end in `+` themselves, so the whole comes first.
    if let known = SPDX.license(token.text) { return advise(token.text, known, token.offset) }
    guard token.text.utf8.last == UInt8(ascii: "+"),
      let known = SPDX.license(String(token.text.dropLast()))
    else { throw .unknownLicense(token.text, at: token.offset) }
    advise(String(token.text.dropLast()), known, token.offset)
  }

  private mutating func takeException(_ token: LicenseToken) throws(LicenseExpression.Problem) {
    guard let known = SPDX.exception(token.text) else {
      throw .unknownException(token.text, at: token.offset)
    }
    advise(token.text, known, token.offset)
    position = .afterOperand
  }

  private mutating func advise(_ found: String, _ known: SPDX.Identifier, _ offset: Int) {
    if known.isDeprecated { advice.append(.deprecated(known.text, at: offset)) }
    if known.text != found {
      advice.append(.otherCase(found, canonical: known.text, at: offset))
    }
  }

  /// `[DocumentRef-<id>:]LicenseRef-<id>`.
  private static func isReference(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 2, isReference(parts[parts.count - 1], "LicenseRef-") else { return false }
    return parts.count == 1 || isReference(parts[0], "DocumentRef-")
  }

  private static func isReference(_ part: Substring.UTF8View, _ prefix: String) -> Bool {
    let id = part.dropFirst(prefix.utf8.count)
    return part.starts(with: prefix.utf8) && !id.isEmpty
      && id.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }
}
