internal import Arguments
internal import Diagnostics
internal import Glibc
internal import HubImport
internal import IndexModel
internal import JSONText
internal import Registry
internal import Rules

/// `cairn import`: takes over what another kind of registry holds.
enum Import {
  private static let repository = Argument<String>(
    "repository", help: "A clone of the hub, with its whole history.", completes: .folders)
  static let into = Option<String>(
    "into", value: "dir", help: "The folder of the registry; made where there is none.",
    completes: .folders)
  private static let owner = Option<String>(
    "owner", value: "handle", help: "Who is to own the packages.")
  private static let name = Option<String>(
    "name", value: "name", default: "ndc-hub", help: "What a new registry is called.")
  static let baseURL = Option<String?>(
    "base-url", value: "url", help: "Where the site of a new registry will stand; ends in '/'.")

  static let command = Command<Tool>(
    "import", summary: "Take over the packages of another kind of registry.",
    subcommands: [hub, ImportSmallForm.command])

  private static let hub = Command<Tool>(
    "ndc-hub", summary: "Turn a hub of NDC connectors into a registry.",
    discussion: """
      Reads the hub's last commit and its history, never a checkout, and writes a registry: a \
      version index for each connector, and a package index 'connectors' with the aliases. What a \
      registry has no field for is kept in annotations 'ndc-hub/<key>'. A release is dated by the \
      commit that brought it.

      Everything odd is reported with its place in the hub, and is either kept as it is or kept \
      out: nothing is repaired. Where the folder holds a registry already, packages that are \
      missing are added to it; a package that is there with other content stops the import before \
      anything is written.
      """,
    examples: [
      Example(
        "Import a clone of the hub",
        "cairn import ndc-hub ndc-hub --into registry --owner ada"),
      Example("Look up what a finding means", "cairn explain import-rewritten"),
    ],
    parameters: [repository, into, owner, name, baseURL, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let options = try options(arguments)
    do throws(HubImportError) {
      let source = try HubSource.open(at: arguments[repository])
      let folder = RegistryFolder(at: arguments[into])
      let result = try HubImport.run(source, into: folder.contents(), options)
      try folder.write(result.files)
      report(result, source, arguments, tool)
    } catch {
      throw Failure(error, into: arguments[into])
    }
    return .good
  }

  private static func options(_ arguments: ParsedArguments) throws -> HubImport.Options {
    let ownerName: Name
    do throws(Name.Problem) {
      ownerName = try Name(arguments[owner], for: .identity)
    } catch {
      throw arguments.invalid(owner, expected: "a handle: \(error.message)")
    }
    let registryName: Name
    do throws(Name.Problem) {
      registryName = try Name(arguments[name], for: .registry)
    } catch {
      throw arguments.invalid(name, expected: "a name: \(error.message)")
    }
    return HubImport.Options(
      owner: ownerName, name: registryName, baseURL: try address(arguments))
  }

  /// Where the site of a new registry will stand.
  static func address(_ arguments: ParsedArguments) throws -> WebAddress? {
    try arguments[baseURL].map { text in
      guard let address = try? WebAddress(text), text.utf8.last == UInt8(ascii: "/") else {
        throw arguments.invalid(baseURL, expected: "an https URL that ends in '/'")
      }
      return address
    }
  }
}

// MARK: - Reporting

extension Import {
  private static func report(
    _ result: HubImport.Result, _ source: HubSource, _ arguments: ParsedArguments, _ tool: Tool
  ) {
    let lines = SourceTables { path in source.bytes(of: path).map(LineTable.init) }
    report(
      result.findings, lines, packages: result.packages, releases: result.releases, arguments, tool)
    guard !arguments[Tool.json] else { return }
    tool.console.output(summary(result, in: arguments[into]))
    tool.note(nextSteps(result, arguments))
  }

  /// Prints findings as text, or with the counts as the answer.
  static func report(
    _ findings: [Diagnostic], _ lines: SourceTables, packages: Int, releases: Int,
    _ arguments: ParsedArguments, _ tool: Tool
  ) {
    guard arguments[Tool.json] else {
      var text = ""
      TextPrinter(lines, color: tool.colorsOutput).print(findings, to: &text)
      tool.console.output(text)
      return
    }
    tool.answer("import") { writer in
      writer.member("packages", packages)
      writer.member("releases", releases)
      writer.key("findings")
      writer.findings(findings, in: lines)
    }
  }

  private static func summary(_ result: HubImport.Result, in folder: String) -> String {
    var counts: [String: Int] = [:]
    for finding in result.findings { counts[finding.rule, default: 0] += 1 }
    let width = counts.keys.map(\.utf8.count).max() ?? 0
    let rows = counts.sorted { $0.key < $1.key }.map { rule, count in
      "  \(rule)\(String(repeating: " ", count: width - rule.utf8.count))  \(count)\n"
    }
    let lead = rows.isEmpty ? "" : "\nirregularities of the hub, by rule:\n\(rows.joined())\n"
    let keptOut = result.releasesOfHub - result.releases
    return """
      \(lead)\(folder): \(counted(result.packages, "package")), \(counted(result.releases, "release"))\
      \(keptOut == 0 ? "" : " (\(keptOut) kept out)"), \(counted(result.aliases, "alias", "aliases")); \
      \(counted(result.files.count, "file")) written

      """
  }

  private static func nextSteps(
    _ result: HubImport.Result, _ arguments: ParsedArguments
  ) -> String {
    let folder = Standpoint.word(arguments[into])
    var steps: [String] = []
    if result.isNew {
      if arguments[baseURL] == nil {
        steps.append(
          "say in index/registry.json where the site will stand: \"baseURL\" in \"spec\"")
      }
      steps.append(
        "say in index/identities/\(arguments[owner]).json which account is \(arguments[owner])'s: "
          + "\"accounts\": {\"github\": {\"id\": …}} in \"spec\"")
      steps.append("cd \(folder)")
      steps.append("git init")
    } else {
      steps.append("cd \(folder)")
    }
    if !result.files.isEmpty { steps.append("git add -A && git commit -m 'Import the hub'") }
    steps.append("cairn check")
    steps.append("cairn build --output public")
    return "\nnext:\n" + steps.map { "  \($0)" }.joined(separator: "\n")
  }
}

// MARK: - Failing

extension Failure {
  fileprivate init(_ error: HubImportError, into folder: String) {
    switch error {
    case .unreadable(let reason):
      self.init(.inputMissing, reason, wayOut: "name a clone of the hub")
    case .object(let error): self.init(error)
    case .shallow(let path, let commit):
      self.init(
        .inputMissing,
        "the clone of the hub ends at commit \(commit), and with it the times of the releases",
        wayOut: "get the rest: git -C \(path) fetch --unshallow")
    case .notAHub:
      self.init(
        .inputMissing, "there is no registry/<namespace>/<connector> in the repository's HEAD",
        wayOut: "name a clone of an NDC hub")
    case .differs(let paths):
      let others = paths.count > 1 ? ", and \(paths.count - 1) more" : ""
      self.init(
        .outputRefused, "\(folder)/\(paths[0]) is there with other content\(others)",
        wayOut: "nothing was written; import into an empty folder and compare, or move it away")
    case .foreignEntry(let path):
      self.init(
        .outputRefused, "\(folder)/\(path) is no plain file",
        wayOut: "nothing was written; look at it, then move it away")
    case .failed(let call, let path, let number):
      let isRefusal = [EACCES, EPERM, EROFS, ELOOP, ENOTDIR, ENOENT, EEXIST].contains(number)
      self.init(
        isRefusal ? .outputRefused : .disk,
        "\(call) of \(path) failed: \(String(cString: strerror(number)))",
        wayOut: isRefusal ? "name a folder that you may write to" : "look at the disk")
    case .mistake(let reason):
      self.init(
        .internalError, "what was made is no sound registry: \(reason)",
        wayOut: "nothing was written; this is a mistake of cairn; please report it")
    }
  }
}
