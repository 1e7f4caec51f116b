internal import Arguments
internal import Authoring
internal import Changes
internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// `cairn revoke`: withdraws a release that nobody should use any more.
enum Revoke {
  /// The kind of reason, as the schema of `revocation` lists them.
  enum Reason: String, CaseIterable, ArgumentValue { case broken, security, legal, eol, other }

  private static let release = Argument<String>(
    "release", help: NamedRelease.help, completes: .packages)
  private static let reason = Option<Reason>(
    "reason", value: "reason", help: "The kind of reason; eol is the end of its life.")
  private static let message = Option<ReasonText>(
    "message", value: "text", help: "The reason in words.")
  static let replacedBy = Option<String?>(
    "replaced-by", value: "release",
    help: "What to use instead: a version of this package, or project/name[@version].")

  static let command = Command<Tool>(
    "revoke", summary: "Withdraw a release that should not be used any more.",
    discussion: """
      Nothing is ever deleted: the release goes to the stage `revoked` and says why. Resolvers no longer choose \
      it. On the site its documents, and the files that the registry carries, move to `revoked/`, where those who have \
      locked it find them; files that stand elsewhere stay there. A candidate can be revoked, too. There is no way back: the version \
      is never free again, so release the next one. Who is left without what they need is told.
      """,
    examples: [
      Example(
        "Withdraw a release with a hole",
        """
        cairn revoke acme/libfoo@1.0.0 --reason security \\
          --message 'Reads past the end of its input.' --replaced-by 1.0.1
        """)
    ],
    parameters: [release, reason, message, replacedBy, Tool.json],
    rereading: NamedRelease.rereading("revoke")
  ) { arguments, tool in
    try run(arguments, tool)
    return ExitCode.good.rawValue
  }

  private static func run(_ arguments: ParsedArguments, _ tool: Tool) throws {
    let authorship = try Authorship(tool)
    let release = try NamedRelease(arguments[release], authorship, arguments)
    // One that was made so by hand may still lack the reason.
    let says = release.index.document.node(at: release.path + ["revocation"]) != nil
    guard release.stage != .revoked || !says else {
      throw Failure(
        .findings, "\(release.name) is revoked already",
        wayOut: "the reason that others have read stays as it is")
    }
    var revocation: [JSONValue.Member] = []
    revocation.append(JSONValue.Member("reason", .string(arguments[reason].rawValue)))
    revocation.append(JSONValue.Member("message", .string(arguments[message].argument)))
    if let other = arguments[replacedBy] {
      revocation.append(JSONValue.Member("replacedBy", .string(other)))
    }
    var editing = IndexEditing(release.index, authorship)
    try editing.make { edit throws(DocumentEdit.NoPlace) in
      try edit.set(release.path + ["stage"], to: .string(Stage.revoked.rawValue))
      try edit.set(release.path + ["revocation"], to: .object(revocation))
    }
    let report = try editing.write("the revocation")
    guard !arguments[Tool.json] else {
      report.json("revoke") { $0.release(release, editing.edit) }
      return
    }
    let was = release.stage.flatMap { $0 == .revoked ? nil : ", was \($0)" } ?? ""
    report.text(
      "\(release.name) as revoked\(was)", notes: [unmet(by: report, tool)].compactMap(\.self),
      commit: "Revoke \(release.name)")
  }

  /// Who is left without what they need; nil where nobody is. The revocation is written already, so what cannot be read
  /// is left for the check to tell.
  private static func unmet(by report: EditReport, _ tool: Tool) -> String? {
    guard
      let impact = try? Impact(
        of: report.review.comparison, searchesForTakers: false, workers: tool.workers)
    else { return nil }
    var packages: [String] = []
    var known: Set<String> = []
    for unmet in impact.unmet where known.insert(unmet.package).inserted {
      packages.append(unmet.package)
    }
    guard !packages.isEmpty else { return nil }
    let few = packages.prefix(5).map { VisibleText.line($0) }.joined(separator: ", ")
    let more = packages.count > 5 ? " and \(packages.count - 5) more" : ""
    return
      "unmet by this are releases of \(counted(packages.count, "package")): \(few)\(more); once it is "
      + "committed, \(report.authorship.standpoint.cairn) diff HEAD~1 HEAD lists them"
  }
}

extension JSONWriter {
  /// The member `release`: a release as it stands in the edited file.
  mutating func release(_ release: NamedRelease, _ edit: DocumentEdit) {
    key("release")
    value(
      edit.document.node(at: release.path).flatMap { JSONValue($0, of: edit.document) } ?? .null)
  }
}
