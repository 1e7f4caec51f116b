internal import IndexModel

/// Prints findings as items of a list in Markdown: what is wrong and where, then the next step.
public struct MarkdownPrinter {
  private let sources: SourceTables

  public init(_ sources: SourceTables) { self.sources = sources }

  /// A finding as one item, without the bullet: it begins with a word of ours and ends with a line end.
  public func item(_ finding: Diagnostic) -> String {
    var text = "\(finding.severity.rawValue) in \(place(finding.range)), rule "
    text += "\(MarkdownText.code(finding.rule)): \(MarkdownText.prose(finding.message))\n"
    if let help = finding.help { text += "  - next: \(MarkdownText.prose(help))\n" }
    for note in finding.notes.prefix(3) {
      text += "  - see \(place(note.range)): \(MarkdownText.prose(note.message))\n"
    }
    return text
  }

  private func place(_ range: SourceRange) -> String {
    var place = VisibleText.line(range.path.bytes)
    if let start = sources.table(of: range)?.position(of: range.bytes.lowerBound) {
      place += ":\(start.line):\(start.column)"
    }
    return MarkdownText.code(place) + (range.side == .base ? " of base" : "")
  }
}
