internal import Diagnostics
internal import IndexModel
internal import Ownership
internal import Registry

extension Rule {
  static let codeOwners = Rule(
    "codeowners", .integrity, .file,
    "index/CODEOWNERS is there, and each of its lines is well formed",
    """
    `index/CODEOWNERS` says who answers for which path: a pattern and owners on each line, the last \
    line that matches decides. It is read strictly: a line that cannot be read refuses the file, \
    because to skip it would let an earlier line win. No `!`, no brackets, no `//`, printable ASCII \
    only; owners are `@handle`, `@project/team` or `@roles`, which is whoever holds a role at the \
    path, and a pattern without owners is for operations. `cairn init` writes a first one.
    """)
}

extension Check {
  static let codeOwners = Check(
    .codeOwners,
    .owners { (_, view) throws(SnapshotError) in
      let path = SourcePlace.codeOwnersPath
      switch view.lookup.owners {
      case .file: return []
      case .refused(let problems):
        return problems.map { problem in
          Diagnostic(
            rule: Rule.codeOwners.id, severity: Rule.codeOwners.severity,
            range: SourceRange(path: path, bytes: problem.range), message: problem.message,
            help: problem.help)
        }
      case .unreadable(let error): throw error
      case .missing:
        // What is no plain file is a finding of its own.
        guard try view.lookup.entry(at: path) == nil else { return [] }
        return [
          Diagnostic(
            .codeOwners, file: path,
            "there is no \(path), expected one that says who answers for which path",
            help: "add it with the lines `/index/ @roles` and `/packages/ @roles`, as "
              + "`cairn init` does for a new registry")
        ]
      }
    })
}
