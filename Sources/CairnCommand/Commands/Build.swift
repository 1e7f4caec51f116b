internal import Arguments
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Publishing
internal import Registry
internal import Rules
internal import Site

/// `cairn build`: renders the site of a commit and publishes it in one step.
enum Build {
  private static let output = Option<String>(
    "output", short: "o", value: "dir", help: "The folder that the site goes to.",
    completes: .folders)
  private static let allowRewrite = Flag(
    "allow-rewrite", help: "Publish although releases that were published are altered or gone.")

  private static let full = Flag(
    "full", help: "Render everything, even where the published site could be brought forward.")

  private static let plan = Option<String?>(
    "plan", value: "file",
    help: "Write here what a copy of the site in an object store has to do, in order.",
    completes: .files)

  static let command = Command<Tool>(
    "build", summary: "Render the site of a commit into a folder.",
    discussion: """
      Reads the commit (or with --worktree the files as they are), checks it, and renders the site. The new site takes the \
      old one's place in one step; files that stay equal are not touched, and those that are no longer part of it go. A \
      registry that breaks an integrity rule is refused, and so is a site that would alter published releases.

      Where DIR holds the site of an earlier commit, made by this version of Cairn with the same settings, only what \
      differs is checked and rendered; the outcome is the same, byte for byte. Files that are not of the site stay.

      For a store that cannot exchange whole trees, --plan writes what changes as an ordered list: what others lead to, \
      what leads there, where clients begin, and last what goes; and the addresses that caches should forget.

      Beside DIR stands a folder .DIR.cairn with the lock and the site that was replaced last, from which the next one \
      is made. It is not to be served, and not to be committed.
      """,
    examples: [
      Example("Render the registry around this folder", "cairn build --output public"),
      Example("Say what to upload", "cairn build --output public --plan plan.json"),
      Example("Try out what is not committed yet", "cairn build --worktree --output /tmp/site"),
    ],
    parameters: [output, plan, allowRewrite, full, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let registry = try tool.open()
    try registry.refuseOutputAmongSources(arguments[output])
    let publication = try Publication.begin(at: arguments[output], provenance: .ofSites)
    defer { publication.abandon() }
    let plan = try arguments[plan].map { try PlanFile(at: $0, over: publication) }
    let build = SiteBuild(
      tool: tool, registry: registry, context: try registry.context(),
      sink: plan?.sink ?? publication, allowsRewrites: arguments[allowRewrite], plan: plan)
    report(try build.run(startsOver: arguments[full]), registry, arguments, tool)
    return .good
  }

  private static func report(
    _ outcome: SiteBuild.Outcome, _ registry: OpenRegistry, _ arguments: ParsedArguments,
    _ tool: Tool
  ) {
    let written = outcome.summary?.written
    let removed = outcome.summary?.removed ?? 0
    guard arguments[Tool.json] else {
      tool.console.output(
        """
        \(arguments[output]): \(counted(outcome.total.files, "file")), \(outcome.total.bytes / 1024) KiB; \
        \(written?.files ?? 0) written, \(removed) removed

        """)
      return
    }
    tool.answer("build") { writer in
      writer.member("generation", outcome.generation)
      if let commit = registry.commit { writer.member("commit", commit.id.hex) }
      writer.key("files")
      writer.object { writer in
        writer.member("total", outcome.total.files)
        writer.member("written", written?.files ?? 0)
        writer.member("removed", removed)
      }
      writer.key("bytes")
      writer.object { writer in
        writer.member("total", outcome.total.bytes)
        writer.member("written", written?.bytes ?? 0)
      }
      writer.member("incremental", outcome.isIncremental)
    }
  }
}

extension Provenance {
  /// A site is ours by its snapshot, which also says which files it has.
  fileprivate static let ofSites = Provenance(
    marker: SiteLayout.snapshot, isOurs: PublishedFiles.isSnapshot, listed: PublishedFiles.all)
}
