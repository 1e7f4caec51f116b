internal import Arguments
internal import IndexModel
internal import Registry
internal import RegistryClient
internal import Site

/// `cairn show`: what a registry says of a package or a release.
enum Show {
  private static let subject = Argument<String>(
    "package", help: "<project>/<package>, perhaps with @<version> or @latest.",
    completes: .packages)
  private static let site = Option<String?>(
    "site", value: "dir|url",
    help: "The site to ask. Default: the registry itself, at --rev.", completes: .folders)

  static let command = Command<Tool>(
    "show", summary: "Show a package or a release.",
    discussion: """
      Prints the document that the site has for a package, or with @ for one of its releases: as text for people, or with \
      --json byte for byte as it is served. @latest is the highest current release, where there is none the highest \
      candidate, and else the highest that was revoked.

      Without --site the document is rendered from the registry around this folder, built or not. The exit code is 1 if \
      there is nothing of that name.
      """,
    examples: [
      Example("Show a package of the registry at hand", "cairn show acme/libfoo"),
      Example("Show what is not committed yet", "cairn show acme/libfoo@1.0.2 --worktree"),
      Example(
        "Ask a registry on the web",
        "cairn show acme/libfoo@latest --json --site https://registry.example.org/"),
    ],
    parameters: [subject, site, Tool.json],
    rereading: reread
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  /// A version stands behind the package after a blank, as `release` takes it.
  @Sendable private static func reread(_ taken: [String], _ extra: String) -> String? {
    taken.first.map { "cairn show \($0)@\(extra)" }
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let query: PackageQuery
    do {
      query = try PackageQuery(arguments[subject])
    } catch {
      let text = arguments[subject]
      let advice = Resolve.parts(of: text).rest.flatMap { Format.version.advice?($0) }
      throw arguments.misuse(
        "'\(text)' names no \(advice == nil ? "package" : "release"): \(error.message)"
          + (advice.map { "; \($0)" } ?? ""))
    }
    let found = try arguments[site].map { try published(query, $0) } ?? tool.rendered(query)
    guard let page = DocumentPage(found.document, root: found.root) else {
      throw TrieError.malformed(found.document.path, "is not a document of a package or a release")
    }
    if arguments[Tool.json] {
      tool.console.output(String(decoding: found.document.bytes, as: UTF8.self))
    } else {
      tool.console.output(page.text(color: tool.colorsOutput))
    }
    return .good
  }

  /// A document, and where the site stands that it is of, if that is an address.
  struct Found {
    let document: SiteDocument
    let root: String?
  }

  private static func published(_ query: PackageQuery, _ place: String) throws -> Found {
    let reader = try SiteReader.at(place)
    let documents = SiteDocuments(reader)
    // A registry's own files stand where a site has documents of the same names.
    guard try reader.read(SiteLayout.index) != nil else { throw SiteError.noSite(place) }
    guard let document = try documents.document(for: query) else {
      throw try missing(query, documents, suggestion: documents.suggestion(for: query))
    }
    return Found(document: document, root: reader.address)
  }

  /// Nothing was found of that name.
  static func missing(
    _ query: PackageQuery, _ documents: SiteDocuments, suggestion: String?
  ) throws -> Failure {
    let latest = try documents.latest(of: query.package)
    let isThere = try latest != nil || documents.document(for: PackageQuery(query.package)) != nil
    let hints = [suggestion.map { "did you mean \($0)?" }, latest.map { "the latest is \($0)" }]
      .compactMap(\.self)
    return Failure(
      .findings,
      isThere && latest == nil
        ? "\(query.package) has no releases yet" : "there is no \(query)",
      wayOut: hints.isEmpty ? nil : hints.joined(separator: " "))
  }
}

extension Tool {
  /// Renders the document from the registry, by what renders it in a build.
  fileprivate func rendered(_ query: PackageQuery) throws -> Show.Found {
    let registry = try open()
    let lookup = Lookup(registry.snapshot, context: try registry.context())
    let documents = try SiteDocument.documents(of: query.package, lookup)
    if documents.isEmpty, try lookup.hasPackage(query.package) {
      throw Failure(
        .findings, "the file of \(query.package) has errors, so nothing is made of it",
        wayOut: "cairn check\(usesWorktree ? " --worktree" : "") lists them")
    }
    let bytes = Dictionary(documents.map { ($0.path, $0.bytes) }) { $1 }
    let site = SiteDocuments(SiteReader("the registry") { bytes[$0] })
    guard let document = try site.document(for: query) else {
      let suggestion = try site.suggestion(for: query) ?? lookup.suggestion(for: query.package)
      throw try Show.missing(query, site, suggestion: suggestion)
    }
    return Show.Found(document: document, root: nil)
  }
}
