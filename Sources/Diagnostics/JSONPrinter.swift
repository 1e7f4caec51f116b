internal import IndexModel
public import JSONText

extension JSONWriter {
  /// Writes findings as an array of objects, each with its place in lines and columns: the start of
  /// its file, where those cannot be read.
  public mutating func findings(_ findings: [Diagnostic], in sources: SourceTables) {
    func table(_ range: SourceRange) -> LineTable { sources.table(of: range) ?? LineTable([]) }
    array { writer in
      for finding in findings {
        writer.object { writer in
          writer.member("rule", finding.rule)
          writer.member("severity", finding.severity.rawValue)
          writer.place(finding.range, table(finding.range))
          if let pointer = finding.pointer { writer.member("pointer", pointer) }
          writer.member("message", finding.message)
          if let help = finding.help { writer.member("help", help) }
          guard !finding.notes.isEmpty else { return }
          writer.key("notes")
          writer.array { writer in
            for note in finding.notes {
              writer.object { writer in
                writer.place(note.range, table(note.range))
                writer.member("message", note.message)
              }
            }
          }
        }
      }
    }
  }

  private mutating func place(_ range: SourceRange, _ table: LineTable) {
    let start = table.position(of: range.bytes.lowerBound)
    let end = table.position(of: range.bytes.upperBound)
    member("path", range.path.description)
    member("line", start.line)
    member("column", start.column)
    member("endLine", end.line)
    member("endColumn", end.column)
    if range.side == .base { member("side", "base") }
  }
}
