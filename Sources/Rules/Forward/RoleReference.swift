internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let roleReference = Rule(
    "role-reference", .integrity, .forward,
    "roles, teams and waivers name identities and teams that exist",
    """
    Whoever holds a role is an identity of this registry, or a team of one of its projects as \
    `<project>/<team>`. A name that nobody has would go to the next who registers it, and with it \
    the role. Add the identity or the team first, or in the same change.
    """)
}

extension Check {
  static let roleReference = Check(
    .roleReference,
    .forward { (unit, view) throws(SnapshotError) in
      var findings: [Diagnostic] = []
      for holder in unit.holders {
        guard let missing = try view.missing(holder: holder.text) else { continue }
        findings.append(
          unit.finding(
            .roleReference, at: holder.node, missing.message, help: missing.help,
            notes: missing.notes))
      }
      return findings
    })
}

extension Unit {
  /// Everybody that the file gives a role or names as a member of a team, or who granted a waiver.
  fileprivate var holders: [Reference] {
    switch resource {
    case .registry(let settings): settings.operations + settings.auditors
    case .project(let project):
      project.admins + project.committers + project.teams.flatMap(\.members)
    case .versionIndex(let index): index.owners + index.authors
    case .packageIndex(let index): index.owners
    case .waiverList(let list): list.waivers.map(\.grantedBy)
    case .identity, .advisory, nil: []
    }
  }
}
