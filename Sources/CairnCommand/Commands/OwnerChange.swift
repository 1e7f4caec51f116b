internal import Arguments
internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

/// `cairn owner add` and `cairn owner remove`: who holds a role of a package.
enum OwnerChange {
  /// The roles that a package gives.
  enum PackageRole: String, CaseIterable, ArgumentValue { case owner, author }

  private static let package = Argument<String>(
    "package", help: "The package, as project/name.", completes: .packages)
  private static let holders = Argument<[String]>(
    "handle", atLeast: 1, help: "Who: identities, or teams as project/team.")
  private static let role = Option<PackageRole>(
    "role", value: "role", default: .owner, help: "The role that they hold.")

  static let add = Command<Tool>(
    "add", summary: "Make somebody an owner or an author of a package.",
    discussion: """
      Adds them to the end of the list in the package's version index, the file `packages/<project>/<package>.json`. An admin of the project has to agree to a new \
      owner, and so has each new owner; an owner may add authors.
      """,
    examples: [
      Example("Add an owner", "cairn owner add acme/libfoo dave"),
      Example("Let a team release it", "cairn owner add acme/libfoo acme/core --role author"),
    ],
    parameters: [package, holders, role, Tool.json]
  ) { arguments, tool in
    try add(arguments, Authorship(tool))
    return ExitCode.good.rawValue
  }

  static let remove = Command<Tool>(
    "remove", summary: "Take the role of an owner or an author from somebody.",
    discussion: """
      A package keeps at least one owner: add another before the last one goes. The first of the list is its owner \
      identity.
      """,
    examples: [Example("Remove an owner", "cairn owner remove acme/libfoo dave")],
    parameters: [package, holders, role, Tool.json]
  ) { arguments, tool in
    try remove(arguments, Authorship(tool))
    return ExitCode.good.rawValue
  }

  private static func add(_ arguments: ParsedArguments, _ authorship: Authorship) throws {
    let role = arguments[role]
    let list = try RoleList(role, of: arguments[package], authorship, arguments)
    var added: [String] = []
    for holder in try authorship.members(arguments[holders], arguments)
    where !list.holders.contains(holder) && !added.contains(holder) {
      added.append(holder)
    }
    guard !added.isEmpty else {
      throw Failure(
        .findings,
        "\(list.package) has \(arguments[holders].joined(separator: ", ")) as \(role) already")
    }
    var editing = IndexEditing(list.index, authorship)
    try editing.make { edit throws(DocumentEdit.NoPlace) in
      for holder in added { try edit.append(.string(holder), to: list.path) }
    }
    let names = added.joined(separator: ", ")
    try report(
      list, editing, arguments, "\(list.package) with \(names) as \(role)",
      commit: "Make \(names) \(role) of \(list.package)")
  }

  private static func remove(_ arguments: ParsedArguments, _ authorship: Authorship) throws {
    let role = arguments[role]
    let list = try RoleList(role, of: arguments[package], authorship, arguments)
    let gone = Set(arguments[holders])
    for holder in arguments[holders] where !list.holders.contains(holder) {
      let near = Likeness.closest(to: holder, among: list.holders)
      let all = list.holders.isEmpty ? "nobody" : list.holders.joined(separator: ", ")
      throw Failure(
        .findings, "\(holder) is no \(role) of \(list.package)",
        wayOut: near.map { "did you mean \($0)?" } ?? "\(all) holds the role")
    }
    let left = list.holders.filter { !gone.contains($0) }
    guard role != .owner || !left.isEmpty else {
      throw Failure(
        .findings, "\(list.package) would have no owner",
        wayOut:
          "add another one first: \(authorship.standpoint.cairn) owner add \(list.package) HANDLE")
    }
    var editing = IndexEditing(list.index, authorship)
    try editing.make { edit throws(DocumentEdit.NoPlace) in
      for position in list.holders.indices.reversed() where gone.contains(list.holders[position]) {
        try edit.remove(list.path + [.index(position)], below: ["spec"])
      }
    }
    let names = arguments[holders].joined(separator: ", ")
    let first =
      role == .owner && left.first != list.holders.first
      ? "; \(left[0]) is its owner identity now" : ""
    try report(
      list, editing, arguments, "\(list.package) without \(names) as \(role)\(first)",
      commit: "Take the role \(role) of \(list.package) from \(names)")
  }

  private static func report(
    _ list: RoleList, _ editing: IndexEditing, _ arguments: ParsedArguments, _ summary: String,
    commit: String
  ) throws {
    let report = try editing.write("the change of roles")
    guard arguments[Tool.json] else {
      report.text(summary, commit: commit)
      return
    }
    let document = editing.edit.document
    report.json("owner-change") { writer in
      for role in PackageRole.allCases {
        writer.key("\(role)s")
        writer.array { writer in
          for holder in document.texts(at: ["spec", "roles", .key(role.rawValue)]) {
            writer.string(holder)
          }
        }
      }
    }
  }

  /// Who holds a role of a package.
  private struct RoleList {
    let index: VersionIndexFile
    let path: DocumentEdit.Path
    let holders: [String]
    var package: PackageID { index.package }

    init(
      _ role: PackageRole, of package: String, _ authorship: Authorship,
      _ arguments: ParsedArguments
    ) throws {
      index = try VersionIndexFile(try authorship.package(package, arguments), authorship)
      path = ["spec", "roles", .key(role.rawValue)]
      holders = index.document.texts(at: path)
    }
  }
}

extension JSONDocument {
  /// The texts of an array.
  fileprivate func texts(at path: DocumentEdit.Path) -> [String] {
    guard let array = node(at: path) else { return [] }
    return elements(of: array).compactMap { string($0) }
  }
}

extension Authorship {
  /// Reads handles of identities that are there, and teams, from the command line. Whether there is
  /// a team is for the review to say.
  fileprivate func members(_ texts: [String], _ arguments: ParsedArguments) throws -> [String] {
    try texts.map { text in
      text.utf8.contains(UInt8(ascii: "/")) ? text : try handles([text], arguments)[0].text
    }
  }
}
