internal import Arguments
internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Rules

/// `cairn check`: every rule over a state of the registry, or the verdict on a change.
enum Check {
  private static let format = Option<ReportFormat>(
    "format", value: "format", default: .text, help: "How to print what was found.")
  private static let now = Option<String?>(
    "now", value: "time",
    help:
      "What counts as now: for what expires, for votes, and for a commit that claims to be later. As 2026-05-01T12:00:00Z. Default: the clock."
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
      policies and waivers are those of the base. Only what the change brings about counts. What came to base since a \
      branch left it looks removed by the branch; `check` says so where head does not contain base: merge base first.

      It also says what clients will see, and who depends on what changes: which releases could be met before and \
      cannot any more, and which packages accept what is new. The registry is searched for them, unless --site names the \
      site of base.

      --approvals names a file such as {"approvals": [{"account": "github:4", "commit": "<40 hex digits>"}]}. Approvals \
      of another commit than head do not count, and are listed with the reason.

      Waivers are listed with what they accept, so that those that accept nothing, or have expired, can go; of a change \
      only those that accept something of it, or have expired.

      The exit code is 0 if there is no error, 1 if there is one, and 2 if somebody else has to agree to the change. \
      Warnings and notes do not count.

      What it found can be printed in these formats:

      \(ReportFormat.overview)
      """,
    examples: [
      Example("Check the last commit", "cairn check"),
      Example("Check what is not committed yet", "cairn check --worktree"),
      Example("Annotate a pull request on GitHub", "cairn check --format github"),
      Example(
        "Comment on a pull request",
        "cairn check --base origin/main --format markdown > comment.md"),
      Example(
        "Decide about a pull request",
        "cairn check --base origin/main --head HEAD --actor github:4 --approvals approvals.json"),
    ],
    parameters: [format, base, head, actor, approvals, now, ImpactChoice.site, Tool.json],
    constraints: [
      .requires(head, base), .requires(actor, base), .requires(approvals, base),
      .requires(ImpactChoice.site, base),
    ]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let format = try chosenFormat(arguments)
    let now = try moment(arguments)
    let report: CheckReport
    if let base = arguments[base] {
      report = try change(from: base, arguments, tool, now, in: format)
    } else {
      report = try state(tool, now)
    }
    tool.console.output(format.print(report, ReportStyle(colors: tool.colorsOutput)))
    if let note = format.note(report) { tool.note(note) }
    return report.exitCode
  }

  private static func chosenFormat(_ arguments: ParsedArguments) throws -> ReportFormat {
    guard arguments[Tool.json] else { return arguments[format] }
    guard !arguments.isGiven(format) || arguments[format].name == ReportFormat.json.name else {
      throw arguments.misuse(
        "'--json' and '--format \(arguments[format].name)' ask for two answers: leave one out")
    }
    return .json
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

  private static func state(_ tool: Tool, _ now: Timestamp?) throws -> CheckReport {
    let registry = try tool.open()
    let moment = registry.moment(now: now)
    let check = StateCheck(registry.snapshot, moment: moment, workers: tool.workers)
    let outcome = try check.run()
    let fails = outcome.findings.contains { $0.severity == .error }
    return CheckReport(
      findings: outcome.findings, outcome: fails ? .fail : .pass, sources: registry.sources,
      waivers: WaiverLines(outcome.waivers, in: registry.sources), now: moment.now,
      subject: .state(files: outcome.units))
  }

  private static func change(
    from base: String, _ arguments: ParsedArguments, _ tool: Tool, _ now: Timestamp?,
    in format: ReportFormat
  ) throws -> CheckReport {
    guard !tool.usesWorktree else {
      throw arguments.misuse(
        "'--worktree' has no commit that could be approved, and '--base' needs one")
    }
    let change = try ProposedChange(
      tool, base: base, head: arguments[head] ?? tool.revision, actor: try account(arguments),
      approvals: arguments[approvals], now: now)
    let verdict = try Verdict(change.proposal)
    let sources = SourceTables(
      base: SourceLines(change.base).table, head: SourceLines(change.head).table)
    return CheckReport(
      findings: verdict.findings, outcome: verdict.outcome, sources: sources,
      waivers: WaiverLines(verdict.waivers.filter(\.concernsAChange), in: sources),
      now: change.proposal.moment.now,
      subject: .change(
        CheckReport.Decided(
          decisions: verdict.decisions,
          effects: try verdict.comparison.map { try Effects(of: $0) } ?? .none,
          impact: try verdict.comparison.flatMap { comparison in
            try format.tellsImpact
              ? ImpactChoice.impact(
                of: comparison, from: change.baseCommit, searchesForTakers: false, arguments, tool)
              : nil
          } ?? .none,
          witnesses: verdict.witnesses, base: change.baseCommit, baseName: base,
          head: change.proposal.commit, behind: change.behind, actor: arguments[actor])))
  }
}
