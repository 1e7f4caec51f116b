internal import IndexModel

/// Prints findings as workflow commands, which GitHub shows beside the lines of a pull request.
///
///     ::error file=a/b.json,line=3,col=11,endLine=3,endColumn=13,title=name::expected a name
///
/// Escaped as the runner reads it back: `%`, CR and LF everywhere, `:` and `,` in properties. One
/// finding is one line.
/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
public struct GitHubPrinter {
  private let sources: SourceTables

  /// A printer that counts lines of these files; a finding in another one has no position.
  public init(_ sources: SourceTables) { self.sources = sources }

  /// Appends a finding; its help and notes follow the message, on lines of their own in the
  /// annotation.
  public func print(_ finding: Diagnostic, to output: inout String) {
    var properties = ["file=\(Self.property(finding.range.path.description))"]
    properties += position(of: finding.range)
    properties.append("title=\(Self.property(finding.rule))")
    let command = command(for: finding.severity)
    output += "::\(command) \(properties.joined(separator: ","))::\(Self.data(message(finding)))\n"
  }

  /// Appends findings in their order.
  public func print(_ findings: [Diagnostic], to output: inout String) {
    for finding in findings { print(finding, to: &output) }
  }

  private func command(for severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private func message(_ finding: Diagnostic) -> String {
    var lines = [finding.message]
    if let help = finding.help { lines.append("help: \(help)") }
    for note in finding.notes {
      let start = sources.table(of: note.range)?.position(of: note.range.bytes.lowerBound)
      let place = start.map { ":\($0.line):\($0.column)" } ?? ""
      lines.append("\(note.range.path)\(place): note: \(note.message)")
    }
    return lines.joined(separator: "\n")
  }

  /// Lines and, on one line, columns: the runner drops columns that span lines. What is gone has
  /// no lines that the runner could show.
  private func position(of range: SourceRange) -> [String] {
    guard let table = sources.tableInHead(of: range) else { return [] }
    let start = table.position(of: range.bytes.lowerBound)
    let end = table.position(of: range.bytes.upperBound)
    guard start.line == end.line else { return ["line=\(start.line)", "endLine=\(end.line)"] }
    return [
      "line=\(start.line)", "col=\(start.column)", "endLine=\(end.line)",
      "endColumn=\(end.column)",
    ]
  }

  private static func data(_ text: String) -> String { escape(text, also: []) }
  private static func property(_ text: String) -> String { escape(text, also: [":", ","]) }

  private static func escape(_ text: String, also special: Set<Unicode.Scalar>) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25".unicodeScalars
      case "\r": escaped += "%0D".unicodeScalars
      case "\n": escaped += "%0A".unicodeScalars
      case _ where special.contains(scalar):
        escaped += "%\(String(scalar.value, radix: 16, uppercase: true))".unicodeScalars
      case _ where VisibleText.isHidden(scalar):
        escaped += VisibleText.escape(scalar).unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
