public import IndexModel
internal import Ownership

/// Someone, and the greatest role that they hold at some path.
public struct Holder: Hashable, Sendable {
  public let handle: String
  public let role: Role

  public init(handle: String, role: Role) {
    self.handle = handle
    self.role = role
  }
}

/// The holders of one path by handle, each with the greatest role.
private struct Holders {
  var roles: [String: Role] = [:]

  mutating func add(_ handles: [String], _ role: Role) {
    for handle in handles { roles[handle] = max(roles[handle] ?? role, role) }
  }
}

extension Lookup {
  /// Whoever holds a role at a path by the file of its package, project or package index, by
  /// handle: what `@roles` stands for. Nobody in files that are the registry's own, which are for
  /// operations.
  public func localRoles(at path: RepositoryPath) throws(SnapshotError) -> [String: Role] {
    switch SourcePlace(path, layout: context.layout) {
    case .versionIndex(let project, let name), .companion(let project, let name, _):
      try localRoles(ofPackage: name, in: project)
    case .project(let project): try localRoles(ofProject: project)
    case .packageIndex: try localRoles(ofUnitAt: path)
    case .unknown: try localRoles(below: path)
    case .registry, .codeOwners, .waivers, .identity, .advisory, .outside: [:]
    }
  }

  /// Whoever holds a role in what a file describes; only the file of a package's project, and those
  /// of teams, are looked up.
  public func localRoles(of unit: Unit) throws(SnapshotError) -> [String: Role] {
    var holders = Holders()
    switch unit.resource {
    case .versionIndex(let index):
      holders.roles = try localRoles(ofProject: index.id.project.text)
      holders.add(try handles(of: index.owners), .owner)
      holders.add(try handles(of: index.authors), .author)
    case .project(let project):
      holders.add(try handles(of: project.admins), .admin)
      holders.add(try handles(of: project.committers), .committer)
    case .packageIndex(let index): holders.add(try handles(of: index.owners), .owner)
    case .registry, .identity, .waiverList, .advisory, nil: break
    }
    return holders.roles
  }

  private func localRoles(
    ofUnitAt path: RepositoryPath
  ) throws(SnapshotError) -> [String: Role] {
    guard let unit = try unit(at: path) else { return [:] }
    return try localRoles(of: unit)
  }

  private func localRoles(ofProject name: String) throws(SnapshotError) -> [String: Role] {
    try localRoles(ofUnitAt: SourcePlace.path(ofProject: name))
  }

  /// A package that is not there yet is its project's.
  private func localRoles(
    ofPackage name: String, in project: String
  ) throws(SnapshotError) -> [String: Role] {
    guard let package = try? PackageID("\(project)/\(name)", versions: context.policy.versioning),
      let unit = try unit(at: path(of: package)), unit.resource != nil
    else { return try localRoles(ofProject: project) }
    return try localRoles(of: unit)
  }

  /// A folder of a project, or a file in it that is nothing by itself, is the project's.
  private func localRoles(below path: RepositoryPath) throws(SnapshotError) -> [String: Role] {
    let parts = path.components
    guard parts.count > 1, parts[0].elementsEqual("packages".utf8) else { return [:] }
    return try localRoles(ofProject: String(decoding: parts[1], as: UTF8.self))
  }

  /// The handles of the registry's operations.
  public var operations: [String] { context.settings?.operations.map(\.text) ?? [] }

  /// The handles that references name, teams as their members.
  public func handles(of references: [Reference]) throws(SnapshotError) -> [String] {
    var handles: [String] = []
    for reference in references {
      if let (project, team) = reference.text.splitOnce(at: "/") {
        handles += try members(ofTeam: team, in: project)
      } else {
        handles.append(reference.text)
      }
    }
    return handles
  }

  /// The members of a team; none if there is no such team.
  public func members(
    ofTeam team: String, in project: String
  ) throws(SnapshotError) -> [String] {
    try self.project(project)?.teams.first { $0.name == team }?.members.map(\.text) ?? []
  }
}
