internal import Arguments
internal import Authoring
internal import Diagnostics
internal import Glibc
internal import IndexModel
internal import JSONText
internal import Registry
internal import SmallFormImport

/// `cairn import small-form`: takes over version indexes and package indexes in the interchange
/// form.
enum ImportSmallForm {
  private static let files = Argument<[String]>(
    "file", atLeast: 1, help: "A version index or a package index; '-' for the standard input.",
    completes: .files)
  private static let operations = Option<String?>(
    "operations", value: "handle",
    help: "Who is to run a new registry. Default: the owner of the first file.")
  private static let name = Option<String>(
    "name", value: "name", default: "registry", help: "What a new registry is called.")

  static let command = Command<Tool>(
    "small-form", summary: "Take over version indexes and package indexes in the interchange form.",
    discussion: """
      Reads bare version indexes, {"owner_identity": "dave:<hex>", "version_index_name": "libfoo", "releases": \
      [{"number", "cid"}]}, and bare package indexes, {"owner_identity", "package_index_name", "version_indexes": \
      {"libfoo": "lucy:<hex>:libfoo"}}. Here <hex> is the SHA-256 of the blob of the owner's first key, or the \
      fingerprint of an OpenPGP key.

      A version index becomes a package in the project of its owner's handle. Identities, projects, and a registry, are \
      made where there are none. An identity whose key is not known keeps its full name in an annotation; one that is \
      known by another is refused. What is there stays, so importing again changes nothing, and a number that comes \
      with another content identifier is refused. A release without a number is reported and left out.

      Name a package index together with the version indexes that it needs. If there is an error, nothing is written, \
      and the exit code is 1.
      """,
    examples: [
      Example(
        "Import two people's libfoo, and an index that chooses",
        "cairn import small-form dave-libfoo.json lucy-libfoo.json molly.json --into registry"),
      Example(
        "Import what somebody publishes",
        "curl https://dave.example.org/libfoo.json | cairn import small-form - --into registry"),
    ],
    parameters: [files, Import.into, operations, name, Import.baseURL, Tool.json]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let folder = arguments[Import.into]
    guard arguments[files].count(where: { $0 == "-" }) <= 1 else {
      throw arguments.misuse("the standard input can be read once only")
    }
    // Where an error stops the import, no empty folder is left behind.
    let made = try making(folder)
    defer { made?.removeIfEmpty() }
    let checkout = try made ?? Checkout(at: folder)
    let (context, isNew) = try standing(of: checkout)

    var findings: [Diagnostic] = []
    let sources = try arguments[files].map { file in
      try Source(file, limit: context.policy.fileBytes)
    }
    let forms = sources.compactMap { $0.read(context, reporting: &findings) }
    let lines = lines(of: sources, and: checkout)
    guard forms.count == sources.count else {
      return refuse(findings.sorted(), lines, arguments, tool)
    }
    let registry =
      try isNew ? newRegistry(arguments, firstOwner: forms[0].ownerHandle) : nil
    let result = try SmallFormImport(
      forms, into: checkout, context, making: registry, now: .clock)
    guard result.passes else {
      return refuse((findings + result.findings).sorted(), lines, arguments, tool)
    }
    try checkout.write(result.drafts)
    report(result, (findings + result.findings).sorted(), lines, arguments, tool)
    if !arguments[Tool.json] { tool.note(nextSteps(result, registry, arguments)) }
    return .good
  }

  /// Makes the folder of the registry; nil where it is there.
  private static func making(_ folder: String) throws -> Checkout? {
    do throws(AuthoringError) {
      return try Checkout.making(folder)
    } catch {
      guard case .failed(_, _, ENOENT) = error else { throw error }
      throw Failure(
        .outputRefused, "there is no folder in which to make \(folder)",
        wayOut: "make the folder above it first")
    }
  }

  /// The settings of the registry in a folder; the defaults where there is none.
  private static func standing(of checkout: Checkout) throws -> (context: Context, isNew: Bool) {
    do throws(ContextError) {
      return (try Review.context(of: checkout), false)
    } catch {
      guard error == .missing else { throw error }
      return (Context(), true)
    }
  }

  private static func newRegistry(
    _ arguments: ParsedArguments, firstOwner: Name
  ) throws -> SmallFormImport.NewRegistry {
    var handle = firstOwner
    do throws(Name.Problem) {
      if let text = arguments[operations] { handle = try Name(text, for: .identity) }
    } catch {
      throw arguments.invalid(operations, expected: "a handle: \(error.message)")
    }
    let registryName: Name
    do throws(Name.Problem) {
      registryName = try Name(arguments[name], for: .registry)
    } catch {
      throw arguments.invalid(name, expected: "a name: \(error.message)")
    }
    return SmallFormImport.NewRegistry(
      name: registryName, operations: handle, baseURL: try Import.address(arguments))
  }
}

// MARK: - Sources

extension ImportSmallForm {
  /// A file that was named, or the standard input.
  private struct Source {
    /// As findings name it.
    let path: RepositoryPath
    let limit: Int
    /// Nil where there are more than fit.
    let bytes: [UInt8]?

    init(_ file: String, limit: Int) throws(AuthoringError) {
      path = RepositoryPath(file == "-" ? "<standard input>" : file)
      self.limit = limit
      do throws(AuthoringError) {
        bytes =
          file == "-"
          ? try LocalFile.standardInput(limit: limit) : try LocalFile.bytes(of: file, limit: limit)
      } catch {
        guard case .tooLarge = error else { throw error }
        bytes = nil
      }
    }

    func read(_ context: Context, reporting findings: inout [Diagnostic]) -> SmallForm? {
      guard let bytes else {
        findings.append(SmallForm.tooLarge(path, limit: limit))
        return nil
      }
      return SmallForm.read(bytes, at: path, context: context, reporting: &findings)
    }
  }

  /// The lines of the files that were named, and of those in the registry.
  private static func lines(of sources: [Source], and checkout: Checkout) -> SourceTables {
    SourceTables { path in
      let source = sources.first { $0.path == path }
      let bytes = source.map { $0.bytes } ?? (try? checkout.read(path)) ?? nil
      return bytes.map(LineTable.init)
    }
  }
}

// MARK: - Reporting

extension ImportSmallForm {
  private static func refuse(
    _ findings: [Diagnostic], _ lines: SourceTables, _ arguments: ParsedArguments, _ tool: Tool
  ) -> ExitCode {
    Import.report(findings, lines, packages: 0, releases: 0, arguments, tool)
    tool.note("\(arguments[Import.into]): nothing was written; mend the errors and import again")
    return .findings
  }

  private static func report(
    _ result: SmallFormImport, _ findings: [Diagnostic], _ lines: SourceTables,
    _ arguments: ParsedArguments, _ tool: Tool
  ) {
    Import.report(
      findings, lines, packages: result.packages, releases: result.releases, arguments, tool)
    guard !arguments[Tool.json] else { return }
    tool.console.output(
      """
      \(arguments[Import.into]): \(counted(result.packages, "package")), \
      \(counted(result.releases, "release")), \
      \(counted(result.packageIndexes, "package index", "package indexes")); \
      \(counted(result.drafts.count, "file")) written

      """)
  }

  private static func nextSteps(
    _ result: SmallFormImport, _ registry: SmallFormImport.NewRegistry?,
    _ arguments: ParsedArguments
  ) -> String {
    var steps = ["cd \(Standpoint.word(arguments[Import.into]))"]
    if let registry {
      if registry.baseURL == nil {
        steps.append(
          "say in index/registry.json where the site will stand: \"baseURL\" in \"spec\"")
      }
      steps.append(
        "say in index/identities/\(registry.operations).json which account is "
          + "\(registry.operations)'s, who runs the registry: "
          + "\"accounts\": {\"github\": {\"id\": …}} in \"spec\"")
      steps.append("git init")
    }
    if !result.drafts.isEmpty { steps.append("git add -A && git commit -m 'Import indexes'") }
    steps.append("cairn check")
    return "\nnext:\n" + steps.map { "  \($0)" }.joined(separator: "\n")
  }
}
