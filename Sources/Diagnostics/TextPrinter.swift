/// Prints findings for people: the place and the message, then the line of the source with a mark
/// under it.
///
///     packages/acme/libfoo.json:3:11: error: expected a name [name]
///       3 |   "name": "",
///         |           ^~
///       help: …
///
/// Texts of strangers are escaped, and none of them begins a line.
public struct TextPrinter {
  private let sources: SourceTables
  private let style: Style

  /// A printer that shows lines of these files; a finding in another one has no position.
  public init(_ sources: SourceTables, color: Bool = false) {
    self.sources = sources
    style = Style(isOn: color)
  }

  /// Appends a finding with its help and its notes.
  public func print(_ finding: Diagnostic, to output: inout String) {
    let severity = style.severity(finding.severity, "\(finding.severity.rawValue):")
    let rule = VisibleText.line(finding.rule)
    let message = style.bold(VisibleText.line(finding.message))
    print("\(severity) \(message) [\(rule)]", at: finding.range, to: &output)
    if let help = finding.help {
      output += "  \(style.bold("help:")) \(VisibleText.line(help))\n"
    }
    for note in finding.notes {
      let label = style.severity(.note, "note:")
      print("\(label) \(VisibleText.line(note.message))", at: note.range, to: &output)
    }
  }

  /// Appends findings in their order, then a line that counts them; nothing if there are none.
  public func print(_ findings: [Diagnostic], to output: inout String) {
    guard !findings.isEmpty else { return }
    for finding in findings { print(finding, to: &output) }
    output += Self.summary(of: findings) + "\n"
  }

  /// How many findings there are, by severity: `3 errors, 1 warning`; or `no findings`.
  public static func summary(of findings: [Diagnostic]) -> String {
    let counts = Diagnostic.Severity.allCases.compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  }

  private func print(_ text: String, at range: SourceRange, to output: inout String) {
    let path = VisibleText.path(range.path)
    // What stood in base is not to be looked for in the files as they are.
    let side = range.side == .base ? " (in base)" : ""
    guard let table = sources.table(of: range) else {
      output += "\(style.bold("\(path):1:1\(side):")) \(text)\n"
      return
    }
    let position = table.position(of: range.bytes.lowerBound)
    output += "\(style.bold("\(path):\(position.line):\(position.column)\(side):")) \(text)\n"
    let excerpt = SourceExcerpt(of: range.bytes, in: table)
    let number = String(excerpt.line)
    let blanks = String(repeating: " ", count: number.utf8.count)
    output += "  \(number) | \(excerpt.text)\n"
    output += "  \(blanks) | \(style.mark(excerpt.marker))\n"
  }
}

/// The colours of a terminal, or none.
private struct Style {
  let isOn: Bool

  func bold(_ text: String) -> String { colored("1", text) }
  func mark(_ text: String) -> String { colored("32", text) }

  func severity(_ severity: Diagnostic.Severity, _ text: String) -> String {
    switch severity {
    case .error: colored("1;31", text)
    case .warning: colored("1;33", text)
    case .note: colored("1;36", text)
    }
  }

  private func colored(_ code: String, _ text: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
