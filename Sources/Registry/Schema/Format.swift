internal import IndexModel

/// What the text of a string has to be.
///
/// A class, for it is handed from schema to check once for every text of the registry.
public final class Format: Sendable {
  /// The name by which schemas and findings call it.
  public let name: String
  /// The rule that a text of another form breaks.
  public let rule: Rule
  /// "a version", as a finding says what was expected.
  public let expectation: String
  /// A regular expression of ECMA 262 for editors: it may accept more than `problem` does, never
  /// less.
  public let pattern: String?
  /// JSON Schema's own name for the format, where there is one.
  public let standardName: String?
  public let maximumBytes: Int?
  /// Whether the text may have line breaks and tabs. All others are of one line.
  public let isProse: Bool
  /// What is wrong with a text; nil if nothing is. Nil for a format that any text has which is not too long.
  ///
  /// It is asked about the bytes in the file: of the many texts that are checked most are not kept.
  let problem: (@Sendable (_ text: Span<UInt8>, _ versions: VersionScheme) -> String?)?

  /// What to do about a text that is often written in place of a right one; nil where nothing special is to be said.
  package let advice: (@Sendable (_ text: String) -> String?)?

  init(
    _ name: String, rule: Rule, expectation: String, pattern: String? = nil,
    standardName: String? = nil,
    maximumBytes: Int? = nil, isProse: Bool = false,
    problem: (@Sendable (Span<UInt8>, VersionScheme) -> String?)? = nil,
    advice: (@Sendable (String) -> String?)? = nil
  ) {
    self.name = name
    self.rule = rule
    self.expectation = expectation
    self.pattern = pattern
    self.standardName = standardName
    self.maximumBytes = maximumBytes
    self.isProse = isProse
    self.advice = advice
    self.problem = problem
  }
}
