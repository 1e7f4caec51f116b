internal import Arguments
internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Rules

/// `cairn check`: every rule over a state of the registry, or the verdict on a change.
enum Check {
  enum Format: String, CaseIterable, ArgumentValue { case text, json, github }

  private static let format = Option<Format>(
    "format", value: "format", default: .text, help: "How to print what was found.")
  private static let now = Option<String?>(
    "now", value: "time",
    help:
      "What counts as now for what expires and for votes, as 2026-05-01T12:00:00Z. Default: the clock."
  )

  private static let base = Option<String?>(
    "base", value: "rev", help: "Check the change from this commit, and decide about it.")
  private static let head = Option<String?>(
    "head", value: "rev", help: "The commit that the change ends in. Default: that of --rev.")
  private static let actor = Option<String?>(
    "actor", value: "account",
    help: "Who pushed head, as github:4 by the account's number. Default: nobody.")
  private static let approvals = Option<String?>(
    "approvals", value: "file", help: "A JSON file of approvals; they count for head alone.",
    completes: .files)

  static let command = Command<Tool>(
    "check", summary: "Check the registry by every rule, or decide about a change.",
    discussion: """
      Reads a commit, or with --worktree the files as they are, and reports everything that breaks a rule: where it is, \
      what was found, what was expected, and the next step. Lines and columns are 1-based; a column counts UTF-8 bytes.

      With --base it compares two commits instead, names each change, and decides who may make it: roles, CODEOWNERS, \
      policies and waivers are those of the base. Only what the change brings about counts.

      Waivers are listed with what they accept, so that those that accept nothing, or have expired, can go.

      The exit code is 0 if there is no error, 1 if there is one, and 2 if somebody else has to agree to the change. \
      Warnings and notes do not count.
      """,
    examples: [
      Example("Check the last commit", "cairn check"),
      Example("Check what is not committed yet", "cairn check --worktree"),
      Example("Annotate a pull request on GitHub", "cairn check --format github"),
      Example(
        "Decide about a pull request",
        "cairn check --base origin/main --head HEAD --actor github:4 --approvals approvals.json"),
    ],
    parameters: [format, base, head, actor, approvals, now, Tool.json],
    constraints: [.requires(head, base), .requires(actor, base), .requires(approvals, base)]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let format = arguments[Tool.json] ? .json : arguments[format]
    let now = try moment(arguments)
    guard let base = arguments[base] else { return try checkState(tool, format, now) }
    guard !tool.usesWorktree else {
      throw arguments.misuse(
        "'--worktree' has no commit that could be approved, and '--base' needs one")
    }
    let change = try ProposedChange(
      tool, base: base, head: arguments[head] ?? tool.revision, actor: try account(arguments),
      approvals: arguments[approvals], now: now)
    let report = VerdictReport(try Verdict(change.proposal), of: change)
    return report.print(tool, format)
  }

  private static func moment(_ arguments: ParsedArguments) throws -> Timestamp? {
    guard let text = arguments[now] else { return nil }
    guard let time = try? Timestamp(text) else {
      throw arguments.invalid(now, expected: "a time such as 2026-05-01T12:00:00Z")
    }
    return time
  }

  private static func account(_ arguments: ParsedArguments) throws -> Account? {
    guard let text = arguments[actor] else { return nil }
    guard let account = try? Account(text) else {
      throw arguments.invalid(actor, expected: "<forge>:<id or login> such as github:4")
    }
    return account
  }

  private static func checkState(
    _ tool: Tool, _ format: Format, _ now: Timestamp?
  ) throws -> ExitCode {
    let registry = try tool.open()
    let check = StateCheck(
      registry.snapshot, moment: registry.moment(now: now), workers: tool.workers)
    let outcome = try check.run()
    let waivers = WaiverLines(outcome.waivers, lines: registry.lineTables)
    let fails = outcome.findings.contains { $0.severity == .error }
    switch format {
    case .text:
      var text = ""
      TextPrinter(color: tool.colorsOutput, source: registry.lineTables)
        .print(outcome.findings, to: &text)
      tool.console.output(text + waivers.text)
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
        waivers.write(to: &writer)
      }
    }
    return fails ? .findings : .good
  }
}
