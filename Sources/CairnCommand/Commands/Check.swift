internal import Arguments
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Rules

/// `cairn check`: every rule over a state of the registry.
enum Check {
  enum Format: String, CaseIterable, ArgumentValue { case text, json, github }

  private static let format = Option<Format>(
    "format", value: "format", default: .text, help: "How to print what was found.")
  private static let now = Option<String?>(
    "now", value: "time",
    help:
      "What counts as now for keys and waivers that expire, as 2026-05-01T12:00:00Z. Default: the clock."
  )

  static let command = Command<Tool>(
    "check", summary: "Check the registry by every rule.",
    discussion: """
      Reads a commit, or with --worktree the files as they are, and reports everything that breaks a rule: where it is, \
      what was found, what was expected, and the next step. Lines and columns are 1-based; a column counts UTF-8 bytes.

      The exit code is 0 if there is no error, 1 if there is one. Warnings and notes do not count.
      """,
    examples: [
      Example("Check the last commit", "cairn check"),
      Example("Check what is not committed yet", "cairn check --worktree"),
      Example("Annotate a pull request on GitHub", "cairn check --format github"),
    ],
    parameters: [format, now, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    var moment: Timestamp?
    if let text = arguments[now] {
      guard let time = try? Timestamp(text) else {
        throw arguments.invalid(now, expected: "a time such as 2026-05-01T12:00:00Z")
      }
      moment = time
    }
    let registry = try tool.open()
    let check = StateCheck(
      registry.snapshot, moment: registry.moment(now: moment), workers: tool.workers)
    let outcome = try check.run()
    let fails = outcome.findings.contains { $0.severity == .error }
    switch arguments[Tool.json] ? .json : arguments[format] {
    case .text:
      var text = ""
      TextPrinter(color: tool.colorsOutput, source: registry.lineTables)
        .print(outcome.findings, to: &text)
      tool.console.output(text)
      if outcome.findings.isEmpty { tool.note("\(outcome.units) files, nothing to report") }
    case .github:
      var text = ""
      GitHubPrinter(source: registry.lineTables).print(outcome.findings, to: &text)
      tool.console.output(text)
    case .json:
      tool.answer("check") { writer in
        writer.member("verdict", fails ? "fail" : "pass")
        writer.key("findings")
        writer.findings(outcome.findings, source: registry.lineTables)
      }
    }
    return fails ? .findings : .good
  }
}
