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
    next: @autoclosure () -> String
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
      authorship.next(next())
    }
    return ExitCode.good.rawValue
  }

  /// An identity that no forge knows can do nothing.
  static func adviseAccount(of handle: Name, _ authorship: Authorship) {
    let path = authorship.standpoint.path(SourcePlace.path(ofIdentity: handle.text))
    authorship.tool.note(
      "without an account no forge knows \(handle): add one in \(path): "
        + "\"accounts\": {\"github\": {\"login\": \"LOGIN\", \"id\": NUMBER}} in \"spec\"")
  }

  /// A login says who somebody is only for as long as nobody takes it over.
  static func noteLogins(of accounts: [AccountClaim], _ tool: Tool) {
    for account in accounts where account.id == nil {
      let isNumbered = accounts.contains { $0.forge == account.forge && $0.id != nil }
      guard !isNumbered, let login = account.login else { continue }
      tool.note(
        "warning: \(account.text) is a login alone, which can be renamed, and taken by another: give the number, "
          + "as \(account.forge):NUMBER/\(login)")
    }
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
      next:
        "\(authorship.standpoint.cairn) new package \(name)/PACKAGE --owner HANDLE, or commit what is there: "
        + authorship.commit([resource.path], "Register the project \(name)"))
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
        \(authorship.standpoint.cairn) check --worktree, and \
        \(authorship.commit([resource.path], "Begin the package index \(name)"))
        """
    )
  }
}
