internal import Diagnostics
internal import IndexModel
internal import Ownership
internal import Registry

extension Rule {
  static let codeOwnersNames = Rule(
    "codeowners-names", .integrity, .forward, "owners in index/CODEOWNERS exist",
    """
    An owner is an identity of this registry as `@handle`, or a team of one of its projects as \
    `@project/team`. A name that nobody has would go to the next who registers it, and with it the \
    paths of its line. Add the identity or the team first, or in the same change, or name another.
    """)
}

extension Check {
  static let codeOwnersNames = Check(
    .codeOwnersNames,
    .owners { (_, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      // A file has many lines and few owners.
      var known: [OwnerName: MissingHolder?] = [:]
      for owner in view.lookup.owners.file?.lines.flatMap(\.owners) ?? [] {
        let missing: MissingHolder?
        if let answer = known[owner.name] {
          missing = answer
        } else {
          missing = try view.missing(owner.name)
          known[owner.name] = .some(missing)
        }
        if let missing { findings.append(Diagnostic(missing, owner)) }
      }
      return findings
    })
}

extension ForwardView {
  fileprivate func missing(_ owner: OwnerName) throws(SnapshotError) -> MissingHolder? {
    switch owner {
    case .handle(let handle):
      if let misfit = misfit(handle, .identity) { return misfit }
      return try missing(holder: handle)
    case .team(let project, let team):
      if let misfit = misfit(project, .project) ?? misfit(team, .team) { return misfit }
      return try missing(holder: "\(project)/\(team)")
    case .roles: return nil
    }
  }

  /// What stands against a name in this registry that is one in others: the reader of the file does
  /// not know the scheme of versions, on which names depend.
  private func misfit(_ name: String, _ use: Name.Use) -> MissingHolder? {
    do throws(Name.Problem) {
      _ = try Name(name, for: use, versions: context.policy.versioning)
      return nil
    } catch {
      return MissingHolder(
        message: "nothing can have the name \(quoted(name)): \(error.message)",
        help: "name an identity or a team that exists")
    }
  }
}

extension Diagnostic {
  fileprivate init(_ missing: MissingHolder, _ owner: Owner) {
    self.init(
      rule: Rule.codeOwnersNames.id, severity: Rule.codeOwnersNames.severity,
      range: SourceRange(path: SourcePlace.codeOwnersPath, bytes: owner.range),
      message: missing.message, help: missing.help, notes: missing.notes)
  }
}
