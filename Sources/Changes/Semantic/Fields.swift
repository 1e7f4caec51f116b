internal import JSONText
internal import Registry

/// Which parts of a kind of file are which kind of change.
struct Fields {
  /// By path from the root of the document; the longest path that leads to a difference counts.
  let parts: [[String]: ChangeKind]
  /// What a difference anywhere else is.
  let rest: ChangeKind
  /// What is compared elsewhere.
  var skipped: Set<[String]> = []

  /// The differences between two documents, each kind once, where it first shows.
  func differences(_ old: Value, _ new: Value) -> [(kind: ChangeKind, at: Value)] {
    var found: [(kind: ChangeKind, at: Value)] = []
    collect(old, new, at: [], under: new, into: &found)
    return found
  }

  private func collect(
    _ old: Value?, _ new: Value?, at path: [String], under parent: Value,
    into found: inout [(kind: ChangeKind, at: Value)]
  ) {
    guard !skipped.contains(path), !old.says(theSameAs: new) else { return }
    if hasParts(below: path), old?.isObject ?? true, new?.isObject ?? true {
      // In the order of the file, then what is gone.
      for key in keys(of: new) + keys(of: old).filter({ new?[$0] == nil }) {
        collect(old?[key], new?[key], at: path + [key], under: new ?? parent, into: &found)
      }
      return
    }
    let kind = kind(at: path)
    // What is gone shows where it would stand: the object that held it.
    if !found.contains(where: { $0.kind == kind }) { found.append((kind, new ?? parent)) }
  }

  private func keys(of value: Value?) -> [String] {
    guard let value else { return [] }
    var keys: [String] = []
    for (key, _) in value.unit.document.members(of: value.node) {
      keys.append(value.unit.document.string(key) ?? "")
    }
    return keys
  }

  private func hasParts(below path: [String]) -> Bool {
    (Array(parts.keys) + skipped).contains { $0.count > path.count && $0.starts(with: path) }
  }

  private func kind(at path: [String]) -> ChangeKind {
    var path = path
    while !path.isEmpty {
      if let kind = parts[path] { return kind }
      path.removeLast()
    }
    return rest
  }
}

extension Fields {
  static let project = Fields(
    parts: [
      ["spec", "main"]: .projectMain, ["spec", "teams"]: .projectTeams,
      ["spec", "votePolicy"]: .projectVotePolicy, ["spec", "roles"]: .projectRoles,
      ["spec", "roles", "admin"]: .projectAdmins,
    ], rest: .projectEdited)

  static let identity = Fields(
    parts: [["spec", "accounts"]: .identityAccounts, ["spec", "keys"]: .identityKeys],
    rest: .identityEdited)

  static let packageIndex = Fields(
    parts: [
      ["spec", "versionIndexes"]: .packageIndexAliases, ["spec", "roles"]: .packageIndexOwners,
    ], rest: .packageIndexEdited)

  static let versionIndex = Fields(
    parts: [
      ["spec", "roles", "owner"]: .packageOwners, ["spec", "roles"]: .packageAuthors,
      ["spec", "deprecated"]: .packageDeprecated, ["spec", "sharing"]: .packageSharing,
      ["spec", "votePolicy"]: .packageVotePolicy,
    ], rest: .packageEdited, skipped: [["spec", "releases"]])
}
