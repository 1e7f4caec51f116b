internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// What to say of a holder of a role, or an owner of a path, who is not there.
struct MissingHolder {
  let message: String
  let help: String
  var notes: [Diagnostic.Note] = []
}

extension ForwardView {
  /// What is missing of a handle, or of a team as `<project>/<team>`; nil if it is there.
  func missing(holder text: String) throws(SnapshotError) -> MissingHolder? {
    if let (project, team) = text.splitOnce(at: "/") {
      return try missing(team: team, of: project)
    }
    return try misses(identity: text) ? missingIdentity(text) : nil
  }

  private func missingIdentity(_ handle: String) throws(SnapshotError) -> MissingHolder {
    MissingHolder(
      message: "there is no identity \(quoted(handle))",
      help: try help(namingIdentity: handle))
  }

  private func missing(
    team: String, of name: String
  ) throws(SnapshotError) -> MissingHolder? {
    if try misses(project: name) {
      return MissingHolder(
        message: "there is no project \(quoted(name)) to have a team \(quoted(team))",
        help: try help(naming: name, in: "index/projects", else: "cairn new project \(name)"))
    }
    // A project that cannot be understood is its own finding.
    guard let home = try lookup.unit(at: SourcePlace.path(ofProject: name)),
      let project = home.project, !project.teams.contains(where: { $0.name == team })
    else { return nil }
    let teams = home.document.node(at: ["spec", "teams"]) ?? home.document.root
    return MissingHolder(
      message: "the project \(quoted(name)) has no team \(quoted(team))",
      help: Likeness.closest(to: team, among: project.teams.map(\.name))
        .map { "did you mean \"\(name)/\($0)\"?" } ?? "add the team to the project",
      notes: [home.note(at: teams, "its teams")])
  }
}
