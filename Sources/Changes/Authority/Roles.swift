internal import IndexModel
internal import Ownership
internal import Registry

extension Lookup {
  /// Everybody who holds a role at a path, operations included, once each: the greatest role last,
  /// so that those who are closest to the path come first.
  func holders(at path: RepositoryPath) throws(SnapshotError) -> [Holder] {
    var roles = try localRoles(at: path)
    for handle in operations { roles[handle] = .operations }
    return roles.map { Holder(handle: $0.key, role: $0.value) }.sorted {
      $0.role == $1.role ? $0.handle < $1.handle : $0.role < $1.role
    }
  }

  /// The person of a handle, or the members of a team as `<project>/<team>`.
  func people(named name: String) throws(SnapshotError) -> [String] {
    guard let (project, team) = name.splitOnce(at: "/") else { return [name] }
    return try members(ofTeam: team, in: project)
  }

  /// The version index of a package; nil where there is none, or none that can be understood.
  func package(_ project: String, _ name: String) throws(SnapshotError) -> VersionIndex? {
    guard let id = packageID(project, name) else { return nil }
    return try versionIndex(id)
  }

  /// The id of a package; nil where the names are none.
  func packageID(_ project: String, _ name: String) -> PackageID? {
    try? PackageID("\(project)/\(name)", versions: context.policy.versioning)
  }
}

extension OwnerLine {
  /// Whether the line names somebody who holds a role at the path.
  func names(_ handle: String, in base: Lookup) throws(SnapshotError) -> Bool {
    for owner in owners {
      switch owner.name {
      case .roles: return true
      case .handle(let name): if name == handle { return true }
      case .team(let project, let team):
        if try base.members(ofTeam: team, in: project).contains(handle) { return true }
      }
    }
    return false
  }
}
