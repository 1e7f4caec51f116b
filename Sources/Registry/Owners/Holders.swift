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
    var holders = Holders()
    switch SourcePlace(path, layout: context.layout) {
    case .versionIndex(let project, let name), .companion(let project, let name, _):
      try add(package: name, of: project, to: &holders)
      try add(project: project, to: &holders)
    case .project(let project): try add(project: project, to: &holders)
    case .packageIndex:
      if case .packageIndex(let index)? = try unit(at: path)?.resource {
        holders.add(try handles(of: index.owners), .owner)
      }
    case .unknown:
      // A folder of a project, or a file in it that is nothing by itself.
      let parts = path.components
      if parts.count > 1, parts[0].elementsEqual("packages".utf8) {
        try add(project: String(decoding: parts[1], as: UTF8.self), to: &holders)
      }
    case .registry, .codeOwners, .waivers, .identity, .advisory, .outside: break
    }
    return holders.roles
  }

  private func add(project name: String, to holders: inout Holders) throws(SnapshotError) {
    guard let project = try project(name) else { return }
    holders.add(try handles(of: project.admins), .admin)
    holders.add(try handles(of: project.committers), .committer)
  }

  private func add(
    package name: String, of project: String, to holders: inout Holders
  ) throws(SnapshotError) {
    guard let package = try? PackageID("\(project)/\(name)", versions: context.policy.versioning),
      let index = try versionIndex(package)
    else { return }
    holders.add(try handles(of: index.owners), .owner)
    holders.add(try handles(of: index.authors), .author)
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
