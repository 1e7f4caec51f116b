internal import Cryptography
public import IndexModel
internal import JSONText
internal import Synchronization

/// Finds what a unit names: other units by name, folders by path. Nothing is read before it is
/// asked for, and nothing twice.
///
/// This is all that rules see of the tree, so that a check costs what the unit names and not what
/// the registry holds.
public final class Lookup: Sendable {
  public let snapshot: any Snapshot
  public let context: Context

  private struct Known {
    var folders: [RepositoryPath: [TreeEntry]] = [:]
    var units: [RepositoryPath: Unit?] = [:]
    var owners: Owners?
  }
  private let known = Mutex(Known())
  private let listings: Listings

  /// - Parameter listings: What other lookups have listed of trees that are mostly the same.
  public init(
    _ snapshot: any Snapshot, context: Context, listings: Listings = Listings()
  ) {
    self.snapshot = snapshot
    self.context = context
    self.listings = listings
  }

  /// The entries of a folder by name bytes; none where there is no such folder.
  public func entries(of folder: RepositoryPath) throws(SnapshotError) -> [TreeEntry] {
    if let entries = known.withLock({ $0.folders[folder] }) { return entries }
    var entries: [TreeEntry] = []
    if folder == .root {
      entries = try listings.entries(of: snapshot.root, in: snapshot)
    } else if let entry = try self.entry(at: folder), entry.kind == .folder {
      entries = try listings.entries(of: entry.id, in: snapshot)
    }
    known.withLock { [entries] in $0.folders[folder] = entries }
    return entries
  }

  /// The entry at a path; nil where there is none.
  public func entry(at path: RepositoryPath) throws(SnapshotError) -> TreeEntry? {
    let siblings = try entries(of: path.parent)
    let name = path.name
    let place = siblings.span.place(of: name.span)
    guard place < siblings.count, siblings[place].name[...] == name else { return nil }
    return siblings[place]
  }

  /// Whether a plain file stands at a path.
  public func hasFile(at path: RepositoryPath) throws(SnapshotError) -> Bool {
    try entry(at: path)?.kind == .file
  }

  /// The plain files below a folder, in order of the paths; none where there is no such folder.
  ///
  /// What is listed here is not remembered: only one package asks for it.
  ///
  /// - Throws: `.tooManyEntries` past the budget.
  public func files(
    below folder: RepositoryPath, budget: TreeBudget = .companions
  ) throws(SnapshotError) -> [RepositoryPath] {
    guard let entry = try entry(at: folder), entry.kind == .folder else { return [] }
    var budget = budget
    var files: [RepositoryPath] = []
    var waiting = [(id: entry.id, path: folder, depth: folder.components.count)]
    while let next = waiting.popLast() {
      // Deeper than any path may be, whatever the tree holds.
      guard next.depth < RepositoryPath.limits.depth else { continue }
      let entries = try snapshot.list(next.id)
      try budget.spend(entries.count, on: next.id)
      for entry in entries {
        let path = next.path.appending(entry.name)
        switch entry.kind {
        case .file: files.append(path)
        case .folder: waiting.append((entry.id, path, next.depth + 1))
        case .executable, .symlink, .submodule, .odd: break
        }
      }
    }
    return files.sorted()
  }

  /// The SHA-256 of a plain file; nil where there is none, or one larger than the registry's files
  /// may be.
  public func sha256(ofFileAt path: RepositoryPath) throws(SnapshotError) -> SHA256Digest? {
    guard let entry = try entry(at: path), entry.kind == .file,
      try snapshot.size(of: entry.id) <= context.policy.fileBytes
    else { return nil }
    return SHA256.digest(of: try snapshot.read(entry.id))
  }

  /// The unit at a path; nil where there is no file, or one that no document can be read from.
  public func unit(at path: RepositoryPath) throws(SnapshotError) -> Unit? {
    if let unit = known.withLock({ $0.units[path] }) { return unit }
    let unit = try read(path)
    known.withLock { $0.units[path] = .some(unit) }
    return unit
  }

  /// Remembers a unit that was read elsewhere.
  public func remember(_ unit: Unit) {
    known.withLock { $0.units[unit.path] = .some(unit) }
  }

  /// Who answers for which path by `index/CODEOWNERS`.
  public var owners: Owners {
    if let owners = known.withLock({ $0.owners }) { return owners }
    let owners = Owners.read(self)
    known.withLock { $0.owners = owners }
    return owners
  }

  private func read(_ path: RepositoryPath) throws(SnapshotError) -> Unit? {
    let place = SourcePlace(path, layout: context.layout)
    guard let kind = Kind(at: place), let entry = try entry(at: path), entry.kind == .file else {
      return nil
    }
    guard try snapshot.size(of: entry.id) <= context.policy.fileBytes else { return nil }
    let bytes = try snapshot.read(entry.id)
    guard
      case .unit(let unit) = Unit.read(
        bytes, at: path, place: place, kind: kind, blob: entry.id, context: context)
    else { return nil }
    return unit
  }
}

extension Lookup {
  public func project(_ name: String) throws(SnapshotError) -> Project? {
    guard case .project(let project)? = try unit(at: SourcePlace.path(ofProject: name))?.resource
    else { return nil }
    return project
  }

  public func identity(_ handle: String) throws(SnapshotError) -> Identity? {
    guard
      case .identity(let identity)? = try unit(at: SourcePlace.path(ofIdentity: handle))?.resource
    else { return nil }
    return identity
  }

  public func versionIndex(_ package: PackageID) throws(SnapshotError) -> VersionIndex? {
    guard case .versionIndex(let index)? = try unit(at: path(of: package))?.resource else {
      return nil
    }
    return index
  }

  public func hasPackage(_ package: PackageID) throws(SnapshotError) -> Bool {
    try hasFile(at: path(of: package))
  }

  public func hasIdentity(_ handle: String) throws(SnapshotError) -> Bool {
    try hasFile(at: SourcePlace.path(ofIdentity: handle))
  }

  /// Where the version index of a package stands.
  public func path(of package: PackageID) -> RepositoryPath {
    SourcePlace.path(of: package, layout: context.layout)
  }
}

extension Span<TreeEntry> {
  /// Where an entry of this name stands, or would: entries are ordered by name bytes.
  fileprivate func place(of name: Span<UInt8>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].name.span.precedes(name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
