public import Diagnostics

/// A promise that the registry keeps, with the words that explain it.
///
/// A rule is only its description. What checks it lives where the evidence is: the reader and the
/// schemas of this module for what a single value shows, the `Rules` module for the rest.
public struct Rule: Hashable, Sendable {
  /// What a violation stops.
  public enum Class: String, Hashable, Sendable {
    /// An error that `build` refuses, and that nothing waives.
    case integrity
    /// An error of the dependency graph: `build` goes on and marks what cannot be met.
    case closure
    /// A warning.
    case advice
  }

  /// What a rule may look at, and so when it has to run again.
  public enum Scope: String, Hashable, Sendable {
    /// The unit alone.
    case file
    /// The unit, and what it names.
    case forward
    /// The names in a folder.
    case names
    /// Who depends on a subject.
    case reverse
    /// What a change makes of what was there: only asked where two states are compared.
    case change
  }

  /// Kebab-case, stable: part of the tool's interface.
  public let id: String
  public let `class`: Class
  public let scope: Scope
  /// One line, for lists.
  public let summary: String
  /// One paragraph: what is asked, why, and how to mend a violation.
  public let explanation: String

  public init(
    _ id: String, _ class: Class, _ scope: Scope, _ summary: String, _ explanation: String
  ) {
    self.id = id
    self.class = `class`
    self.scope = scope
    self.summary = summary
    self.explanation = explanation
  }

  /// How severe a finding is unless a policy or a waiver says otherwise.
  public var severity: Diagnostic.Severity { self.class == .advice ? .warning : .error }

  public static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
