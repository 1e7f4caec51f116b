internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Ownership
internal import Registry

extension Rule {
  static let ownersOnlyOperations = Rule(
    "owners-only-operations", .advice, .forward,
    "somebody beside operations answers for each project, package and package index",
    """
    The line of `index/CODEOWNERS` for this file names nobody, or only operations, or `@roles` where \
    nobody holds a role that could change the file: then each of its changes waits for those who run \
    the registry. Give the package an owner or the project an admin, and let the line name them or \
    `@roles`. Where it is meant, as for a package that was given up, waive the finding.
    """)
}

extension Check {
  static let ownersOnlyOperations = Check(
    .ownersOnlyOperations,
    .forward { (unit, view) throws(SnapshotError) in
      guard unit.hasOwners, let line = view.lookup.owners.file?.line(for: unit.path),
        try !view.hasOwnersBesideOperations(unit, line)
      else { return [] }
      return [
        unit.finding(
          .ownersOnlyOperations,
          at: unit.document.node(at: ["metadata"]) ?? unit.document.root,
          "only operations answers for \(unit.path), expected somebody who works on it",
          help: "give somebody a role there, and let the line name them or `@roles`",
          notes: [
            Diagnostic.Note(
              range: SourceRange(path: SourcePlace.codeOwnersPath, bytes: line.range),
              message: "the line that decides")
          ])
      ]
    })
}

extension Unit {
  /// Whether the file is one that others than operations are meant to keep.
  fileprivate var hasOwners: Bool {
    switch resource {
    case .versionIndex, .project, .packageIndex: true
    case .registry, .identity, .waiverList, .advisory, nil: false
    }
  }
}

extension ForwardView {
  /// Whether a line names somebody who is not of operations, or who has a role in the file's own
  /// project or package beside that.
  fileprivate func hasOwnersBesideOperations(
    _ unit: Unit, _ line: OwnerLine
  ) throws(SnapshotError) -> Bool {
    let operations = lookup.operations
    var handles: [String] = []
    for owner in line.owners {
      switch owner.name {
      case .handle(let handle): handles.append(handle)
      case .team(let project, let team):
        handles += try lookup.members(ofTeam: team, in: project)
      case .roles: break
      }
    }
    if handles.contains(where: { !operations.contains($0) }) { return true }
    guard !line.owners.isEmpty else { return false }
    // A committer votes, and changes nothing else.
    let keepers = try lookup.localRoles(of: unit).filter { $0.value >= .author }
    if line.owners.contains(where: { $0.name == .roles }), !keepers.isEmpty { return true }
    return handles.contains { keepers[$0] != nil }
  }
}
