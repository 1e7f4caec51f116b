internal import Arguments
internal import Authoring
internal import IndexModel
internal import JSONText
internal import Registry

/// `cairn deprecate`: warns of a package or a release that is still served.
enum Deprecate {
  private static let subject = Argument<String>(
    "package", help: "The package or the release, as project/name[@version].",
    completes: .packages)
  private static let message = Option<ReasonText?>(
    "message", value: "text", help: "Why it should not be used in new work.")
  private static let undo = Flag("undo", help: "Take the warning back.")

  static let command = Command<Tool>(
    "deprecate", summary: "Warn of a package or a release that is still served.",
    discussion: """
      A deprecated release can still be chosen and used; those who look at it read the message, and what to use instead. \
      One that nobody should use any more is revoked: see `cairn revoke`. A message that is there is replaced.
      """,
    examples: [
      Example(
        "Point the users of a package to another",
        "cairn deprecate acme/libfoo --message 'Renamed.' --replaced-by acme/libbar"),
      Example(
        "Warn of one release",
        "cairn deprecate acme/libfoo@1.0.0 --message 'Slow.' --replaced-by 1.0.1"),
      Example("Take it back", "cairn deprecate acme/libfoo@1.0.0 --undo"),
    ],
    parameters: [subject, message, Revoke.replacedBy, undo, Tool.json],
    constraints: [.exactlyOne(message, undo), .requires(Revoke.replacedBy, message)],
    rereading: NamedRelease.rereading("deprecate")
  ) { arguments, tool in
    try run(arguments, tool)
    return ExitCode.good.rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws {
    let authorship = try Authorship(tool)
    let target = try Target(arguments[subject], authorship, arguments)
    let path = target.path + ["deprecated"]
    let present = target.index.document.node(at: path)
    var editing = IndexEditing(target.index, authorship)
    if arguments[undo] {
      guard present != nil else {
        throw Failure(.findings, "\(target.name) is not deprecated")
      }
      try editing.make { edit throws(DocumentEdit.NoPlace) in
        try edit.remove(path, below: target.path)
      }
    } else {
      var deprecation = [JSONValue.Member("message", .string(arguments[message]?.argument ?? ""))]
      if let other = arguments[Revoke.replacedBy] {
        deprecation.append(JSONValue.Member("replacedBy", .string(other)))
      }
      try editing.make { edit throws(DocumentEdit.NoPlace) in
        try edit.set(path, to: .object(deprecation))
      }
      guard editing.edit.bytes != target.index.document.bytes else {
        throw Failure(.findings, "\(target.name) is deprecated already, in the same words")
      }
    }
    let report = try editing.write("the deprecation")
    guard !arguments[Tool.json] else {
      report.json("deprecate") { writer in
        let document = editing.edit.document
        writer.key("deprecated")
        writer.value(document.node(at: path).flatMap { JSONValue($0, of: document) } ?? .null)
      }
      return
    }
    if arguments[undo] {
      report.text("\(target.name), no longer deprecated", commit: "Undeprecate \(target.name)")
    } else {
      report.text(
        "\(target.name) as deprecated\(present == nil ? "" : ", in other words")",
        notes: target.isRevoked
          ? ["note: \(target.name) is revoked already, so nobody chooses it any more"] : [],
        commit: "Deprecate \(target.name)")
    }
  }

  /// A package as a whole, or one of its releases.
  private struct Target {
    let index: VersionIndexFile
    let name: String
    /// The object that says that it is deprecated.
    let path: DocumentEdit.Path
    let isRevoked: Bool

    init(_ text: String, _ authorship: Authorship, _ arguments: ParsedArguments) throws {
      guard text.utf8.contains(UInt8(ascii: "@")) else {
        index = try VersionIndexFile(try authorship.package(text, arguments), authorship)
        name = index.package.text
        path = ["spec"]
        isRevoked = false
        return
      }
      let release = try NamedRelease(text, authorship, arguments)
      (index, name, path) = (release.index, release.name, release.path)
      isRevoked = release.stage == .revoked
    }
  }
}
