internal import IndexModel

/// One finding: what rule, where, what was found and what was expected, and the next step.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    case error, warning, note
  }

  /// Something beside the finding that explains it, such as the place of a first declaration.
  public struct Note: Hashable, Sendable {
    public let range: SourceRange
    public let message: String

    public init(range: SourceRange, message: String) {
      self.range = range
      self.message = message
    }
  }

  /// The id of the rule: kebab-case, stable, explained by `cairn explain`.
  public let rule: String
  public var severity: Severity
  public let range: SourceRange
  /// A JSON pointer (RFC 6901) to the value, where the finding is about one.
  public let pointer: String?
  /// What was found, then what was expected: lower case, no full stop.
  public let message: String
  /// The next step.
  public let help: String?
  public let notes: [Note]

  public init(
    rule: String, severity: Severity, range: SourceRange, pointer: String? = nil, message: String,
    help: String? = nil, notes: [Note] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.range = range
    self.pointer = pointer
    self.message = message
    self.help = help
    self.notes = notes
  }
}

extension Diagnostic: Comparable {
  /// By path, position and rule; then by message, so that the order is total.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.range.path != right.range.path { return left.range.path < right.range.path }
    let leftKey = (left.range.bytes.lowerBound, left.range.bytes.upperBound)
    let rightKey = (right.range.bytes.lowerBound, right.range.bytes.upperBound)
    if leftKey != rightKey { return leftKey < rightKey }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}
