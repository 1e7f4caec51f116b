internal import Arguments
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Resolution

/// `cairn resolve`: which releases go together.
enum Resolve {
  private static let wanted = Argument<[String]>(
    "alias", help: "<alias> or <alias>@<range>: what the solution has to hold.",
    completes: .packages)
  private static let portable = Option<[String]>(
    "portable", value: "file",
    help: "A portable package to resolve from, with no registry and no network.",
    completes: .files)
  private static let strategy = Option<StrategyWord>(
    "strategy", value: "order", default: .newest, help: "Which of several releases is tried first.")
  private static let before = Option<String?>(
    "before", value: "time",
    help: "Take no release published later, as 2026-05-01T12:00:00Z, or than a day, as 2026-05-01.")
  private static let candidates = Flag(
    "candidates", help: "Take releases too that are only candidates.")

  static let command = Command<Tool>(
    "resolve", summary: "Find releases that go together.",
    discussion: """
      Finds one release for each alias that is needed: of those that are named, and of all that these need to run or to be \
      built. If there is a solution it is found, and the same question has the same answer. Direct requirements come first, \
      then what they need, each with the newest release that leaves a solution. Where there is none, the reasons are told.

      In the index of every package an alias is <project>/<package>; in a curated one it is what that index says. \
      Revoked releases are never taken. Without --site the registry around this folder answers, built or not.

      The exit code is 1 if nothing goes together, if there is no such index, or if the search was given up: an index can \
      be made so that it would last for ever.
      """,
    examples: [
      Example("Resolve in the registry at hand", "cairn resolve acme/libfoo"),
      Example(
        "Ask a site, in a curated index",
        "cairn resolve 'libfoo@^1.2.0' tools --index lib-node-modules --site https://registry.example.org/"
      ),
      Example(
        "Resolve offline", "cairn resolve acme/libfoo --portable libfoo-1.2.0.json"),
    ],
    parameters: [
      wanted, IndexChoice.index, IndexChoice.site, portable, strategy, before, candidates,
      Tool.json,
    ],
    constraints: [.atMostOne(portable, IndexChoice.site), .atMostOne(portable, IndexChoice.index)]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    guard !arguments[wanted].isEmpty else {
      throw arguments.misuse("nothing to resolve: name an alias, as acme/libfoo")
    }
    let files = arguments[portable]
    let choice =
      try files.isEmpty ? IndexChoice(arguments, tool) : IndexChoice(portable: files, tool)
    var request = Request(
      try arguments[wanted].map { try requirement($0, choice.versioning, arguments) },
      strategy: arguments[strategy].strategy, candidates: arguments[candidates])
    if let text = arguments[before] {
      request.before = try time(text, arguments)
    }
    let outcome = try request.resolve(in: choice.source)
    if arguments[Tool.json] {
      tool.answer("resolve") { $0.outcome(outcome, in: choice.name) }
    } else {
      try tell(outcome, ResolveHints(request: request, choice: choice), tool)
    }
    if case .solution = outcome { return .good }
    return .findings
  }

  /// A date alone stands for its last second.
  private static func time(_ text: String, _ arguments: ParsedArguments) throws -> Timestamp {
    for text in [text, "\(text)T23:59:59Z"] {
      if let time = try? Timestamp(text) { return time }
    }
    throw arguments.misuse(
      "'\(text)' is no time, expected one as 2026-05-01T12:00:00Z, or a date")
  }

  private static func tell(_ outcome: Outcome, _ hints: ResolveHints, _ tool: Tool) throws {
    switch outcome {
    case .solution(let solution):
      for selection in solution.selections {
        tool.console.output("\(selection.alias) \(selection.release.version)\n")
      }
    case .conflict(let conflict):
      tool.console.error("cairn: there is no solution\n")
      for line in try conflict.explanation + hints.all(for: conflict) {
        tool.console.error("  \(VisibleText.line(line))\n")
      }
    case .gaveUp(let contradictions):
      tool.console.error(
        """
        cairn: gave up after \(contradictions) contradictions: there may be a solution, or none
          to make the search shorter, ask for less at once, or narrow the ranges, as acme/libfoo@^1.2.0

        """)
    }
  }

  /// Reads `<alias>` or `<alias>@<range>`.
  static func requirement(
    _ text: String, _ versions: VersionScheme, _ arguments: ParsedArguments
  ) throws -> Request.Requirement {
    let (alias, range) = parts(of: text)
    guard let range else { return Request.Requirement(alias, .any) }
    do throws(VersionRange.Problem) {
      return Request.Requirement(alias, try VersionRange(range, scheme: versions))
    } catch {
      throw arguments.misuse("'\(text)' names no range: \(error.message)")
    }
  }

  /// What stands before and behind the first `@`.
  static func parts(of text: String) -> (alias: String, rest: String?) {
    guard let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else { return (text, nil) }
    return (String(text[..<at]), String(text[text.utf8.index(after: at)...]))
  }
}

/// How a strategy is spelled.
enum StrategyWord: String, CaseIterable, ArgumentValue {
  case newest, oldest

  var strategy: Request.Strategy { self == .newest ? .newest : .oldest }
}

extension JSONWriter {
  fileprivate mutating func outcome(_ outcome: Outcome, in packageIndex: String) {
    member("index", packageIndex)
    switch outcome {
    case .solution(let solution):
      key("releases")
      object { writer in
        for selection in solution.selections {
          writer.member(selection.alias, selection.release.version.text)
        }
      }
      key("packages")
      array { writer in
        for selection in solution.selections {
          writer.object { writer in
            writer.member("alias", selection.alias)
            writer.member("versionIndex", selection.package)
            writer.member("version", selection.release.version.text)
            writer.member("stage", selection.release.stage.rawValue)
            if let cid = selection.release.cid { writer.member("cid", cid) }
            if let sha256 = selection.release.sha256 { writer.member("sha256", sha256.hex) }
          }
        }
      }
    case .conflict(let conflict):
      key("conflict")
      object { $0.members(of: conflict) }
    case .gaveUp(let contradictions):
      key("gaveUp")
      object { $0.member("contradictions", contradictions) }
    }
  }

  private mutating func members(of conflict: Conflict) {
    key("explanation")
    array { writer in
      for line in conflict.explanation { writer.string(line) }
    }
    key("clauses")
    array { writer in
      for clause in conflict.clauses {
        writer.object { writer in
          writer.member("number", clause.number)
          writer.member("kind", clause.kind.rawValue)
          writer.member("text", clause.text)
          writer.key("because")
          writer.array { writer in
            for number in clause.because { writer.integer(number) }
          }
          if let reason = clause.reason { writer.member("reason", reason) }
          writer.key("aliases")
          writer.array { writer in
            for alias in clause.aliases { writer.string(alias) }
          }
        }
      }
    }
  }
}
