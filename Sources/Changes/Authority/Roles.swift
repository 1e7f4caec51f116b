internal import IndexModel
internal import Registry

/// Who holds which role, by the files of base.
struct Roles {
  let base: State

  /// Somebody, and the greatest role that they hold somewhere.
  struct Holder: Hashable {
    let handle: String
    let role: Role
  }

  /// Everybody who holds a role at a place, once each, the greatest role first.
  func holders(at place: SourcePlace) throws(SnapshotError) -> [Holder] {
    var holders = operations.map { Holder(handle: $0, role: .operations) }
    switch place {
    case .registry:
      let auditors = base.context.settings?.auditors ?? []
      holders += auditors.map { Holder(handle: $0.text, role: .auditor) }
    case .project(let name): holders += try members(of: name)
    case .versionIndex(let project, let name), .companion(let project, let name, _):
      holders += try members(of: project)
      if let index = try package(project, name) {
        holders += try expand(index.owners).map { Holder(handle: $0, role: .owner) }
        holders += try expand(index.authors).map { Holder(handle: $0, role: .author) }
      }
    case .packageIndex(let name):
      let unit = try base.lookup.unit(at: SourcePlace.path(ofPackageIndex: name))
      if case .packageIndex(let index)? = unit?.resource {
        holders += try expand(index.owners).map { Holder(handle: $0, role: .owner) }
      }
    case .codeOwners, .waivers, .identity, .advisory, .unknown, .outside: break
    }
    var seen: Set<String> = []
    return holders.sorted { $0.role > $1.role }.filter { seen.insert($0.handle).inserted }
  }

  var operations: [String] { base.context.settings?.operations.map(\.text) ?? [] }

  /// The version index of a package; nil where base has none, or none that can be understood.
  func package(_ project: String, _ name: String) throws(SnapshotError) -> VersionIndex? {
    let versions = base.context.policy.versioning
    guard let id = try? PackageID("\(project)/\(name)", versions: versions) else { return nil }
    return try base.lookup.versionIndex(id)
  }

  /// The people whom names of identities and teams stand for.
  func expand(_ names: [Reference]) throws(SnapshotError) -> [String] {
    var people: [String] = []
    for name in names { people += try self.people(named: name.text) }
    return people
  }

  /// The person of a handle, or the members of a team of base.
  func people(named name: String) throws(SnapshotError) -> [String] {
    guard let (project, team) = name.splitOnce(at: "/") else { return [name] }
    return try members(ofTeam: team, in: project)
  }

  func members(ofTeam team: String, in project: String) throws(SnapshotError) -> [String] {
    let teams = try base.lookup.project(project)?.teams ?? []
    return teams.first { $0.name == team }?.members.map(\.text) ?? []
  }

  private func members(of project: String) throws(SnapshotError) -> [Holder] {
    guard let project = try base.lookup.project(project) else { return [] }
    return project.admins.map { Holder(handle: $0.text, role: .admin) }
      + (try expand(project.committers)).map { Holder(handle: $0, role: .committer) }
  }
}
