import Diagnostics
import IndexModel

/// A finding in a source that marks its range with `«` and `»`.
struct Finding {
  let diagnostic: Diagnostic
  let table: LineTable

  init(
    _ marked: String, severity: Diagnostic.Severity = .error, message: String = "wrong",
    rule: String = "rule", help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    var bytes: [UInt8] = []
    var bounds: [Int] = []
    for scalar in marked.unicodeScalars {
      if scalar == "«" || scalar == "»" {
        bounds.append(bytes.count)
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
    self.init(
      bytes: bytes, range: bounds[0]..<bounds[1], severity: severity, message: message, rule: rule,
      help: help, notes: notes)
  }

  init(
    bytes: [UInt8], range: Range<Int>, path: RepositoryPath = "a.json",
    severity: Diagnostic.Severity = .error, message: String = "wrong", rule: String = "rule",
    help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    table = LineTable(bytes)
    diagnostic = Diagnostic(
      rule: rule, severity: severity, range: SourceRange(path: path, bytes: range),
      message: message, help: help, notes: notes)
  }

  /// The one file that all findings are in.
  var sources: SourceTables { SourceTables { _ in table } }

  /// What the text printer makes of it.
  func text(color: Bool = false) -> String {
    var output = ""
    TextPrinter(sources, color: color).print(diagnostic, to: &output)
    return output
  }

  /// What the printer of workflow commands makes of it.
  var command: String {
    var output = ""
    GitHubPrinter(sources).print(diagnostic, to: &output)
    return output
  }
}

extension SourceTables {
  /// No lines of any file.
  static var none: SourceTables { SourceTables { _ in nil } }
}
