internal import Arguments
internal import Authoring
internal import GitStore
internal import IndexModel
internal import Registry
internal import Skeleton

/// `cairn init`: everything that a registry begins with, in one go.
enum Init {
  enum ForgeWord: String, CaseIterable, ArgumentValue {
    case github, gitlab, forgejo, none

    var forge: Forge? { Forge(rawValue: rawValue) }
  }

  private static let name = Argument<String?>("name", help: NewRegistry.nameHelp)
  static let forge = Option<[ForgeWord]>(
    "forge", value: "forge",
    help:
      "Whose workflows to write; may be repeated. Default: by the URL of the remote, else github.")
  static let source = Option<SourceWord?>(
    "cairn-source", value: "url@ref",
    help: "The git repository from which workflows build cairn, and a tag or a commit's full id. "
      + "Default: \(placeholder.url)@\(placeholder.reference), which leads nowhere.")
  private static let print = Option<String?>(
    "print", value: "path",
    help: "Print a file as it would be written now, and write nothing.", completes: .files)
  private static let publisher = Flag(
    "publisher", help: "Write the workflow of an author's own repository instead.")
  static let registry = Option<String?>(
    "registry", value: "url", help: "With --publisher: the https URL of the registry's repository.")
  static let package = Option<String?>(
    "package", value: "package", help: "With --publisher: the package, as project/name.")

  static let placeholder = CairnSource.placeholder(version: Cairn.version)

  static let command = Command<Tool>(
    "init", summary: "Begin a registry, with all that its repository needs.",
    discussion: """
      Writes what `cairn new registry` writes, and beside it a README, settings that keep editors and git from altering \
      files, and workflows for the forge: a check of each pull request that is safe for forks, a merge that notes who made \
      and who approved of a change, and the publishing of the site. A file that is there stays as it is; in a registry \
      only what is missing is added, and options that say how one begins are refused.

      There are no programs to download, so workflows build cairn from source: say with --cairn-source where from, best \
      by a commit's full id. It is kept in one file, `.github/cairn/\(CairnSource.fileName)` or its like.

      With --publisher it writes, into an author's own repository, a workflow that proposes each version tagged `v*` to a \
      registry. It is for GitHub only so far.
      """,
    examples: [
      Example(
        "Begin a registry in an empty repository",
        "git init && cairn init example --operations ada --account github:12/ada"),
      Example("Add what is missing to a registry", "cairn init --forge gitlab"),
      Example(
        "Compare a workflow with what would be written now",
        "cairn init --print .github/workflows/cairn-merge.yml | diff .github/workflows/cairn-merge.yml -"
      ),
      Example(
        "Propose each tagged version of a package to its registry",
        "cairn init --publisher --registry https://github.com/acme/registry --package acme/libfoo"),
    ],
    parameters: [
      name, NewRegistry.title, NewRegistry.baseURL, NewRegistry.artifactURL, NewRegistry.operations,
      NewRegistry.account, forge, source, print, publisher, registry, package, Tool.json,
    ],
    constraints: [
      .requires(NewRegistry.account, NewRegistry.operations),
      .together(publisher, registry, package),
      .atMostOne(publisher, print),
    ]
  ) { arguments, tool in
    let authorship = try Authorship(tool, makesRegistry: true)
    if let path = arguments[print] { return try show(path, authorship) }
    if arguments[publisher] { return try InitPublisher.run(arguments, authorship) }
    return try begin(arguments, authorship)
  }

  private static func begin(_ arguments: ParsedArguments, _ authorship: Authorship) throws -> Int32
  {
    if authorship.isRegistry { try refuseIdle(arguments) }
    let forges = forges(arguments, authorship)
    let source = arguments[source]?.source ?? placeholder
    var drafts: [Draft] = []
    var handles: [Name] = []
    if !authorship.isRegistry {
      guard let name = arguments[name] else {
        throw arguments.misuse("missing '<name>': there is no registry here yet")
      }
      handles = try NewRegistry.handles(arguments, authorship)
      drafts += try NewRegistry.drafts(name, handles, arguments, authorship)
    }
    drafts.append(NewResource.ignoreFile)
    let settings = authorship.context.settings
    let skeleton = Skeleton(
      title: settings?.title ?? arguments[NewRegistry.title] ?? arguments[name] ?? "",
      baseURL: settings?.baseURL ?? arguments[NewRegistry.baseURL], forges: forges, source: source,
      schemas: SchemaCopies.all)
    drafts += skeleton.files.map(Draft.init)
    let report = try InitReport.write(drafts, "the registry", authorship)
    report.tell(
      NextSteps.ofRegistry(report, forges: forges, authorship), arguments, authorship)
    if !authorship.isRegistry { NewRegistry.advise(handles, arguments, authorship) }
    return ExitCode.good.rawValue
  }

  /// What says how a registry begins says nothing of one that is there.
  private static func refuseIdle(_ arguments: ParsedArguments) throws {
    let beginnings: [any Parameter] = [
      name, NewRegistry.title, NewRegistry.baseURL, NewRegistry.artifactURL, NewRegistry.operations,
      NewRegistry.account,
    ]
    let idle = beginnings.compactMap { arguments.origins(of: $0).first?.spelling }
    guard let last = idle.last else { return }
    let names = idle.count == 1 ? last : "\(idle.dropLast().joined(separator: ", ")) and \(last)"
    throw arguments.misuse(
      "there is a registry here already, of which \(names) would change nothing: leave \(idle.count == 1 ? "it" : "them") "
        + "out, and edit \(SourcePlace.registryPath) to change its settings")
  }

  /// The forges that were asked for; else the one that the remote leads to.
  static func forges(_ arguments: ParsedArguments, _ authorship: Authorship) -> [Forge] {
    let asked = arguments[forge]
    guard asked.isEmpty else {
      return Forge.allCases.filter { forge in asked.contains { $0.forge == forge } }
    }
    let remote = authorship.repository.setting("remote.origin.url")
    return [remote.flatMap(Forge.init(remote:)) ?? .github]
  }

  /// Prints what would be written at a path.
  private static func show(_ path: String, _ authorship: Authorship) throws -> Int32 {
    let files = Forge.allCases.flatMap { $0.workflows + [$0.settings(placeholder)] }
    guard let file = files.first(where: { $0.path.description == path }) else {
      throw Failure(
        .findings, "'\(path)' is not what any forge's workflows need",
        wayOut: "name one of them from the root of the repository, as cairn doctor does")
    }
    authorship.tool.console.output(file.text)
    return ExitCode.good.rawValue
  }
}

/// Where cairn comes from, on the command line.
struct SourceWord: ArgumentValue {
  let source: CairnSource
  let argument: String

  init(argument: String) throws(InvalidValue) {
    guard let source = CairnSource(argument) else {
      throw InvalidValue(
        expected:
          "an https URL, @ and a tag or commit, such as https://forge.example/cairn.git@v1.0.0")
    }
    self.source = source
    self.argument = argument
  }
}

extension Draft {
  init(_ file: SkeletonFile) { self.init(path: file.path, after: Array(file.text.utf8)) }
}
