public import IndexModel
public import JSONText

extension JSONWriter {
  /// Writes findings as an array of objects, each with its place in lines and columns.
  ///
  /// - Parameter source: The lines of a file; nil where they cannot be read, and then a finding is at its start.
  public mutating func findings(
    _ findings: [Diagnostic], source: (RepositoryPath) -> LineTable?
  ) {
    var tables: [RepositoryPath: LineTable?] = [:]
    array { writer in
      for finding in findings {
        let path = finding.range.path
        let table = tables[path] ?? source(path)
        tables[path] = .some(table)
        writer.object { $0.finding(finding, table) }
      }
    }
  }

  private mutating func finding(_ finding: Diagnostic, _ table: LineTable?) {
    let table = table ?? LineTable([])
    let start = table.position(of: finding.range.bytes.lowerBound)
    let end = table.position(of: finding.range.bytes.upperBound)
    member("rule", finding.rule)
    member("severity", finding.severity.rawValue)
    member("path", finding.range.path.description)
    member("line", start.line)
    member("column", start.column)
    member("endLine", end.line)
    member("endColumn", end.column)
    if let pointer = finding.pointer { member("pointer", pointer) }
    member("message", finding.message)
    if let help = finding.help { member("help", help) }
  }
}
