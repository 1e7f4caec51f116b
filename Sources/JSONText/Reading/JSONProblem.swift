/// Something wrong with the bytes of a JSON document, and where.
public struct JSONProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The bytes are not JSON.
    case syntax(Expected)
    /// The bytes are not UTF-8: truncated, overlong, a surrogate, or above U+10FFFF.
    case invalidUTF8
    /// The document begins with U+FEFF.
    case byteOrderMark
    /// A key occurs twice in one object, after unescaping and by bytes.
    case duplicateKey(first: Range<Int>)
    /// An escape names one half of a surrogate pair. The half reads as U+FFFD.
    case loneSurrogate
    /// A control or bidirectional control character in a string, raw or escaped; an escaped line
    /// feed or tab only in a key.
    case forbiddenCharacter(scalar: Unicode.Scalar)
    /// A number with a fraction or an exponent, or `-0`.
    case notAnInteger
    /// A number such as `007`.
    case leadingZero
    /// An integer beyond ±(2⁵³ − 1).
    case integerOutOfRange
    /// More containers are open at once than the limit allows.
    case tooDeep(limit: Int)
    /// The document has more bytes than the limit allows.
    case tooLarge(size: Int, limit: Int)
  }

  /// What the grammar allows at the place of a syntax error.
  public enum Expected: Hashable, Sendable {
    case value
    case valueOrClosingBracket
    case key
    case keyOrClosingBrace
    case colon
    case commaOrClosingBrace
    case commaOrClosingBracket
    case closingQuote
    case escape
    case hexadecimalDigits
    case digit
    case endOfDocument
  }

  public let kind: Kind

  /// The bytes that are wrong; empty at the end of the document, and for the document as a whole.
  public let range: Range<Int>

  /// What was found, in words fit for a message.
  public let found: String

  init(_ kind: Kind, at range: Range<Int>, found: String) {
    self.kind = kind
    self.range = range
    self.found = found
  }

  /// What was found and what was expected: one line, lower case, no full stop.
  public var message: String { "found \(found), expected \(kind.expectation)" }

  /// The next step, in the same form.
  public var help: String { kind.help }
}

extension JSONProblem.Kind {
  /// Whether reading cannot go on after a problem of this kind.
  public var endsReading: Bool {
    switch self {
    case .syntax, .invalidUTF8, .tooDeep, .tooLarge: true
    case .byteOrderMark, .duplicateKey, .loneSurrogate, .forbiddenCharacter, .notAnInteger,
      .leadingZero, .integerOutOfRange:
      false
    }
  }

  fileprivate var help: String {
    switch self {
    case .syntax(.endOfDocument): "take out what stands behind the document"
    case .syntax(.closingQuote): "close the string; a line break in it is written `\\n`"
    case .syntax(.key), .syntax(.valueOrClosingBracket):
      "JSON has no comma behind the last element, no comments and no single quotes"
    case .syntax: "mend the JSON here; whatever follows is read once this is"
    case .invalidUTF8, .byteOrderMark: "save the file as UTF-8 without a byte order mark"
    case .duplicateKey: "keep one of the two"
    case .loneSurrogate: "write the character itself, or both halves of the pair"
    case .forbiddenCharacter:
      "take it out; a line break or a tab in prose is written `\\n` or `\\t`"
    case .notAnInteger, .integerOutOfRange: "write an integer, or a string where that is meant"
    case .leadingZero: "take out the zeros in front"
    case .tooDeep: "nest less"
    case .tooLarge: "make it smaller, or raise `policy.limits.fileBytes`"
    }
  }

  fileprivate var expectation: String {
    switch self {
    case .syntax(let expected): expected.words
    case .invalidUTF8: "UTF-8"
    case .byteOrderMark: "UTF-8 without one"
    case .duplicateKey: "each key once in an object"
    case .loneSurrogate: "a high surrogate and then a low one"
    case .forbiddenCharacter: "text without control or bidirectional control characters"
    case .notAnInteger: "an integer without fraction or exponent"
    case .leadingZero: "a number without leading zeros"
    case .integerOutOfRange: "an integer from -9007199254740991 to 9007199254740991"
    case .tooDeep(let limit): "at most \(limit)"
    case .tooLarge(_, let limit): "at most \(limit)"
    }
  }
}

extension JSONProblem.Expected {
  fileprivate var words: String {
    switch self {
    case .value: "a value"
    case .valueOrClosingBracket: "a value or `]`"
    case .key: "a key in double quotes"
    case .keyOrClosingBrace: "a key in double quotes or `}`"
    case .colon: "`:` after the key"
    case .commaOrClosingBrace: "`,` or `}`"
    case .commaOrClosingBracket: "`,` or `]`"
    case .closingQuote: "`\"` to close the string"
    case .escape: "one of `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\u`"
    case .hexadecimalDigits: "four hexadecimal digits after `\\u`"
    case .digit: "a digit"
    case .endOfDocument: "the end of the document"
    }
  }
}
