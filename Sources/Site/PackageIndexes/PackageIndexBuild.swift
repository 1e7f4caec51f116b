internal import IndexModel
internal import Registry
internal import Resolution
internal import Search
internal import Synchronization

/// The part that package indexes have in a build from nothing: packages are placed in them as they are read, and at the
/// end comes what hangs together.
final class PackageIndexBuild: Sendable {
  typealias Emit = @Sendable (SitePath, [UInt8]?) throws -> Void

  private let context: Context
  private let options: SiteOptions
  /// Takes another form of a document that was put before.
  private let replace: FullBuild.Put
  private let memberships = Mutex<Memberships?>(nil)

  init(_ context: Context, _ options: SiteOptions, replace: @escaping FullBuild.Put) {
    self.context = context
    self.options = options
    self.replace = replace
  }

  /// What one thread has gathered, or all of them.
  struct Gathered: Sendable {
    /// The releases of packages, for what packages say of one another.
    fileprivate var packages: [String: [ReleaseNode]] = [:]
    /// The files of entries that say nothing of what cannot be met, and may have to.
    fileprivate var provisional = SnapshotFiles()

    mutating func take(_ package: Package) {
      packages[package.id] = package.releases
    }

    mutating func take(_ provisional: [SnapshotEntry]) {
      self.provisional.append(contentsOf: provisional)
    }

    mutating func merge(_ other: consuming Gathered) {
      if packages.isEmpty {
        packages = other.packages
      } else {
        packages.merge(other.packages) { $1 }
      }
      provisional.merge(other.provisional)
    }
  }

  struct Package: Sendable {
    let id: String
    let releases: [ReleaseNode]
    /// What a search knows of it, but for its popularity.
    let searched: SearchDocument
  }

  /// What comes of it at the end.
  struct Finished: Sendable {
    /// The files of the entries that had to wait for it.
    let files: SnapshotFiles
    /// How many packages depend on each target in the index of every package.
    let dependents: [Dependents: Int]
  }

  private func indexes(_ lookup: Lookup) throws(SnapshotError) -> Memberships {
    if let known = memberships.withLock({ $0 }) { return known }
    let read = try Memberships(lookup)
    memberships.withLock { $0 = read }
    return read
  }

  // MARK: As units are read

  /// Makes the documents of a package in the indexes that hold it, as if all that it needs were met.
  func place(
    _ unit: Unit, _ lookup: Lookup, into rendering: inout Rendering
  ) throws(SnapshotError) -> Package? {
    guard unit.isSound, case .versionIndex(let index)? = unit.resource else { return nil }
    let package = Package(
      id: index.id.text, releases: ReleaseNode.all(of: index),
      searched: SearchDocument(index, dependents: 0))
    let isMet = package.releases.allSatisfy { !$0.edges.contains(where: \.binds) }
    for membership in try indexes(lookup).all(of: package.id) {
      let document = IndexEntryDocument.render(
        IndexEntry(membership.alias, index), in: membership.table.name)
      if isMet { rendering.document(document) } else { rendering.provisional(document) }
    }
    return package
  }

  // MARK: At the end

  /// Makes the lists of aliases and of dependents, and says in the entries what cannot be met.
  ///
  /// - Parameter holders: The lines of curated indexes in lists of dependents.
  func finish(
    _ gathered: consuming Gathered, _ holders: [Dependents: [DependentEntry]], _ lookup: Lookup,
    emit: @escaping Emit
  ) throws -> Finished {
    var unmet: [UnmetEntry] = []
    var dependents: [Dependents: Int] = [:]
    let packages = gathered.packages
    for table in [.everything] + (try indexes(lookup)).curated {
      unmet += try finish(
        WholeIndex(table, packages, context), holders.filter { $0.key.packageIndex == table.name },
        counting: &dependents, lookup, emit)
    }
    var files = SnapshotFiles()
    try files.append(markUnmet(unmet, lookup), insteadOf: gathered.provisional)
    return Finished(files: files, dependents: dependents)
  }

  private func finish(
    _ index: WholeIndex, _ holders: [Dependents: [DependentEntry]],
    counting counts: inout [Dependents: Int], _ lookup: Lookup, _ emit: @escaping Emit
  ) throws -> [UnmetEntry] {
    let table = index.table
    if table.isEverything { try listAliases(index.aliases, emit) }
    for list in Set(index.lists).union(holders.keys) {
      let dependents = index.entries(of: list)
      if table.isEverything { counts[list] = dependents.count }
      try Trie(format: DependentsFormat(list), emit: emit)
        .build(dependents + (holders[list] ?? []))
    }
    for document in try PortableDocuments.all(of: table.name, lookup) {
      try emit(document.path, document.bytes)
    }
    return try Closure.marks(ofAll: index.aliases, in: index).compactMap { alias, marks in
      table.package(of: alias).map {
        UnmetEntry(packageIndex: table.name, alias: alias, package: $0, marks: marks)
      }
    }
  }

  /// Makes the list of the index of every package. What it says is known from the packages, so that its lines are not
  /// kept until now.
  private func listAliases(_ aliases: [String], _ emit: @escaping Emit) throws {
    let list = List.aliasesOfEverything
    let groups = Dictionary(grouping: aliases) { Name.fold($0).utf8.first ?? 0 }
    // Others are at work on the other lists meanwhile.
    try Trie.build(
      ListFormat(list: list), count: aliases.count, by: groups.keys.sorted(), keepsRoot: true,
      workers: 1, emit: emit,
      group: { byte in (groups[byte] ?? []).compactMap { ListEntry(List.alias($0), in: list) } })
  }

  /// An alias with releases that cannot be met.
  private struct UnmetEntry {
    let packageIndex: String
    let alias: String
    let package: String
    let marks: [[String]]
  }

  /// Makes the documents anew that have to say what cannot be met.
  private func markUnmet(_ unmet: [UnmetEntry], _ lookup: Lookup) throws -> [SnapshotEntry] {
    var marked: [SnapshotEntry] = []
    let packages = Dictionary(grouping: unmet, by: \.package)
    let listings = Listings()
    for (package, entries) in packages.sorted(by: { $0.key < $1.key }) {
      // Each is read for itself: a lookup remembers, and there may be many. What stands in their folders is listed once.
      let lookup = Lookup(lookup.snapshot, context: context, listings: listings)
      guard let index = try lookup.soundVersionIndex(package) else { continue }
      for entry in entries {
        let document = IndexEntryDocument.render(
          IndexEntry(entry.alias, index, marks: entry.marks), in: entry.packageIndex)
        for document in options.withCopies(document) {
          try replace(document.path, document.bytes)
          marked.append(SnapshotEntry(document))
        }
      }
    }
    return marked
  }
}
