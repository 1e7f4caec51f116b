internal import IndexModel
internal import Ownership
internal import Registry

/// Base's CODEOWNERS, as far as it can be followed.
enum Owners {
  /// There is none: no line names anybody.
  case none
  /// It cannot be read, and so says nothing: all is left to operations.
  case refused
  case file(OwnerFile)

  init(of base: State) throws(SnapshotError) {
    let path = SourcePlace.codeOwnersPath
    guard let entry = try base.lookup.entry(at: path) else {
      self = .none
      return
    }
    guard entry.kind == .file, try base.snapshot.size(of: entry.id) <= OwnerFile.limit,
      let file = OwnerFile.read(try base.snapshot.read(entry.id), at: path).file
    else {
      self = .refused
      return
    }
    self = .file(file)
  }

  var isRefused: Bool {
    if case .refused = self { true } else { false }
  }

  /// The line that decides about a path.
  func line(for path: RepositoryPath) -> OwnerLine? {
    if case .file(let file) = self { file.line(for: path) } else { nil }
  }
}

extension OwnerLine {
  /// Whether the line names somebody who holds a role at the path.
  func names(_ handle: String, _ roles: Roles) throws(SnapshotError) -> Bool {
    for owner in owners {
      switch owner.name {
      case .roles: return true
      case .handle(let name): if name == handle { return true }
      case .team(let project, let team):
        if try roles.members(ofTeam: team, in: project).contains(handle) { return true }
      }
    }
    return false
  }
}
