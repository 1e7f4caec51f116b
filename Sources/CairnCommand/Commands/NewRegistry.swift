internal import Arguments
internal import Authoring
internal import IndexModel
internal import Registry

/// `cairn new registry`.
enum NewRegistry {
  private static let name = Argument<String>("name", help: nameHelp)
  static let nameHelp = "The registry's name, also the ecosystem of its advisories."
  static let title = Option<String?>(
    "title", value: "text", help: "The name that people read. Default: the name.")
  static let baseURL = Option<String?>(
    "base-url", value: "url", help: "Where the site will stand, such as https://example.org/.")
  static let artifactURL = Option<String?>(
    "artifact-url", value: "template",
    help: "Where files of releases will stand: a URL with {project}, {package}, {version}, {file}.")
  static let operations = Option<[String]>(
    "operations", value: "handle", help: "Who runs the registry; each gets an identity.")
  static let account = Option<[AccountWord]>(
    "account", value: "forge:account",
    help: "An account of the first of them, by number and login as github:12/ada.")

  static let command = Command<Tool>(
    "registry", summary: "Begin a registry in a git repository.",
    discussion: """
      Writes `index/registry.json`, a CODEOWNERS by which whoever holds a role at a path answers for it, and an \
      identity for each of the operations; a `.gitignore` for the site too, where there is none. They stand at the root of \
      the repository. `cairn check --worktree` passes from the start.

      Forges know people by accounts, so give the number of yours: it stays when a login is renamed. For GitHub, \
      `https://api.github.com/users/LOGIN` says it as `id`.
      """,
    examples: [
      Example(
        "Begin with one person who may do everything",
        "cairn new registry example --operations ada --account github:12/ada"),
      Example(
        "Say where the site will stand",
        "cairn new registry example --base-url https://registry.example.org/ --operations ada"),
    ],
    parameters: [name, title, baseURL, artifactURL, operations, account, Tool.json],
    constraints: [.requires(account, operations)]
  ) { arguments, tool in
    try run(arguments, Authorship(tool, makesRegistry: true))
  }

  private static func run(_ arguments: ParsedArguments, _ authorship: Authorship) throws -> Int32 {
    let standpoint = authorship.standpoint
    guard !authorship.isRegistry else {
      throw Failure(
        .outputRefused, "\(standpoint.path(SourcePlace.registryPath)) is there already",
        wayOut: "edit it to change the registry's settings; "
          + "\(standpoint.cairn) new project NAME adds to the registry")
    }
    let handles = try handles(arguments, authorship)
    var drafts = try drafts(arguments[name], handles, arguments, authorship)
    var paths = standpoint.path("index")
    if try authorship.checkout.kind(of: NewResource.ignoreFile.path) == nil {
      drafts.append(NewResource.ignoreFile)
      paths = "\(standpoint.path(NewResource.ignoreFile.path)) \(paths)"
    }
    let code = try New.write(
      drafts, "the registry", authorship, arguments,
      next: """
        \(standpoint.git) add \(paths) && \(standpoint.git) commit -m 'Begin the registry', then \
        \(standpoint.cairn) new project NAME --admin \(handles.first?.text ?? "HANDLE")
        """)
    advise(handles, arguments, authorship)
    return code
  }

  /// Who will run it.
  static func handles(_ arguments: ParsedArguments, _ authorship: Authorship) throws -> [Name] {
    try arguments[operations].map {
      try authorship.name($0, for: .identity, "an identity", arguments)
    }
  }

  /// The registry's own files.
  static func drafts(
    _ name: String, _ handles: [Name], _ arguments: ParsedArguments, _ authorship: Authorship
  ) throws -> [Draft] {
    if let url = arguments[baseURL], !url.hasSuffix("/") {
      throw arguments.invalid(baseURL, expected: "a / at its end, as in \(url)/")
    }
    return NewResource.registry(
      try authorship.name(name, for: .registry, "a registry", arguments),
      title: arguments[title], baseURL: arguments[baseURL], artifactURL: arguments[artifactURL],
      operations: handles, accounts: arguments[account].map(\.claim))
  }

  /// What a new registry still lacks.
  static func advise(
    _ operations: [Name], _ arguments: ParsedArguments, _ authorship: Authorship
  ) {
    let standpoint = authorship.standpoint
    New.noteForges(of: arguments[account], authorship.tool)
    New.noteLogins(of: arguments[account].map(\.claim), authorship.tool)
    if standpoint.folder != .root {
      authorship.tool.note(
        "the registry stands at the root of the repository: \(authorship.checkout.path)")
    }
    guard !operations.isEmpty else {
      authorship.tool.note(
        "nobody runs the registry yet: \(standpoint.cairn) new identity HANDLE --account "
          + "github:NUMBER/LOGIN, then \"roles\": {\"operations\": [\"HANDLE\"]} in \"spec\" of "
          + standpoint.path(SourcePlace.registryPath))
      return
    }
    let known = arguments[account].isEmpty ? 0 : 1
    for handle in operations.dropFirst(known) { New.adviseAccount(of: handle, authorship) }
  }
}
