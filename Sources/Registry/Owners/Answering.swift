public import IndexModel
public import Ownership

extension Lookup {
  /// The people who answer for a path by a line of CODEOWNERS, greatest role first, then by handle.
  ///
  /// Without a line, where it names nobody, and where nobody holds a role that `@roles` could stand
  /// for, it is operations: never anyone. A role of `public` says that someone is named as an owner
  /// and holds no role there, so that they can change nothing but votes of their own.
  public func people(
    answeringFor path: RepositoryPath, by line: OwnerLine?
  ) throws(SnapshotError) -> [Holder] {
    let local = try localRoles(at: path)
    let operations = Set(self.operations)
    var handles: Set<String> = []
    for owner in line?.owners ?? [] {
      switch owner.name {
      case .handle(let handle): handles.insert(handle)
      case .team(let project, let team):
        handles.formUnion(try members(ofTeam: team, in: project))
      case .roles: handles.formUnion(local.isEmpty ? operations : Set(local.keys))
      }
    }
    if line?.owners.isEmpty ?? true { handles = operations }
    return handles.map { handle in
      Holder(
        handle: handle,
        role: operations.contains(handle) ? .operations : local[handle] ?? .public)
    }.sorted { $0.role == $1.role ? $0.handle < $1.handle : $0.role > $1.role }
  }
}
