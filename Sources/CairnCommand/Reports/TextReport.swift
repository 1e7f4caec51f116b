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
    return text + Self.lines(of: change) + change.effects.lines + change.standing + verdictLine
      + "\n"
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
    Self.lines(latest) { "latest: \($0.path.text) \($0.way)" }
      + Self.lines(appearing) { "new: \($0.path.text)" }
      + Self.lines(leaving) { "gone: \($0.path.text)" }
  }

  private static func lines<Item>(_ items: [Item], _ line: (Item) -> String) -> String {
    let shown = items.prefix(10).map { line($0) + "\n" }.joined()
    return items.count > 10 ? shown + "  and \(items.count - 10) more of these\n" : shown
  }
}

extension Effects.LatestMove {
  /// From where to where: `1.1.0 → 1.2.0`.
  var way: String { "\(from?.text ?? "none") → \(to?.text ?? "none")" }
}
