internal import IndexModel
internal import Ownership
internal import Registry

/// Decides about one change after the other, by roles and CODEOWNERS of base.
struct Judge {
  private let base: Lookup
  private let comparison: Comparison
  private(set) var present: Present
  /// Projects that begin here: with all they bring they are one change.
  private let newProjects: Set<String>

  init(_ comparison: Comparison, _ present: Present) throws(SnapshotError) {
    self.comparison = comparison
    self.present = present
    base = comparison.base.lookup
    var newProjects: Set<String> = []
    for case .project(let name) in comparison.changes.filter({ $0.kind == .projectAdded })
      .map(\.subject)
    {
      // A folder of packages that was there before belongs to nobody who comes now.
      let folder = RepositoryPath("packages").appending(name)
      if try base.entry(at: folder) == nil { newProjects.insert(name) }
    }
    self.newProjects = newProjects
  }

  /// Whether base says who may do what; else all is left to operations.
  var isBaseSound: Bool {
    guard comparison.base.hasRegistry else { return false }
    switch base.owners {
    case .file, .missing: return true
    case .refused, .unreadable: return false
    }
  }

  mutating func decide(_ change: Change) throws(SnapshotError) -> Decision {
    guard change.grant != .nobody else {
      return Decision(change: change, outcome: .forbidden, allowedBy: [], needs: [])
    }
    var met: [Approver] = []
    var missing: [[Approver]] = []
    for group in try needs(of: change) {
      present.ask(for: group)
      var found: Approver?
      for approver in group where found == nil {
        if try present.contains(approver) { found = approver }
      }
      if let found {
        if !met.contains(found) { met.append(found) }
      } else {
        let isAsked = missing.contains { $0.map(\.handle) == group.map(\.handle) }
        if !isAsked { missing.append(group) }
      }
    }
    return Decision(
      change: change, outcome: missing.isEmpty ? .allowed : .open, allowedBy: met, needs: missing)
  }

  /// Whose the accounts are that stand behind the change, of those who could allow a part of it.
  mutating func holders() throws(SnapshotError) -> [Account: String] { try present.holders() }

  /// The groups of people of each of which one has to agree.
  private func needs(of change: Change) throws(SnapshotError) -> [[Approver]] {
    var groups = [try people(for: change)]
    if change.kind == .packageAdded || change.kind == .packageOwners {
      for owner in change.people {
        groups.append(try base.people(named: owner).map { Approver($0, .consent) })
      }
    }
    if !isBaseSound { groups.append(operations) }
    return groups
  }

  private var operations: [Approver] {
    base.operations.map { Approver($0, .role(.operations, line: nil)) }
  }

  private func people(for change: Change) throws(SnapshotError) -> [Approver] {
    switch change.grant {
    case .nobody: return []
    case .voter: return change.people.map { Approver($0, .voter) }
    case .itself:
      guard case .identity(let handle) = change.subject else { return operations }
      return [Approver(handle, .itself)] + operations
    case .role(let role):
      return try selfService(change) + holders(of: role, change)
    }
  }

  /// Those who hold the role, or a greater one, and answer for the path.
  private func holders(
    of role: Role, _ change: Change
  ) throws(SnapshotError) -> [Approver] {
    var approvers: [Approver] = []
    let line = base.owners.file?.line(for: change.path)
    for holder in try base.holders(at: change.path) where holder.role.includes(role) {
      if holder.role == .operations {
        approvers.append(Approver(holder.handle, .role(.operations, line: nil)))
      } else if let line, try line.names(holder.handle, in: base) {
        approvers.append(Approver(holder.handle, .role(holder.role, line: line.number)))
      }
    }
    return approvers
  }
}

// MARK: - Self-service

extension Judge {
  /// Who may begin this by themselves, where the policy of base lets them.
  private func selfService(_ change: Change) throws(SnapshotError) -> [Approver] {
    guard comparison.base.context.policy.selfService else { return [] }
    if let project = change.place.project {
      guard newProjects.contains(project), try isKnown(project) else { return [] }
      return [Approver(project, .selfService)]
    }
    guard change.kind == .packageIndexAdded, case .packageIndex(let name) = change.place else {
      return []
    }
    let unit = try comparison.head.lookup.unit(at: SourcePlace.path(ofPackageIndex: name))
    guard case .packageIndex(let index)? = unit?.resource else { return [] }
    var approvers: [Approver] = []
    for owner in index.owners where try isKnown(owner.text) {
      approvers.append(Approver(owner.text, .selfService))
    }
    return approvers
  }

  /// Whether base has an identity of this handle.
  private func isKnown(_ handle: String) throws(SnapshotError) -> Bool {
    try base.identity(handle) != nil
  }
}

extension SourcePlace {
  /// The project that the place belongs to.
  fileprivate var project: String? {
    switch self {
    case .project(let name), .versionIndex(let name, _), .companion(let name, _, _): name
    default: nil
    }
  }
}
