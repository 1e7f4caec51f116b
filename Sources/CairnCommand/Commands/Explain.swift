internal import Arguments
internal import Diagnostics
internal import JSONText
internal import Registry

/// `cairn explain`: what a rule asks, why, and how to mend a violation.
enum Explain {
  private static let rule = Argument<String?>(
    "rule", help: "The id of a rule, as findings name it.",
    completes: .words(Rule.explained.map(\.id)))
  private static let list = Flag("list", help: "List every rule.")

  static let command = Command<Tool>(
    "explain", summary: "Say what a rule asks, and why.",
    examples: [
      Example("Explain a finding", "cairn explain name-folding"),
      Example("See all rules", "cairn explain --list"),
    ],
    parameters: [rule, list, Tool.json], constraints: [.exactlyOne(rule, list)]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let rules: [Rule]
    if let id = arguments[rule] {
      guard let rule = Rule.explained.first(where: { $0.id == id }) else {
        let ids = Rule.explained.map(\.id)
        let nearest = ids.first { $0.hasPrefix(id) } ?? Likeness.closest(to: id, among: ids)
        throw Failure(
          .findings, "there is no rule '\(id)'",
          wayOut: nearest.map { "did you mean '\($0)'?" } ?? "cairn explain --list shows them all")
      }
      rules = [rule]
    } else {
      rules = Rule.explained
    }
    if arguments[Tool.json] {
      tool.answer("rules") { writer in
        writer.key("rules")
        writer.array { writer in for rule in rules { writer.object { $0.rule(rule) } } }
      }
    } else if arguments[list] {
      for (at, rule) in rules.enumerated() {
        if rule.isOfImports, at == 0 || !rules[at - 1].isOfImports {
          tool.console.output("\nWhat an import reports of its source:\n")
        }
        tool.console.output("\(rule.id) (\(rule.class.rawValue)): \(rule.summary)\n")
      }
    } else {
      for rule in rules { tool.console.output(text(rule)) }
    }
    return .good
  }

  private static func text(_ rule: Rule) -> String {
    """
    \(rule.id): \(rule.summary)

    \(rule.explanation)

    Class \(rule.class.rawValue), severity \(rule.severity.rawValue), scope \(rule.scope.rawValue).

    """
  }
}

extension JSONWriter {
  fileprivate mutating func rule(_ rule: Rule) {
    member("id", rule.id)
    member("class", rule.class.rawValue)
    member("severity", rule.severity.rawValue)
    member("scope", rule.scope.rawValue)
    member("summary", rule.summary)
    member("explanation", rule.explanation)
  }
}
