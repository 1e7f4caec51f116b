internal import Diagnostics
internal import Search

/// What a search found, as text for people: a line for each package, and perhaps why.
struct SearchPage {
  private(set) var text = ""
  private let ink: Ink
  /// How long a line may be; nil where nothing is cut.
  private let columns: Int?
  private let explains: Bool

  /// Longer names do not push all descriptions aside.
  private static let widestName = 40
  /// A description that would be cut shorter than this goes over the edge instead.
  private static let leastDescription = 20

  init(ink: Ink, columns: Int?, explains: Bool) {
    self.ink = ink
    self.columns = columns
    self.explains = explains
  }

  mutating func write(_ answer: SearchAnswer) {
    let widths = answer.results.map { VisibleText.columns(of: $0.document.name) }
    let width = widths.filter { $0 <= Self.widestName }.max() ?? 0
    for (result, own) in zip(answer.results, widths) {
      line(result.document, padding: max(0, width - own), from: max(width, own) + 2)
      if explains {
        text += "    \(ink.faint(VisibleText.line(reason(result, words: answer.words))))\n"
      }
    }
  }

  private mutating func line(_ document: SearchDocument, padding: Int, from start: Int) {
    text += ink.bold(VisibleText.line(document.name))
    if let summary = document.summary {
      let fits = columns.map { $0 - start >= Self.leastDescription } ?? false
      text += String(repeating: " ", count: padding + 2)
      text += VisibleText.line(summary, columns: fits ? (columns ?? 0) - start : .max)
    }
    text += "\n"
  }

  private func reason(_ result: SearchAnswer.Result, words: [String]) -> String {
    let match = result.match
    var parts = zip(words, match.places).map { word, place in
      "\(word): \(place?.phrase ?? "nowhere")"
    }
    if match.places.contains(where: { $0?.isOfName ?? false }) {
      parts.append(
        match.coverage == Match.whole
          ? "all of the name"
          : "\((match.coverage * 100 + Match.whole / 2) / Match.whole) % of the name")
    }
    parts.append(dependents(result.document.popularity))
    return parts.joined(separator: "; ")
  }

  private func dependents(_ popularity: Int) -> String {
    switch popularity {
    case 0: return "no dependents"
    case 1: return "1 to 9 dependents"
    default:
      let zeros = String(repeating: "0", count: popularity - 1)
      return "1\(zeros) to 9\(zeros.map { _ in "9" }.joined()) dependents"
    }
  }
}

extension Tier {
  fileprivate var phrase: String {
    switch self {
    case .exact: "the name"
    case .name: "in the name"
    case .prefix: "a beginning in the name"
    case .keyword: "a keyword"
    case .project: "the project"
    case .summary: "in the description"
    case .typo: "in the name, but for a letter"
    }
  }
}
