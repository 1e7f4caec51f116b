internal import IndexModel
internal import JSONText

/// Prints findings in the Reviewdog Diagnostic Format, as one `DiagnosticResult`.
///
/// Lines and columns are 1-based and columns count UTF-8 bytes, as ours do; the end is exclusive.
/// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
public struct RDJSONPrinter {
  private let sources: SourceTables

  public init(_ sources: SourceTables) { self.sources = sources }

  /// The whole result.
  public func report(_ findings: [Diagnostic]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("source")
      writer.object { $0.member("name", "cairn") }
      writer.key("diagnostics")
      writer.array { writer in
        for finding in findings { writer.object { diagnostic(finding, into: &$0) } }
      }
    }
    return writer.finish()
  }

  private func diagnostic(_ finding: Diagnostic, into writer: inout JSONWriter) {
    writer.member("message", message(finding))
    writer.key("location")
    location(finding.range, into: &writer)
    writer.member("severity", severity(of: finding))
    writer.key("code")
    writer.object { $0.member("value", VisibleText.line(finding.rule)) }
    guard !finding.notes.isEmpty else { return }
    writer.key("relatedLocations")
    writer.array { writer in
      for note in finding.notes {
        writer.object { writer in
          writer.member("message", MarkdownText.prose(note.message))
          writer.key("location")
          location(note.range, into: &writer)
        }
      }
    }
  }

  /// Some of reviewdog's reporters make a comment of it, where it is Markdown.
  private func message(_ finding: Diagnostic) -> String {
    let message = MarkdownText.prose(finding.message)
    return finding.help.map { "\(message)\nhelp: \(MarkdownText.prose($0))" } ?? message
  }

  private func severity(of finding: Diagnostic) -> String {
    switch finding.severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .note: "INFO"
    }
  }

  private func location(_ range: SourceRange, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("path", VisibleText.line(range.path.bytes))
      guard let table = sources.tableInHead(of: range) else { return }
      writer.key("range")
      writer.object { writer in
        position("start", table.position(of: range.bytes.lowerBound), into: &writer)
        position("end", table.position(of: range.bytes.upperBound), into: &writer)
      }
    }
  }

  private func position(
    _ key: String, _ position: LineTable.Position, into writer: inout JSONWriter
  ) {
    writer.key(key)
    writer.object { writer in
      writer.member("line", position.line)
      writer.member("column", position.column)
    }
  }
}
