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
  private static let output = Option<String?>(
    "output", short: "o", value: "dir", help: "The folder that the site goes to.",
    completes: .folders)
  private static let branch = Option<String?>(
    "branch", value: "name", help: "The branch of the registry's repository that the site goes to.")
  private static let keepHistory = Flag(
    "keep-history", help: "Give the branch's commit the one before it as its parent.")
  private static let allowRewrite = Flag(
    "allow-rewrite", help: "Publish although releases that were published are altered or gone.")

  private static let full = Flag(
    "full", help: "Render everything, even where the published site could be brought forward.")

  private static let gzip = Flag(
    "gzip", help: "Put a compressed copy beside each JSON document, for hosts that serve such.")

  private static let plan = Option<String?>(
    "plan", value: "file",
    help: "Write here what a copy of the site in an object store has to do, in order.",
    completes: .files)

  static let command = Command<Tool>(
    "build", summary: "Render the site of a commit into a folder or a branch.",
    discussion: """
      Reads the commit (or with --worktree the files as they are), checks it, and renders the site. The new site takes the \
      old one's place in one step; files that stay equal are not touched, and those that are no longer part of it go. A \
      registry that breaks an integrity rule is refused, and so is a site that would alter published releases.

      Where DIR or NAME holds the site of an earlier commit, made by this version of Cairn with the same settings and options, only what \
      differs is checked and rendered; the outcome is the same, byte for byte. Files of your own stay in the root and in folders of your own there, such \
      as .well-known. In the folders of the site, such as packages, only --full looks for them, and for files that \
      somebody damaged; without it, what you put there goes with the old generation, and damage stays until \
      cairn verify tells of it.

      For a store that cannot exchange whole trees, --plan writes what changes as an ordered list: what others lead to, \
      what leads there, where clients begin, and last what goes; and the addresses that caches should forget. Steps of one turn may be done side \
      by side. FILE is a \
      regular file outside the site. It is replaced once the site is live, and by a plan of nothing only if it leads to \
      another site: the plan of an upload that failed is still there when the build runs again.

      With --gzip a FILE.json.gz stands beside each FILE.json, in gzip's form at its highest level and with no time in it: \
      the same commit and the same zlib give the same bytes. The configuration for nginx then has it send these. Files that \
      releases carry are left as they are.

      Beside DIR stands a folder .DIR.cairn with the lock and the site that was replaced last, from which the next one \
      is made. It is not to be served, and not to be committed.

      With --branch the site is the tree of a commit, written straight into the repository by the program git; no file is \
      checked out, and nothing is pushed. The branch is moved last. Its commit has no parent, so that old sites need not \
      be kept, and is the same wherever the same commit is built; with --keep-history it follows the one before. \
      A folder cairn-site in the git folder has the lock.
      """,
    examples: [
      Example("Render the registry around this folder", "cairn build --output public"),
      Example("Say what to upload", "cairn build --output public --plan plan.json"),
      Example(
        "Publish a branch that a forge serves",
        "cairn build --branch gh-pages && git push --force origin gh-pages"),
      Example("Try out what is not committed yet", "cairn build --worktree --output /tmp/site"),
    ],
    parameters: [output, branch, keepHistory, plan, gzip, allowRewrite, full, Tool.json],
    constraints: [.exactlyOne(output, branch), .requires(keepHistory, branch)]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    if tool.usesWorktree, arguments[branch] != nil {
      throw arguments.misuse("'--worktree' has no commit, and a '--branch' has the site of one")
    }
    let registry = try tool.open()
    if let path = arguments[plan] { try refusePlan(at: path, arguments, registry) }
    let destination = try destination(arguments, registry)
    defer { destination.sink.abandon() }
    let plan = try arguments[plan].map { try PlanFile(at: $0, over: destination.sink) }
    let build = SiteBuild(
      tool: tool, registry: registry, context: try registry.context(),
      source: registry.source(SiteOptions(compresses: arguments[gzip])),
      sink: plan?.sink ?? destination.sink, allowsRewrites: arguments[allowRewrite], plan: plan)
    let outcome = try build.run(startsOver: arguments[full])
    if arguments[Tool.json] {
      answer(outcome, destination, registry, tool)
    } else {
      tool.console.output(line(outcome, destination))
    }
    return .good
  }

  /// A plan is not of the site, and would go with the generation that it is of.
  private static func refusePlan(
    at path: String, _ arguments: ParsedArguments, _ registry: OpenRegistry
  ) throws {
    try registry.refuseAmongSources(path)
    guard let output = arguments[output], let place = PlaceOnDisk(path), place.isInside(output)
    else { return }
    throw Failure(
      .outputRefused, "the plan '\(path)' would be in the site, '\(output)'",
      wayOut: "name a file beside it")
  }

  private static func destination(
    _ arguments: ParsedArguments, _ registry: OpenRegistry
  ) throws -> Destination {
    if let name = arguments[branch], let commit = registry.commit {
      return try .branch(
        name, of: registry, commit, keepsHistory: arguments[keepHistory])
    }
    return try .folder(arguments[output] ?? "", of: registry)
  }

  private static func line(_ outcome: SiteBuild.Outcome, _ destination: Destination) -> String {
    let place =
      switch destination {
      case .folder(let path, _): path
      case .branch(let name, let publication):
        "\(name) \(publication.siteCommit.map { String($0.hex.prefix(12)) } ?? "")"
      }
    return """
      \(place): \(counted(outcome.total.files, "file")), \(outcome.total.bytes / 1024) KiB; \
      \(outcome.summary?.written.files ?? 0) written, \(outcome.summary?.removed ?? 0) removed

      """
  }

  private static func answer(
    _ outcome: SiteBuild.Outcome, _ destination: Destination, _ registry: OpenRegistry, _ tool: Tool
  ) {
    let written = outcome.summary?.written
    tool.answer("build") { writer in
      writer.member("generation", outcome.generation)
      if let commit = registry.commit { writer.member("commit", commit.id.hex) }
      if case .branch(let name, let publication) = destination {
        writer.member("branch", name.text)
        if let id = publication.siteCommit { writer.member("siteCommit", id.hex) }
      }
      writer.key("files")
      writer.object { writer in
        writer.member("total", outcome.total.files)
        writer.member("written", written?.files ?? 0)
        writer.member("removed", outcome.summary?.removed ?? 0)
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
