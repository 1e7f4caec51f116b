internal import Changes
internal import Diagnostics
internal import GitStore
internal import IndexModel
internal import JSONText
internal import Registry
internal import Rules

/// A verdict on its way to standard output.
struct VerdictReport {
  let verdict: Verdict
  let change: ProposedChange
  private let base: SourceLines
  private let head: SourceLines

  init(_ verdict: Verdict, of change: ProposedChange) {
    self.verdict = verdict
    self.change = change
    base = SourceLines(change.base)
    head = SourceLines(change.head)
  }

  /// Prints the verdict in a format, and says how the command ends.
  func print(_ tool: Tool, _ format: Check.Format) -> ExitCode {
    switch format {
    case .text: tool.console.output(text(color: tool.colorsOutput))
    case .github:
      var text = ""
      GitHubPrinter(base: base.table, source: head.table)
        .print(verdict.findings, to: &text)
      tool.console.output(text)
      tool.note(decisions)
    case .json:
      tool.answer("check") { writer in
        writer.member("verdict", verdict.outcome.rawValue)
        writer.key("findings")
        writer.findings(
          verdict.findings, base: base.table, source: head.table)
        waivers.write(to: &writer)
        writer.key("changes")
        writer.array { writer in
          for decision in verdict.decisions { writer.object { $0.decision(decision) } }
        }
      }
    }
    switch verdict.outcome {
    case .pass: return .good
    case .needsReview: return .needsReview
    case .fail: return .findings
    }
  }

  private func text(color: Bool) -> String {
    var text = ""
    TextPrinter(color: color, base: base.table, source: head.table)
      .print(verdict.findings, to: &text)
    return text + waivers.text + decisions + "\n"
  }

  private var waivers: WaiverLines { WaiverLines(verdict.waivers, lines: base.table) }

  /// The changes, with the verdict as the last line.
  private var decisions: String {
    verdict.decisions.map(\.lines).joined() + "verdict: \(verdict.outcome.rawValue)"
      + ", at \(change.proposal.moment.now.text)"
  }
}
