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

  static let command = Command<Tool>(
    "build", summary: "Render the site of a commit into a folder.",
    discussion: """
      Reads the commit (or with --worktree the files as they are), checks it, and renders the site. The new site takes the \
      old one's place in one step; files that stay equal are not touched, and those that are no longer part of it go. A \
      registry that breaks an integrity rule is refused, and so is a site that would alter published releases.

      Beside DIR stands a folder .DIR.cairn with the lock and the site that was replaced last. It is not to be served, \
      and not to be committed.
      """,
    examples: [
      Example("Render the registry around this folder", "cairn build --output public"),
      Example("Try out what is not committed yet", "cairn build --worktree --output /tmp/site"),
    ],
    parameters: [output, allowRewrite, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let registry = try tool.open()
    try registry.refuseOutputAmongSources(arguments[output])
    let context = try registry.context()
    let publication = try Publication.begin(at: arguments[output], provenance: .ofSites)
    defer { publication.abandon() }
    let rewrites = RewriteGuard()
    let build = FullBuild(context, registry.source, workers: tool.workers) { path, bytes in
      let standing = try publication.put(path, bytes)
      guard standing != .added, RewriteGuard.watches(path) else { return }
      let published = standing == .changed ? try publication.published(path) : nil
      rewrites.take(path, bytes, published: published)
    }
    let check = StateCheck(
      registry.snapshot, moment: registry.momentOfBuild, workers: tool.workers)
    let outcome = try check.run { worker, unit, lookup in build.add(unit, lookup, worker: worker) }
    guard outcome.isSound else {
      tool.report(outcome.findings.filter { $0.severity == .error }, in: registry)
      throw Failure(
        .findings, "the registry breaks integrity rules, so nothing is published",
        wayOut: "mend what is listed above; cairn explain RULE says more")
    }
    try build.finish()
    if !arguments[allowRewrite] {
      try refuse(
        rewrites.judge(
          gone: publication.removals(), published: { try publication.published($0) },
          upcoming: { try publication.upcoming($0) }))
    }
    let summary = try publication.commit()
    report(summary, registry.source.generation(context), registry, arguments, tool)
    return .good
  }

  private static func report(
    _ summary: Summary, _ generation: String, _ registry: OpenRegistry,
    _ arguments: ParsedArguments, _ tool: Tool
  ) {
    guard arguments[Tool.json] else {
      let size = summary.total.bytes / 1024
      tool.console.output(
        """
        \(arguments[output]): \(counted(summary.total.files, "file")), \(size) KiB; \
        \(summary.written.files) written, \(summary.removed) removed

        """)
      return
    }
    tool.answer("build") { writer in
      writer.member("generation", generation)
      if let commit = registry.commit { writer.member("commit", commit.id.hex) }
      writer.key("files")
      writer.object { writer in
        writer.member("total", summary.total.files)
        writer.member("written", summary.written.files)
        writer.member("removed", summary.removed)
      }
      writer.key("bytes")
      writer.object { writer in
        writer.member("total", summary.total.bytes)
        writer.member("written", summary.written.bytes)
      }
      writer.member("incremental", false)
    }
  }

  /// Refuses to alter what was published.
  private static func refuse(_ rewrites: [RewriteGuard.Rewrite]) throws {
    guard let first = rewrites.first else { return }
    let others = rewrites.count > 1 ? ", and \(rewrites.count - 1) more" : ""
    throw Failure(
      .outputRefused,
      "what was published would be altered: \(first.subject): \(first.problem)\(others)",
      wayOut: "release the next version instead; if this is meant, publish with --allow-rewrite")
  }
}

extension Provenance {
  /// A site is ours by its snapshot, which also says which files it has.
  fileprivate static let ofSites = Provenance(
    marker: SiteLayout.snapshot, isOurs: PublishedFiles.isSnapshot, listed: PublishedFiles.all)
}
