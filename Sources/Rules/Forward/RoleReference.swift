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
        if let (project, team) = holder.text.splitOnce(at: "/") {
          findings += try missing(team, of: project, holder, in: unit, view)
        } else {
          findings += try missing(holder, in: unit, view)
        }
      }
      return findings
    })

  private static func missing(
    _ handle: Reference, in unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> [Diagnostic] {
    guard try view.misses(identity: handle.text) else { return [] }
    return [
      unit.finding(
        .roleReference, at: handle.node, "there is no identity \(quoted(handle.text))",
        help: try view.help(
          naming: handle.text, in: "index/identities", else: "cairn new identity \(handle.text)"))
    ]
  }

  private static func missing(
    _ team: String, of name: String, _ holder: Reference, in unit: Unit, _ view: ForwardView
  ) throws(SnapshotError) -> [Diagnostic] {
    if try view.misses(project: name) {
      return [
        unit.finding(
          .roleReference, at: holder.node,
          "there is no project \(quoted(name)) to have a team \(quoted(team))",
          help: try view.help(
            naming: name, in: "index/projects", else: "cairn new project \(name)"))
      ]
    }
    // A project that cannot be understood is its own finding.
    guard let home = try view.lookup.unit(at: SourcePlace.path(ofProject: name)),
      let project = home.project, !project.teams.contains(where: { $0.name == team })
    else { return [] }
    let teams = home.document.node(at: ["spec", "teams"]) ?? home.document.root
    return [
      unit.finding(
        .roleReference, at: holder.node,
        "the project \(quoted(name)) has no team \(quoted(team))",
        help: Likeness.closest(to: team, among: project.teams.map(\.name))
          .map { "did you mean \"\(name)/\($0)\"?" } ?? "add the team to the project",
        notes: [home.note(at: teams, "its teams")])
    ]
  }
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
