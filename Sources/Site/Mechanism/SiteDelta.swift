public import IndexModel
public import Registry
internal import Resolution

/// What has to change in the site of one snapshot to become the site of another.
///
/// Only documents are made whose units or facts differ; the facts to take away come from the old blobs, aggregates
/// are read back from the old site. The result equals a build from nothing, byte for byte, deletions included.
public struct SiteDelta: Sendable {
  /// Documents that are new or different, by path.
  public private(set) var writes: [SitePath: [UInt8]] = [:]
  /// Documents that go.
  public private(set) var removals: Set<SitePath> = []

  private let options: SiteOptions

  private init(_ options: SiteOptions) {
    self.options = options
  }

  /// - Parameters:
  ///   - old: The snapshot that the site was built from, with the context of `new`: another context is another site.
  ///   - changes: The files that differ.
  ///   - site: The bytes of the old site by path; nil where there is no such document.
  public static func between(
    _ old: Lookup, _ new: Lookup, changes: [TreeChange], source: Source,
    site: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> SiteDelta {
    precondition(
      old.context.blob == new.context.blob, "a change of the context is a build from nothing")
    var delta = SiteDelta(source.options)
    var gone = Facts()
    var come = Facts()
    for (family, key) in try dirtyKeys(changes, old, new) {
      var before = Rendering()
      try family.render(key, Inputs(lookup: old), &before)
      var after = Rendering()
      try family.render(key, Inputs(lookup: new), &after)
      delta.take(before, after)
      gone.take(before)
      come.take(after)
    }
    let indexes = try PackageIndexDelta(changes, old, new, site: site)
    for (list, entry) in try indexes.linesThatGo() { gone.take(entry, in: list) }
    for (list, entry) in try indexes.linesThatCome() { come.take(entry, in: list) }
    delta.put(EntryDocument.render(new.context, source))
    try delta.patchLists(gone, come, new, site)
    try delta.patchDependents(gone, come, site)
    try delta.putEntries(of: indexes, over: site)
    try delta.patchSearch(changes, Self.listsOfOthers(gone, come), old, new, site)
    try delta.patchRedirects(gone, come, new.context, site)
    try delta.dropWhatIsSo(site)
    try delta.patchSnapshot(site)
    return delta
  }

  private struct DirtyKey: Hashable {
    let family: Int
    let key: String
  }

  /// The keys whose units differ: asked of both snapshots, for a change may part a unit from its key.
  private static func dirtyKeys(
    _ changes: [TreeChange], _ old: Lookup, _ new: Lookup
  ) throws(SnapshotError) -> [(Family, String)] {
    var seen: Set<DirtyKey> = []
    var dirty: [(Family, String)] = []
    for change in changes {
      let place = SourcePlace(change.path, layout: new.context.layout)
      for (index, family) in Family.all.enumerated() {
        for key in try family.keys(place, old) + family.keys(place, new)
        where seen.insert(DirtyKey(family: index, key: key)).inserted {
          dirty.append((family, key))
        }
      }
    }
    return dirty
  }

  // MARK: Documents

  private mutating func put(_ document: SiteDocument) {
    for document in options.withCopies(document) {
      writes[document.path] = document.bytes
      removals.remove(document.path)
    }
  }

  private mutating func remove(_ document: SiteDocument) {
    for path in options.pathsWithCopies(document) {
      writes[path] = nil
      removals.insert(path)
    }
  }

  /// Leaves out documents that are there already, and removals of what is not: a part that came and went again.
  private mutating func dropWhatIsSo(_ site: (SitePath) throws -> [UInt8]?) rethrows {
    for (path, bytes) in writes where try site(path) == bytes { writes[path] = nil }
    for path in removals where try site(path) == nil { removals.remove(path) }
  }

  /// Documents of one key: two families never share a path, so what is not made again goes.
  private mutating func take(_ before: Rendering, _ after: Rendering) {
    let old = Dictionary(before.documents.map { ($0.path, $0) }) { $1 }
    var kept: Set<SitePath> = []
    for document in after.documents {
      kept.insert(document.path)
      if old[document.path] != document { put(document) }
    }
    for document in old.values where !kept.contains(document.path) { remove(document) }
  }

  // MARK: Aggregates

  private mutating func patch<Format: TrieFormat>(
    _ format: Format, _ gone: [Format.Entry], _ come: [Format.Entry], keepsRoot: Bool = false,
    _ site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    var emitted: [(SitePath, [UInt8]?)] = []
    try Trie(format: format) { emitted.append(($0, $1)) }
      .patch(removing: gone, adding: come, keepsRoot: keepsRoot, read: site)
    for (path, bytes) in emitted {
      let document = SiteDocument(path: path, bytes: bytes ?? [])
      if bytes != nil { put(document) } else { remove(document) }
    }
  }

  private mutating func patchLists(
    _ gone: Facts, _ come: Facts, _ new: Lookup, _ site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    let lists = gone.anchors.union(come.anchors).union(gone.lists.keys).union(come.lists.keys)
    for list in lists {
      let before = Set((gone.lists[list] ?? []).map(\.entry))
      let after = Set((come.lists[list] ?? []).map(\.entry))
      try patch(
        ListFormat(list: list),
        (gone.lists[list] ?? []).filter { !after.contains($0.entry) },
        (come.lists[list] ?? []).filter { !before.contains($0.entry) },
        keepsRoot: list.isAnchored(in: new), site)
    }
  }

  private mutating func patchDependents(
    _ gone: Facts, _ come: Facts, _ site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    for list in Set(gone.dependents.keys).union(come.dependents.keys) {
      let before = Set(gone.dependents[list] ?? [])
      let after = Set(come.dependents[list] ?? [])
      try patch(
        DependentsFormat(list), Array(before.subtracting(after)), Array(after.subtracting(before)),
        site)
    }
  }

  /// What a package index can meet hangs together, so it is asked for all that changed in it at once.
  private mutating func putEntries(
    of indexes: PackageIndexDelta, over site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    let so = self
    for name in indexes.names {
      for (path, document) in try indexes.documents(
        of: name, upcoming: { try so.bytes(at: $0, over: site) })
      {
        if let document { put(document) } else { remove(SiteDocument(path: path, bytes: [])) }
      }
    }
  }

  /// The lists of dependents that packages come to or leave.
  private static func listsOfOthers(_ gone: Facts, _ come: Facts) -> Set<Dependents> {
    Set(gone.dependents.keys).union(come.dependents.keys).filter { list in
      Set((gone.dependents[list] ?? []).map(\.id)) != Set((come.dependents[list] ?? []).map(\.id))
    }
  }

  private mutating func patchSearch(
    _ changes: [TreeChange], _ lists: Set<Dependents>, _ old: Lookup, _ new: Lookup,
    _ site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    let so = self
    let packages = SearchedChanges(
      old, new, site: site, upcoming: { try so.bytes(at: $0, over: site) })
    for (path, bytes) in try SearchDelta(packages.all(changes, lists), read: site).documents {
      let document = SiteDocument(path: path, bytes: bytes ?? [])
      if bytes != nil { put(document) } else { remove(document) }
    }
  }

  private mutating func patchRedirects(
    _ gone: Facts, _ come: Facts, _ context: Context,
    _ site: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    let before = Set(gone.redirects.map(\.redirect))
    let after = Set(come.redirects.map(\.redirect))
    guard before != after else { return }
    let format = RedirectFormat()
    try patch(
      format, gone.redirects.filter { !after.contains($0.redirect) },
      come.redirects.filter { !before.contains($0.redirect) }, site)
    let listed = try Trie(format: format) { _, _ in }
      .entries(atMost: HostingDocuments.redirectLines) { [self] in try bytes(at: $0, over: site) }
    let document = HostingDocuments.redirects(
      listed.map { $0.map(\.redirect).sorted { $0.coordinate < $1.coordinate } }, context)
    if try site(document.path) != document.bytes { put(document) }
  }

  private mutating func patchSnapshot(_ site: @escaping (SitePath) throws -> [UInt8]?) throws {
    let come = writes.map { SnapshotEntry(SiteDocument(path: $0.key, bytes: $0.value)) }
    // Only the path of an entry that goes matters: it is found by its key and known by its path.
    let gone = removals.map { SnapshotEntry(SiteDocument(path: $0, bytes: [])) }
    try patch(SnapshotFormat(), gone, come, site)
  }

  /// The bytes at a path of the site that this delta makes of another.
  public func bytes(
    at path: SitePath, over site: (SitePath) throws -> [UInt8]?
  ) rethrows -> [UInt8]? {
    if let bytes = writes[path] { return bytes }
    return removals.contains(path) ? nil : try site(path)
  }
}

extension List {
  /// Whether the list is there even with nothing in it: what `Rendering.anchor` says while its unit is rendered.
  fileprivate func isAnchored(in lookup: Lookup) throws(SnapshotError) -> Bool {
    switch self {
    case .packages, .projects, .identities, .advisories, .packageIndexes: true
    case .packagesOf(let project): try lookup.hasFile(at: SourcePlace.path(ofProject: project))
    case .aliases(let name):
      if name == AliasTable.everything.name {
        true
      } else {
        try lookup.hasFile(at: SourcePlace.path(ofPackageIndex: name))
      }
    }
  }
}
