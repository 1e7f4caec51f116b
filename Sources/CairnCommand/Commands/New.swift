internal import Arguments
internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

/// `cairn new`: writes the first version of a file, where it belongs and in the form it should
/// have.
enum New {
  static let command = Command<Tool>(
    "new", summary: "Write the first version of a file of the registry.",
    discussion: """
      Each subcommand writes a minimal file in canonical form into the checkout around the current folder, at the path \
      that its name asks for, and says what comes next. Nothing is committed, and no file that is there is touched. A \
      name or a text that the rules refuse is refused here, in the same words.

      Where the registry says at which address its site stands, the new file names its schema there in `$schema`, so \
      that an editor completes and checks while you type.
      """,
    examples: [
      Example(
        "Begin a registry in an empty repository",
        "git init && cairn new registry example --operations ada --account github:12/ada"),
      Example("Register a project", "cairn new project acme --admin ada"),
      Example("Add a package to it", "cairn new package acme/libfoo --owner ada"),
    ],
    subcommands: [
      NewRegistry.command, NewProject.command, NewPackage.command, NewIdentity.command,
      NewPackageIndex.command,
    ])

  /// Writes a resource and reports it.
  static func write(
    _ drafts: [Draft], _ thing: String, _ authorship: Authorship, _ arguments: ParsedArguments,
    next: String
  ) throws -> Int32 {
    try authorship.write(drafts, thing)
    let paths = drafts.map(\.path.description)
    if arguments[Tool.json] {
      authorship.tool.answer("new") { writer in
        writer.key("files")
        writer.array { writer in for path in paths { writer.string(path) } }
      }
    } else {
      for draft in drafts {
        authorship.tool.console.output("wrote \(authorship.standpoint.path(draft.path))\n")
      }
      authorship.next(next)
    }
    return ExitCode.good.rawValue
  }

  /// An identity that no forge knows can do nothing.
  static func adviseAccount(of handle: Name, _ authorship: Authorship) {
    let path = authorship.standpoint.path(SourcePlace.path(ofIdentity: handle.text))
    authorship.tool.note(
      "without an account no forge knows \(handle): add one in \(path): "
        + "\"accounts\": {\"github\": {\"id\": NUMBER}} in \"spec\"")
  }

  /// A forge of any name will do, but most people mean one of the known.
  static func noteForges(of accounts: [AccountWord], _ tool: Tool) {
    for account in accounts where !account.isOfKnownForge {
      tool.note(
        "\(account.claim.forge) is none of the forges that are known here: "
          + AccountWord.forges.joined(separator: ", "))
    }
  }

  static let description = Option<String?>(
    "description", value: "text", help: "What it is, in a sentence or two.")
}

/// `cairn new registry`.
enum NewRegistry {
  private static let name = Argument<String>(
    "name", help: "The registry's name, also the ecosystem of its advisories.")
  private static let title = Option<String?>(
    "title", value: "text", help: "The name that people read. Default: the name.")
  private static let baseURL = Option<String?>(
    "base-url", value: "url", help: "Where the site will stand, such as https://example.org/.")
  private static let artifactURL = Option<String?>(
    "artifact-url", value: "template",
    help: "Where files of releases will stand: a URL with {project}, {package}, {version}, {file}.")
  private static let operations = Option<[String]>(
    "operations", value: "handle", help: "Who runs the registry; each gets an identity.")
  private static let account = Option<[AccountWord]>(
    "account", value: "forge:account",
    help: "An account of the first of them, as github:12, github:ada or github:12/ada.")

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
    let handles = try arguments[operations].map {
      try authorship.name($0, for: .identity, "an identity", arguments)
    }
    var drafts = NewResource.registry(
      try authorship.name(arguments[name], for: .registry, "a registry", arguments),
      title: arguments[title], baseURL: arguments[baseURL], artifactURL: arguments[artifactURL],
      operations: handles, accounts: arguments[account].map(\.claim))
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

  /// What a new registry still lacks.
  private static func advise(
    _ operations: [Name], _ arguments: ParsedArguments, _ authorship: Authorship
  ) {
    let standpoint = authorship.standpoint
    New.noteForges(of: arguments[account], authorship.tool)
    if standpoint.folder != .root {
      authorship.tool.note(
        "the registry stands at the root of the repository: \(authorship.checkout.path)")
    }
    guard !operations.isEmpty else {
      authorship.tool.note(
        "nobody runs the registry yet: \(standpoint.cairn) new identity HANDLE --account "
          + "github:NUMBER, then \"roles\": {\"operations\": [\"HANDLE\"]} in \"spec\" of "
          + standpoint.path(SourcePlace.registryPath))
      return
    }
    let known = arguments[account].isEmpty ? 0 : 1
    for handle in operations.dropFirst(known) { New.adviseAccount(of: handle, authorship) }
  }
}

/// `cairn new project`.
enum NewProject {
  private static let name = Argument<String>(
    "name", help: "The project's name: the first part of its packages' names.")
  private static let title = Option<String?>(
    "title", value: "text", help: "The name that people read.")
  private static let admins = Option<[String]>(
    "admin", value: "handle", help: "Who runs the project: an identity that is there.",
    completes: .none)

  static let command = Command<Tool>(
    "project", summary: "Register a project: the namespace and organisation that owns packages.",
    discussion: """
      A project without admins is run by the registry's operations. Teams, committers and a vote policy are added to the \
      file by hand; its schema says how.
      """,
    examples: [Example("Register a project that ada runs", "cairn new project acme --admin ada")],
    parameters: [name, title, New.description, admins, Tool.json]
  ) { arguments, tool in
    let authorship = try Authorship(tool)
    let name = try authorship.name(arguments[name], for: .project, "a project", arguments)
    let resource = NewResource.project(
      name, title: arguments[title], description: arguments[New.description],
      admins: try authorship.handles(arguments[admins], arguments))
    return try New.write(
      [resource.draft(authorship.context)], "the project", authorship, arguments,
      next: "\(authorship.standpoint.cairn) new package \(name)/PACKAGE --owner HANDLE")
  }
}

/// `cairn new package-index`.
enum NewPackageIndex {
  private static let name = Argument<String>("name", help: "The name of the package index.")
  private static let owner = Option<String>(
    "owner", value: "handle", help: "Who keeps it: an identity that is there.")

  static let command = Command<Tool>(
    "package-index", summary: "Begin a package index: a curated world to resolve in.",
    discussion: """
      A package index maps aliases to packages. The index `default`, of every package, is always there and needs no file.
      """,
    examples: [
      Example("Begin an index that molly keeps", "cairn new package-index stable --owner molly")
    ],
    parameters: [name, New.description, owner, Tool.json]
  ) { arguments, tool in
    let authorship = try Authorship(tool)
    let name = try authorship.name(
      arguments[name], for: .packageIndex, "a package index", arguments)
    let resource = NewResource.packageIndex(
      name, description: arguments[New.description],
      owner: try authorship.handles([arguments[owner]], arguments)[0])
    return try New.write(
      [resource.draft(authorship.context)], "the package index", authorship, arguments,
      next: """
        add aliases under spec.versionIndexes of \(authorship.standpoint.path(resource.path)), then \
        \(authorship.standpoint.cairn) check --worktree
        """
    )
  }
}
