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

  /// A finding about a text from one of its bytes on. The text as a whole is pointed at where it is
  /// spelled with escapes, which hide where its bytes are.
  package init(
    _ rule: Rule, in document: JSONDocument, at node: JSONDocument.Node, from offset: Int,
    of path: RepositoryPath, _ message: String, help: String? = nil
  ) {
    let whole = document.range(of: node)
    // At the end of the text, its closing quote is what is there.
    let start = document.hasEscapes(node) ? whole.lowerBound : whole.lowerBound + 1 + offset
    let bytes = start..<max(start + 1, whole.upperBound - 1)
    self.init(
      rule: rule.id, severity: rule.severity,
      range: SourceRange(path: path, bytes: document.hasEscapes(node) ? whole : bytes),
      pointer: document.pointer(to: node), message: message, help: help)
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
