internal import Arguments
internal import Changes
internal import Diagnostics
internal import JSONText
internal import Registry

/// `cairn explain`: what a rule asks, why, and how to mend a violation; what a kind of change is, and who may make it.
enum Explain {
  private static let rule = Argument<String?>(
    "rule", help: "The id of a rule, as findings name it, or of a kind of change.",
    completes: .words(ids))
  private static let list = Flag("list", help: "List every rule, and every kind of change.")

  private static let ids = Rule.explained.map(\.id) + ChangeKind.allCases.map(\.rawValue)

  static let command = Command<Tool>(
    "explain", summary: "Say what a rule asks and why, or who may make a kind of change.",
    examples: [
      Example("Explain a finding", "cairn explain name-folding"),
      Example("Explain a part of a verdict", "cairn explain package-owners"),
      Example("See all rules and kinds", "cairn explain --list"),
    ],
    parameters: [rule, list, Tool.json], constraints: [.exactlyOne(rule, list)]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    var (rules, kinds) = (Rule.explained, ChangeKind.allCases)
    if let id = arguments[rule] {
      rules = rules.filter { $0.id == id }
      kinds = kinds.filter { $0.rawValue == id }
      if rules.isEmpty, kinds.isEmpty {
        let nearest = ids.first { $0.hasPrefix(id) } ?? Likeness.closest(to: id, among: ids)
        throw Failure(
          .findings, "there is no rule '\(id)', and no kind of change",
          wayOut: nearest.map { "did you mean '\($0)'?" } ?? "cairn explain --list shows them all")
      }
    }
    if arguments[Tool.json] {
      tool.answer("rules") { writer in
        writer.key("rules")
        writer.array { writer in for rule in rules { writer.object { $0.rule(rule) } } }
        writer.key("kinds")
        writer.array { writer in for kind in kinds { writer.object { $0.kind(kind) } } }
      }
    } else if arguments[list] {
      for (at, rule) in rules.enumerated() {
        if rule.isOfImports, at == 0 || !rules[at - 1].isOfImports {
          tool.console.output("\nWhat an import reports of its source:\n")
        }
        tool.console.output("\(rule.id) (\(rule.class.rawValue)): \(rule.summary)\n")
      }
      tool.console.output("\nKinds of changes, as verdicts name them:\n")
      for kind in kinds { tool.console.output("\(kind.rawValue): \(kind.summary)\n") }
    } else {
      for rule in rules { tool.console.output(text(rule)) }
      for kind in kinds { tool.console.output(text(kind)) }
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

  private static func text(_ kind: ChangeKind) -> String {
    """
    \(kind.rawValue): \(kind.summary)

    Who may make it: \(kind.permission).

    A kind of change, as `cairn check --base` and `cairn diff` name it.

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

  fileprivate mutating func kind(_ kind: ChangeKind) {
    member("id", kind.rawValue)
    member("summary", kind.summary)
    member("allowed", kind.permission)
  }
}
