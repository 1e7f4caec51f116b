internal import IndexModel
internal import Registry
internal import Resolution

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
  /// Names of packages that lost a release, be it to some: whoever depends on it, or named it as a
  /// replacement, should hear of it. Aliases that package indexes have for them are names, too.
  private(set) var losers: Set<String> = []
  /// The version indexes and package indexes that differ.
  private(set) var packages: Set<String> = []
  private(set) var packageIndexes: Set<String> = []
  /// Units of whose kind one claims something else than before.
  private(set) var claimants: Set<RepositoryPath> = []

  private let base: Lookup
  private let head: Lookup
  private var known: [Memberships]?

  init(
    _ changes: [TreeChange], from base: Lookup, to head: Lookup
  ) throws(SnapshotError) {
    self.base = base
    self.head = head
    for change in changes {
      switch SourcePlace(change.path, layout: head.context.layout) {
      case .versionIndex(let project, let name): packages.insert("\(project)/\(name)")
      case .packageIndex(let name): packageIndexes.insert(name)
      default: break
      }
    }
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
    if let carrier = path.carrier(in: head.context.layout) { units.insert(carrier) }
    if place == .codeOwners { isEverything = true }
    guard Kind(at: place) != nil else { return }
    units.insert(path)
    try takeGraph(change, place)
    if change.old?.kind == .file { try takeLosses(path) }
    try takeClaims(path)
  }

  /// Sees what of the graph of dependencies differs.
  private mutating func takeGraph(
    _ change: TreeChange, _ place: SourcePlace
  ) throws(SnapshotError) {
    switch place {
    case .versionIndex(let project, let name):
      // An alias of nothing said nothing of those who named it.
      if change.old?.kind != .file,
        try !memberships()[0].holding("\(project)/\(name)").isEmpty
      {
        isEverything = true
      }
    case .packageIndex(let name):
      // An index that cannot be understood any more meets nobody.
      if change.old?.kind == .file, try head.packageIndex(name) == nil { isEverything = true }
    default: break
    }
  }

  /// Sees where a name comes or goes.
  private mutating func takeName(
    _ path: RepositoryPath, _ place: SourcePlace
  ) throws(SnapshotError) {
    switch place {
    case .identity, .packageIndex, .advisory: folders.insert(path.parent)
    case .project(let name):
      folders.formUnion(Self.projectFolders)
      // A project that comes where its packages stood without one is what they are measured by.
      if try base.entry(at: RepositoryPath("packages").appending(name)) != nil {
        isEverything = true
      }
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
      if !before.keys.compactMap(\.fingerprint).allSatisfy(keys.contains)
        || before.fullName.map({ $0 != after.fullName }) ?? false
      {
        isEverything = true
      }
    case (.versionIndex(let before)?, .versionIndex(let after)?):
      if before.owners.first?.text != after.owners.first?.text { try takePackageIndexes() }
      try takeReleases(before, after)
    default: break
    }
  }

  private mutating func takeReleases(
    _ before: VersionIndex, _ after: VersionIndex
  ) throws(SnapshotError) {
    let stages = Dictionary(
      after.releases.map { ($0.version.text, $0.stage) }, uniquingKeysWith: { first, _ in first })
    for release in before.releases {
      guard let stage = stages[release.version.text] else {
        isEverything = true
        return
      }
      if release.stage != stage, stage == .revoked || release.stage == .current {
        try takeLoser(before.id)
      }
    }
  }

  private mutating func takeLoser(_ package: PackageID) throws(SnapshotError) {
    losers.insert(package.name.text)
    for memberships in try memberships() {
      losers.formUnion(memberships.holding(package.text).map(\.alias))
    }
  }

  /// Package indexes may name a package by its first owner.
  private mutating func takePackageIndexes() throws(SnapshotError) {
    units.formUnion(try head.files(below: "index/package-indexes"))
  }

  /// Which package indexes hold which packages, in base and in head.
  private mutating func memberships() throws(SnapshotError) -> [Memberships] {
    if let known { return known }
    let read = [try Memberships(base), try Memberships(head)]
    known = read
    return read
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

extension RepositoryPath {
  /// The version index of the package that carries a file; nil where none may.
  func carrier(in layout: Layout) -> RepositoryPath? {
    guard case .companion(_, _, let file) = SourcePlace(self, layout: layout) else { return nil }
    return RepositoryPath(bytes: bytes.dropLast(file.utf8.count + 1) + Array(".json".utf8))
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
