public import Diagnostics
public import IndexModel
public import JSONText

extension Diagnostic {
  /// A finding about one value of a document.
  public init(
    _ rule: Rule, severity: Severity? = nil, in document: JSONDocument, at node: JSONDocument.Node,
    of path: RepositoryPath, _ message: String, help: String? = nil, notes: [Note] = []
  ) {
    self.init(
      rule: rule.id, severity: severity ?? rule.severity,
      range: SourceRange(path: path, bytes: document.range(of: node)),
      pointer: document.pointer(to: node),
      message: message, help: help, notes: notes)
  }

  /// A finding about a file as a whole.
  public init(
    _ rule: Rule, severity: Severity? = nil, file path: RepositoryPath, _ message: String,
    help: String? = nil, notes: [Note] = []
  ) {
    self.init(
      rule: rule.id, severity: severity ?? rule.severity, range: .start(of: path), message: message,
      help: help, notes: notes)
  }
}
