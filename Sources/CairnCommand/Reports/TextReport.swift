internal import Changes
internal import Diagnostics
internal import IndexModel

extension CheckReport {
  /// The report for people: findings, then of a change its parts with what clients will see, and the
  /// verdict as the last line.
  func text(color: Bool) -> String {
    var text = ""
    TextPrinter(sources, color: color).print(findings, to: &text)
    text += waivers.text
    guard let change else { return text }
    return text + Self.lines(of: change) + change.effects.lines + change.impact.lines
      + change.standing + verdictLine + "\n"
  }

  /// The decisions on a change with the verdict, for who reads a format that has no place for them.
  var decisions: String? {
    change.map { Self.lines(of: $0) + $0.standing + verdictLine }
  }

  private static func lines(of change: Decided) -> String {
    change.decisions.map(\.lines).joined()
  }

  private var verdictLine: String { "verdict: \(outcome.rawValue), at \(now.text)" }
}

extension CheckReport.Decided {
  /// Who counted as there, who did not, and whether head is behind: what the verdict rests on, a line each.
  fileprivate var standing: String {
    let lines = witnesses.lines { VisibleText.line($0) }
    return (lines + [behindSentence.map { "behind: \($0)" }].compactMap(\.self))
      .map { $0 + "\n" }.joined()
  }
}

extension Effects {
  /// What clients will see, a line each.
  fileprivate var lines: String {
    BoundedLines.text(latest.map { "latest: \($0.path.text) \($0.way)" })
      + BoundedLines.text(appearing.map { "new: \($0.path.text)" })
      + BoundedLines.text(leaving.map { "gone: \($0.path.text)" })
  }
}

extension Effects.LatestMove {
  /// From where to where: `1.1.0 → 1.2.0`.
  var way: String { "\(from?.text ?? "none") → \(to?.text ?? "none")" }
}
