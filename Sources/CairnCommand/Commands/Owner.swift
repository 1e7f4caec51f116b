internal import Arguments
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Ownership
internal import Registry
internal import Rules

/// `cairn owner`: who answers for a path, and why; below it, who owns a package.
enum OwnerCommand {
  private static let path = Argument<String>(
    "path",
    help: "A path from the root of the repository, there or not; or a package, as project/name.",
    completes: .files)

  static let command = Command<Tool>(
    "owner", summary: "Say who answers for a path, and why; change who owns a package.",
    discussion: """
      Looks for the last line of `index/CODEOWNERS` that matches the path, and says who its owners are: members of a team, \
      and for `@roles` whoever holds a role there by the registry's own files. Without a line, and without owners on it, \
      operations answers. Behind each name stands the greatest role that its bearer holds at the path; one who has none \
      is named as an owner, and can yet change nothing.

      The path need not be there: ask before you add a package. The name of a package that is there stands for its version \
      index, the file that lists its releases. A path called `add` or `remove` is written `./add`; those \
      words begin the commands that change who owns a package. The exit code is 1 if `index/CODEOWNERS` is missing or \
      cannot be read.
      """,
    examples: [
      Example("Ask who reviews a package", "cairn owner packages/acme/libfoo.json"),
      Example("The same for a program", "cairn owner packages/acme/libfoo.json --json"),
      Example("Add an owner to a package", "cairn owner add acme/libfoo dave"),
    ],
    parameters: [path, Tool.json], subcommands: [OwnerChange.add, OwnerChange.remove]
  ) { arguments, tool in
    try run(arguments, tool).rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws -> ExitCode {
    let asked = try RepositoryPath(asked: arguments[path], arguments)
    let registry = try tool.open()
    let lookup = Lookup(registry.snapshot, context: try registry.context())
    let path = try lookup.versionIndex(calledBy: asked) ?? asked
    let line = try lookup.ownerFile(tool).line(for: path)
    let answer = OwnerAnswer(
      path: path, line: line, people: try lookup.people(answeringFor: path, by: line))
    if arguments[Tool.json] {
      tool.answer("owner") { answer.write(into: &$0) }
    } else {
      tool.console.output(answer.text + "\n")
    }
    if let meant = try lookup.pathProbablyMeant(by: path) {
      tool.note("there is no \(VisibleText.path(path)); did you mean \(VisibleText.path(meant))?")
    }
    return .good
  }
}

/// Who answers for a path, and by what line.
private struct OwnerAnswer {
  let path: RepositoryPath
  let line: OwnerLine?
  let people: [Holder]

  func write(into writer: inout JSONWriter) {
    writer.member("path", path.description)
    writer.key("line")
    if let line { writer.integer(line.number) } else { writer.null() }
    writer.key("owners")
    writer.array { writer in
      for owner in line?.owners ?? [] { writer.string(owner.name.description) }
    }
    writer.key("people")
    writer.array { writer in
      for person in people {
        writer.object { writer in
          writer.member("handle", person.handle)
          writer.member("role", person.role.text)
        }
      }
    }
  }

  /// One sentence: who, for what, and why.
  var text: String { "\(who) answers for \(VisibleText.path(path)): \(why)" }

  private var who: String {
    let people = people.map { person in
      let role = person.role == .public ? "no role" : person.role.text
      return "\(VisibleText.line(person.handle)) (\(role))"
    }
    guard let last = people.last else { return "nobody but operations, which has no members," }
    return people.count == 1
      ? last : "one of \(people.dropLast().joined(separator: ", ")) or \(last)"
  }

  private var why: String {
    let file = SourcePlace.codeOwnersPath
    guard let line else { return "no line of \(file) matches, so it is for operations" }
    let place = "line \(line.number) of \(file), `\(line.pattern.text)`,"
    guard !line.owners.isEmpty else { return "\(place) names no owner, so it is for operations" }
    return "\(place) names \(line.owners.map(\.name.description).joined(separator: " "))"
  }
}

extension RepositoryPath {
  /// A path as a person writes it: `./` in front and a slash at the end are no part of it.
  fileprivate init(asked text: String, _ arguments: ParsedArguments) throws {
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    while parts.first?.elementsEqual(".".utf8) == true { parts.removeFirst() }
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    let strange = parts.contains {
      $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8)
    }
    guard !parts.isEmpty, !strange else {
      throw arguments.misuse(
        "'\(text)' is no path from the root of the repository, such as packages/acme/libfoo.json")
    }
    self.init(bytes: Array(parts.joined(separator: "/".utf8)))
  }
}

extension Lookup {
  /// The version index of a package that is named in the place of a path; nil where there is something at the path, or
  /// no such package.
  fileprivate func versionIndex(calledBy path: RepositoryPath) throws -> RepositoryPath? {
    guard try entry(at: path) == nil, let package = package(calledBy: path),
      try hasPackage(package)
    else { return nil }
    return self.path(of: package)
  }

  /// Where somebody probably looks who left the top folder out; nil for a path that is there, or could be.
  fileprivate func pathProbablyMeant(by path: RepositoryPath) throws -> RepositoryPath? {
    let top = path.components.first.map { Array($0) } ?? []
    guard try entry(at: path) == nil,
      !Walk.topFolders.contains(where: { $0.utf8.elementsEqual(top) })
    else { return nil }
    for folder in Walk.topFolders {
      let below = RepositoryPath(bytes: Array("\(folder)/".utf8) + path.bytes)
      if try entry(at: below) != nil { return below }
    }
    guard let package = package(calledBy: path),
      try hasFile(at: SourcePlace.path(ofProject: package.project.text))
    else { return nil }
    return self.path(of: package)
  }

  private func package(calledBy path: RepositoryPath) -> PackageID? {
    let text = String(decoding: path.bytes, as: UTF8.self)
    let name = text.hasSuffix(".json") ? String(text.dropLast(5)) : text
    return try? PackageID(name, versions: context.policy.versioning)
  }

  /// CODEOWNERS, if it counts; why not is printed or thrown.
  fileprivate func ownerFile(_ tool: Tool) throws -> OwnerFile {
    let path = SourcePlace.codeOwnersPath
    let check = "cairn check\(tool.usesWorktree ? " --worktree" : "")"
    switch owners {
    case .file(let file): return file
    case .unreadable(let error): throw error
    case .missing:
      throw Failure(
        .findings, "there is no \(path), so operations answers for everything",
        wayOut: "add it with the lines `/index/ @roles` and `/packages/ @roles`")
    case .refused(let problems):
      let count = problems.count == 1 ? "a problem" : "\(problems.count) problems"
      throw Failure(
        .findings,
        "\(path) has \(count), so none of it counts and operations answers for everything",
        wayOut: "\(check) shows where and what to do")
    }
  }
}
