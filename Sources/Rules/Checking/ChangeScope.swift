internal import IndexModel
internal import Registry

/// What of a state has to be looked at again because of a change: the inputs of rules that it
/// touches, and no more.
///
/// What comes is seen by looking at it and at its neighbours. What goes may be missed anywhere, and
/// that is nowhere written down but in the files themselves: then everything is looked at. Names go
/// seldom, and packages never.
struct ChangeScope {
  /// Whether nothing less than the whole registry will do.
  private(set) var isEverything = false
  /// Files that rules of scope `file` and `forward` look at.
  private(set) var units: Set<RepositoryPath> = []
  /// Folders in which names come and go.
  private(set) var folders: Set<RepositoryPath> = []
  /// Entries that differ.
  private(set) var entries: [Walk.Found] = []
  /// The names of packages of which a release was revoked: whoever named it as a replacement should
  /// hear of it.
  private(set) var revoked: Set<String> = []
  /// Units of whose kind one claims something else than before.
  private(set) var claimants: Set<RepositoryPath> = []

  private let base: Lookup
  private let head: Lookup

  init(
    _ changes: [TreeChange], from base: Lookup, to head: Lookup
  ) throws(SnapshotError) {
    self.base = base
    self.head = head
    guard base.context.isLike(head.context) else {
      isEverything = true
      return
    }
    for change in changes {
      try take(change)
      guard !isEverything else { return }
    }
    if changes.contains(where: { $0.new == nil }) { units.insert(SourcePlace.waiversPath) }
  }

  private mutating func take(_ change: TreeChange) throws(SnapshotError) {
    let path = change.path
    let place = SourcePlace(path, layout: head.context.layout)
    guard place != .outside else { return }
    if let entry = change.new {
      entries.append(Walk.Found(path: path, place: place, entry: entry))
    }
    if change.old == nil || change.new == nil { try takeName(path, place) }
    if case .companion(_, _, let file) = place {
      let folder = path.bytes.dropLast(file.utf8.count + 1)
      units.insert(RepositoryPath(bytes: folder + Array(".json".utf8)))
    }
    if place == .codeOwners { isEverything = true }
    guard Kind(at: place) != nil else { return }
    units.insert(path)
    if change.old?.kind == .file { try takeLosses(path) }
    try takeClaims(path)
  }

  /// Sees where a name comes or goes.
  private mutating func takeName(
    _ path: RepositoryPath, _ place: SourcePlace
  ) throws(SnapshotError) {
    switch place {
    case .identity, .packageIndex, .advisory: folders.insert(path.parent)
    case .project: folders.formUnion(Self.projectFolders)
    case .versionIndex(let project, _):
      folders.formUnion(try packageFolders(of: project))
      try takeProjectFolder(of: path)
    case .companion(_, _, let file):
      var folder = path.parent
      for _ in 0..<min(file.utf8.count, RepositoryPath.limits.depth) {
        folders.insert(folder)
        guard
          case .companion = SourcePlace(folder, layout: head.context.layout)
        else { break }
        folder = folder.parent
      }
      try takeProjectFolder(of: path)
    case .unknown: try takeProjectFolder(of: path)
    case .registry, .codeOwners, .waivers, .outside: break
    }
  }

  private static let projectFolders: Set<RepositoryPath> = ["index/projects", "packages"]

  /// A project is named by the folder of its packages, too.
  private mutating func takeProjectFolder(of path: RepositoryPath) throws(SnapshotError) {
    let parts = path.components
    guard parts.count > 2, parts[0].elementsEqual("packages".utf8) else { return }
    let folder = RepositoryPath("packages").appending(parts[1])
    let (before, after) = (try base.entry(at: folder), try head.entry(at: folder))
    if before?.kind != .folder || after?.kind != .folder {
      folders.formUnion(Self.projectFolders)
    }
  }

  /// Where the packages of a project are named: in one folder, or in its shards.
  private func packageFolders(of project: String) throws(SnapshotError) -> Set<RepositoryPath> {
    let top = RepositoryPath("packages").appending(project)
    var folders: Set = [top]
    guard head.context.layout == .sharded else { return folders }
    for entry in try head.entries(of: top) where entry.kind == .folder {
      let shard = top.appending(entry.name)
      folders.insert(shard)
      guard entry.name != Array("1".utf8), entry.name != Array("2".utf8) else { continue }
      for entry in try head.entries(of: shard) where entry.kind == .folder {
        folders.insert(shard.appending(entry.name))
      }
    }
    return folders
  }
}

// MARK: - What goes

extension ChangeScope {
  /// Looks for what others may have named and is not there any more, or is there in a way that they
  /// cannot have been measured by.
  private mutating func takeLosses(_ path: RepositoryPath) throws(SnapshotError) {
    guard let old = try base.unit(at: path), old.isSound, let new = try head.unit(at: path) else {
      isEverything = true
      return
    }
    switch (old.resource, new.resource) {
    case (.project(let before)?, .project(let after)?):
      if !before.teams.allSatisfy(after.keeps) { isEverything = true }
      if before.votePolicy?.value != after.votePolicy?.value
        || before.keepers != after.keepers
      {
        units.formUnion(try packages(of: before.name))
      }
    case (.identity(let before)?, .identity(let after)?):
      let keys = Set(after.keys.compactMap(\.fingerprint))
      if !before.keys.compactMap(\.fingerprint).allSatisfy(keys.contains) { isEverything = true }
    case (.versionIndex(let before)?, .versionIndex(let after)?):
      takeReleases(before, after)
    default: break
    }
  }

  private mutating func takeReleases(_ before: VersionIndex, _ after: VersionIndex) {
    let stages = Dictionary(
      after.releases.map { ($0.version.text, $0.stage) }, uniquingKeysWith: { first, _ in first })
    for release in before.releases {
      guard let stage = stages[release.version.text] else {
        isEverything = true
        return
      }
      if stage == .revoked, release.stage != .revoked {
        revoked.insert(before.id.name.text)
      }
    }
  }

  private func packages(of project: String) throws(SnapshotError) -> [RepositoryPath] {
    let folder = RepositoryPath("packages").appending(project)
    return try head.files(below: folder).filter { path in
      if case .versionIndex = SourcePlace(path, layout: head.context.layout) { true } else { false }
    }
  }

  private mutating func takeClaims(_ path: RepositoryPath) throws(SnapshotError) {
    func claims(_ lookup: Lookup) throws(SnapshotError) -> [String] {
      guard let unit = try lookup.unit(at: path) else { return [] }
      return StateCheck.claims(of: unit).flatMap(\.claims)
        .map { "\($0.thing) \($0.isExclusive)" }.sorted()
    }
    if try claims(base) != claims(head) { claimants.insert(path) }
  }
}

extension Project {
  /// Those who keep the project's packages.
  fileprivate var keepers: [String] { admins.map(\.text) }

  /// Whether the project has a team with no fewer members than that.
  fileprivate func keeps(_ team: Team) -> Bool {
    guard let own = teams.first(where: { $0.name == team.name }) else { return false }
    let members = Set(own.members.map(\.text))
    return team.members.allSatisfy { members.contains($0.text) }
  }
}

extension Context {
  /// Whether units read and checked by both contexts say the same.
  fileprivate func isLike(_ other: Context) -> Bool {
    name == other.name && layout == other.layout && policy == other.policy
      && settings?.operations.map(\.text) == other.settings?.operations.map(\.text)
      && (blob == nil) == (other.blob == nil)
  }
}
