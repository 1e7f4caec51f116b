internal import Arguments
internal import Authoring
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// `cairn format`: the canonical form of files, written or only asked for.
enum FormatCommand {
  private static let paths = Argument<[String]>(
    "path", help: "Files and folders. Default: all of the registry's.", completes: .files)
  private static let check = Flag(
    "check",
    help: "Write nothing; list the files that would change, and exit with 1 if there are any.")

  static let command = Command<Tool>(
    "format", summary: "Write files in canonical form.",
    discussion: """
      Two-space indent, one element a line, keys in the schema's order, keys of maps by bytes, releases ascending, minimal \
      escapes, one final newline. Only the layout changes: every value stays, and keys that are unknown too.

      A file that is no strict JSON is left alone and reported, for nobody can say what it means. CODEOWNERS and the \
      files that releases carry have no canonical form and are never touched.
      """,
    examples: [
      Example("Format the whole registry", "cairn format"),
      Example("Format one package", "cairn format packages/acme/libfoo.json"),
      Example("Ask in CI whether something is out of form", "cairn format --check"),
    ],
    parameters: [paths, check, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let authorship = try Authorship(tool)
    let files = try SourceFiles(authorship).files(arguments[paths])
    var outcome = Outcome()
    for file in files {
      guard let bytes = try authorship.checkout.read(file.path) else { continue }
      switch Formatting.of(bytes, at: file.path, authorship.context) {
      case .canonical: outcome.canonical += 1
      case .changed(let draft):
        if !arguments[check] { try authorship.checkout.write([draft]) }
        outcome.changed.append(file.path)
      case .unreadable(let findings): outcome.findings += findings
      case .foreign: if file.isNamed { outcome.foreign.append(file.path) }
      }
    }
    report(outcome, arguments, authorship)
    let isGood =
      outcome.findings.isEmpty && outcome.foreign.isEmpty
      && (!arguments[check] || outcome.changed.isEmpty)
    return isGood ? .good : .findings
  }

  private struct Outcome {
    var canonical = 0
    var changed: [RepositoryPath] = []
    var foreign: [RepositoryPath] = []
    var findings: [Diagnostic] = []
  }

  private static func report(
    _ outcome: Outcome, _ arguments: ParsedArguments, _ authorship: Authorship
  ) {
    let tool = authorship.tool
    for path in outcome.foreign {
      tool.console.error(
        "\(VisibleText.path(path)) is none of the files that have a canonical form\n")
    }
    if arguments[Tool.json] {
      tool.answer("format") { writer in
        writer.key("changed")
        writer.array { writer in for path in outcome.changed { writer.string("\(path)") } }
        writer.member("canonical", outcome.canonical)
        writer.key("findings")
        let sources = SourceTables { path in
          ((try? authorship.checkout.read(path)) ?? nil).map(LineTable.init)
        }
        writer.findings(outcome.findings.sorted(), in: sources)
      }
      return
    }
    authorship.report(outcome.findings.sorted())
    let verb = arguments[check] ? "would change" : "formatted"
    for path in outcome.changed {
      tool.console.output("\(verb) \(VisibleText.path(path))\n")
    }
    if outcome.changed.isEmpty, outcome.findings.isEmpty, outcome.foreign.isEmpty {
      tool.note("\(counted(outcome.canonical, "file")), all in canonical form")
    } else if arguments[check], !outcome.changed.isEmpty {
      authorship.next("\(authorship.standpoint.cairn) format")
    }
  }
}
