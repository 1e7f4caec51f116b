internal import Changes
internal import Diagnostics
internal import IndexModel
internal import Registry

/// The comment on a pull request: what was decided, what blocks, who can help, and what to do next.
///
/// The first line lets a workflow find its own comment and update it. The whole is short enough for
/// every forge, whatever the report holds: what is left out is counted.
struct MarkdownComment {
  static let marker = "<!-- cairn-check -->"
  /// GitHub refuses a comment of more than 65,536 characters.
  static let limit = 60_000

  private let report: CheckReport
  private let printer: MarkdownPrinter

  init(_ report: CheckReport) {
    self.report = report
    printer = MarkdownPrinter(report.sources)
  }

  var text: String {
    var page = MarkdownPage(heading: heading, tail: next, limit: Self.limit)
    blocking(&page)
    if let change = report.change {
      approvers(change, &page)
      witnesses(change, &page)
      changes(change, &page)
      effects(change.effects, &page)
      impact(change.impact, &page)
    }
    page.section("Warnings", report.findings(.warning), atMost: 10, printer.item)
    return page.text
  }
}

// MARK: - Sections

extension MarkdownComment {
  private var heading: String {
    let title =
      switch report.outcome {
      case .pass: "passes"
      case .needsReview: "needs review"
      case .fail: "fails"
      }
    var facts = ["verdict: \(report.outcome.rawValue)"]
    switch report.subject {
    case .state(let files): facts.append(counted(files, "file"))
    case .change(let change):
      facts.append(counted(change.decisions.count, "change"))
      facts.append("commit \(MarkdownText.code(change.head.hex))")
    }
    facts.append(TextPrinter.summary(of: report.findings))
    facts.append("at \(MarkdownText.code(report.now.text))")
    return "\(Self.marker)\n### Cairn: this \(title)\n\n\(facts.joined(separator: ", "))\n"
  }

  private func blocking(_ page: inout MarkdownPage) {
    let errors = report.findings(.error).map(printer.item)
    let behind = errors.isEmpty ? nil : behindSentence.map { $0 + "\n" }
    page.section("What blocks", [behind].compactMap(\.self) + errors, atMost: 25) { $0 }
    let refused = (report.change?.decisions ?? []).filter { $0.outcome == .forbidden }
    page.section("What nobody may do", refused, atMost: 25) { decision in
      "\(decision.change.kind.summary): \(name(decision.change))\n"
    }
  }

  /// Changes that wait for the same people are one item.
  private func approvers(_ change: CheckReport.Decided, _ page: inout MarkdownPage) {
    var order: [String] = []
    var waiting: [String: [Change]] = [:]
    for decision in change.decisions where decision.outcome == .open {
      let people = decision.people { MarkdownText.code($0, atMost: 100) }
      if waiting[people] == nil { order.append(people) }
      waiting[people, default: []].append(decision.change)
    }
    page.section("Who can approve", order, atMost: 25) { people in
      "\(people): \(list(waiting[people, default: []]) { "\($0.kind.rawValue) \(name($0))" })\n"
    }
  }

  private func witnesses(_ change: CheckReport.Decided, _ page: inout MarkdownPage) {
    let lines = change.witnesses.lines { MarkdownText.code($0, atMost: 200) }
    page.section("Who counts as there", lines, atMost: 25) { $0 + "\n" }
  }

  private var behindSentence: String? {
    guard let change = report.change else { return nil }
    return change.behindSentence(merging: change.base.hex) { MarkdownText.code($0) }
  }

  private func changes(_ change: CheckReport.Decided, _ page: inout MarkdownPage) {
    let groups = Dictionary(grouping: change.decisions.map(\.change), by: \.kind)
    let kinds = ChangeKind.allCases.filter { groups[$0] != nil }
    page.section("What changes", kinds, atMost: kinds.count) { kind in
      let changes = groups[kind, default: []]
      return "\(changes.count) × \(kind.summary): \(list(changes, name))\n"
    }
  }

  private func effects(_ effects: Effects, _ page: inout MarkdownPage) {
    func code(_ path: SitePath) -> String { MarkdownText.code(path.text) }
    let lines =
      effects.latest.map { "latest: \(code($0.path)) \(MarkdownText.code($0.way))" }
      + effects.appearing.map { "new: \(code($0.path))" }
      + effects.leaving.map { "gone: \(code($0.path))" }
    page.section("What clients will see after the merge", lines, atMost: 25) { $0 + "\n" }
  }

  private func impact(_ impact: Impact, _ page: inout MarkdownPage) {
    let lines = ImpactLines(impact) { MarkdownText.code($0, atMost: 200) }
    page.section("Who depends on it", lines.unmet + lines.accepts, atMost: 25) { $0 + "\n" }
  }

  private func list(_ changes: [Change], _ word: (Change) -> String) -> String {
    let shown = changes.prefix(10).map(word).joined(separator: ", ")
    return changes.count > 10 ? "\(shown) and \(changes.count - 10) more" : shown
  }

  private func name(_ change: Change) -> String {
    switch change.subject {
    case .path(let path): MarkdownText.code(path.bytes, atMost: 200)
    default: MarkdownText.code(change.subject.text, atMost: 200)
    }
  }
}

// MARK: - What to do next

extension MarkdownComment {
  private var next: String {
    var steps: [String] = []
    if let behindSentence { steps.append(behindSentence) }
    let errors = report.findings(.error)
    let form = report.findings.filter { $0.rule == Rule.canonicalForm.id }
    if !form.isEmpty {
      let isAll = !errors.isEmpty && errors.allSatisfy { $0.rule == Rule.canonicalForm.id }
      steps.append(
        "\(isAll ? "only the form is wrong" : "to mend the form"): \(MarkdownText.code("cairn format"))"
      )
    }
    if let error = errors.first(where: { $0.rule != Rule.canonicalForm.id }) {
      let command = "cairn explain \(error.rule)"
      steps.append("to read about the first error: \(MarkdownText.code(command))")
    }
    steps.append("to repeat this and see all of it: \(MarkdownText.code(command, atMost: 2000))")
    return "\n#### Next\n\n" + steps.map { "- \($0)\n" }.joined()
  }

  private var command: String {
    guard let change = report.change else { return "cairn check" }
    let actor = change.actor.map { " --actor \(Standpoint.word($0))" } ?? ""
    return "cairn check --base \(change.base.hex) --head \(change.head.hex)\(actor)"
  }
}
