internal import Diagnostics
internal import IndexModel
internal import Ownership
internal import Registry

extension Rule {
  static let unownedPath = Rule(
    "unowned-path", .integrity, .names, "every path has a line of index/CODEOWNERS",
    """
    A path that no line of `index/CODEOWNERS` matches has nobody whom its author could ask, and a \
    reviewer cannot tell whether that was meant. A line `/packages/ @roles` covers every package: \
    put it before the others, as the last line that matches decides. For paths that only operations \
    may change, write their pattern without an owner.
    """)
}

extension Check {
  static let unownedPath = Check(
    .unownedPath,
    .owners { (entries, view) in
      // Without a file that counts, that is the finding.
      guard let owners = view.lookup.owners.file else { return [] }
      // A path that cannot stand in a registry is refused for itself.
      let unowned = entries.map(\.path)
        .filter { $0.problem() == nil && owners.line(for: $0) == nil }
      return Dictionary(grouping: unowned, by: \.topFolder)
        .flatMap { folder, paths in findings(paths, in: folder) }
    })

  /// How many paths of a top folder are reported each by itself: those of one folder are missed by
  /// one and the same line.
  private static let most = 20

  private static func findings(_ paths: [RepositoryPath], in folder: String) -> [Diagnostic] {
    let line = "`/\(folder)/ @roles`"
    return paths.prefix(most).enumerated().map { at, path in
      let others = paths.count - most
      let rest = at == most - 1 && others > 0 ? ", nor \(others) others in \(folder)/" : ""
      return Diagnostic(
        .unownedPath, file: path,
        "no line of \(SourcePlace.codeOwnersPath) matches the path\(rest), expected one",
        help: "add the line \(line) before the others, or one without owners for operations alone")
    }
  }
}

extension RepositoryPath {
  /// The folder of the root that holds the path.
  fileprivate var topFolder: String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
  }
}
