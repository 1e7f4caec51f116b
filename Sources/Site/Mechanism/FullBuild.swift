public import IndexModel
public import Registry
internal import Resolution
internal import Synchronization

/// A build from nothing: takes the units of a snapshot as they are read, in any order, from several threads.
///
/// Each unit's own documents are made at once and handed on one by one; only facts are kept, so that memory is bounded by
/// the facts and not by the registry.
public final class FullBuild: Sendable {
  /// Takes a document; called from several threads.
  public typealias Put = @Sendable (SitePath, [UInt8]) throws -> Void

  private let context: Context
  private let source: Source
  private let put: Put
  private let replace: Put
  private let memberships = Mutex<Memberships?>(nil)
  private let workers: [Worker]
  private let hasFailed = Atomic(false)

  /// What one thread has gathered.
  private final class Worker: Sendable {
    struct State {
      var facts = Facts()
      /// The releases of packages, for what packages say of one another.
      var packages: [String: [ReleaseNode]] = [:]
      /// The files of documents that say nothing of what cannot be met.
      var provisional: [SnapshotEntry] = []
      var failure: (any Error)?
    }
    let state = Mutex(State())
  }

  /// - Parameters:
  ///   - put: Takes each document as it is made.
  ///   - replace: Takes another form of a document that was put before.
  public init(
    _ context: Context, _ source: Source, workers: Int, put: @escaping Put, replace: @escaping Put
  ) {
    self.context = context
    self.source = source
    self.put = put
    self.replace = replace
    self.workers = (0..<max(1, workers)).map { _ in Worker() }
  }

  /// Makes the documents whose home is this unit. After the first failure, whoever met it, nothing more is done.
  public func add(_ unit: Unit, _ lookup: Lookup, worker: Int) {
    let worker = workers[worker]
    guard !hasFailed.load(ordering: .relaxed) else { return }
    do {
      var rendering = Rendering(source.options, handingTo: put)
      let inputs = Inputs(lookup: lookup, current: unit)
      for family in Family.all {
        guard let key = family.home(unit.place) else { continue }
        try family.render(key, inputs, &rendering)
        if let failure = rendering.failure { throw failure }
      }
      let package = try placeInIndexes(unit, lookup, into: &rendering)
      if let failure = rendering.failure { throw failure }
      worker.state.withLock {
        $0.facts.take(rendering)
        $0.provisional += rendering.provisional
        if let package { $0.packages[package.id] = package.releases }
      }
    } catch {
      worker.state.withLock { $0.failure = error }
      hasFailed.store(true, ordering: .relaxed)
    }
  }

  /// Makes the documents of a package in the indexes that hold it, as if all that it needs were met.
  private func placeInIndexes(
    _ unit: Unit, _ lookup: Lookup, into rendering: inout Rendering
  ) throws(SnapshotError) -> (id: String, releases: [ReleaseNode])? {
    guard unit.isSound, case .versionIndex(let index)? = unit.resource else { return nil }
    let package = index.id.text
    let releases = ReleaseNode.all(of: index)
    let isMet = releases.allSatisfy { !$0.edges.contains(where: \.binds) }
    for membership in try indexes(lookup).all(of: package) {
      let document = IndexEntryDocument.render(
        IndexEntry(membership.alias, index), in: membership.table.name)
      if isMet { rendering.document(document) } else { rendering.provisional(document) }
    }
    return (package, releases)
  }

  private func indexes(_ lookup: Lookup) throws(SnapshotError) -> Memberships {
    if let known = memberships.withLock({ $0 }) { return known }
    let read = try Memberships(lookup)
    memberships.withLock { $0 = read }
    return read
  }

  /// Makes all that is made from facts.
  ///
  /// - Parameter lookup: Finds again what has to be made anew.
  public func finish(_ lookup: Lookup) throws {
    var facts = Facts()
    var packages: [String: [ReleaseNode]] = [:]
    var provisional: [SnapshotEntry] = []
    for worker in workers {
      try worker.state.withLock { state in
        if let failure = state.failure { throw failure }
        var gathered = Facts()
        swap(&gathered, &state.facts)
        facts.merge(gathered)
        packages.merge(state.packages) { $1 }
        provisional += state.provisional
        (state.packages, state.provisional) = ([:], [])
      }
    }
    var files = facts.takeFiles()
    func emit(_ path: SitePath, _ bytes: [UInt8]?) throws {
      for document in try put(path, bytes) { files.append(SnapshotEntry(document)) }
    }
    for document in StaticDocuments.render(context, source) {
      try emit(document.path, document.bytes)
    }
    let unmet = try finishIndexes(packages, facts.dependents, lookup, emit)
    let replaced = try markUnmet(unmet, lookup, &files)
    files.append(contentsOf: provisional.filter { !replaced.contains($0.path) })
    facts.take(List.lineOfEverything)
    for list in facts.anchors.union(facts.lists.keys).union(List.entryPoints) {
      try Trie(format: ListFormat(list: list), emit: emit)
        .build(facts.takeEntries(of: list), keepsRoot: true)
    }
    try Trie(format: RedirectFormat(), emit: emit).build(facts.redirects)
    let listed =
      facts.redirects.count <= HostingDocuments.redirectLines
      ? facts.redirects.map(\.redirect).sorted { $0.coordinate < $1.coordinate } : nil
    let redirects = HostingDocuments.redirects(listed, context)
    try emit(redirects.path, redirects.bytes)
    try Trie(format: SnapshotFormat()) { path, bytes in _ = try self.put(path, bytes) }
      .build(count: files.count, by: files.digits) { files.take($0) }
  }

  /// Makes the lists of dependents, and finds out what cannot be met.
  ///
  /// - Parameter holders: The lines of curated indexes.
  private func finishIndexes(
    _ packages: [String: [ReleaseNode]], _ holders: [Dependents: [DependentEntry]],
    _ lookup: Lookup, _ emit: @escaping (SitePath, [UInt8]?) throws -> Void
  ) throws -> [UnmetEntry] {
    var unmet: [UnmetEntry] = []
    for table in [.everything] + (try indexes(lookup)).curated {
      let index = WholeIndex(table, packages, context)
      let lists = Set(index.targets).union(holders.keys.filter { $0.packageIndex == table.name })
      for list in lists {
        try Trie(format: DependentsFormat(list), emit: emit)
          .build(index.entries(of: list) + (holders[list] ?? []))
      }
      for document in try PortableDocuments.all(of: table.name, lookup) {
        try emit(document.path, document.bytes)
      }
      for (alias, marks) in try Closure.marks(of: index.aliases, in: index)
      where marks.contains(where: { !$0.isEmpty }) {
        guard let package = table.package(of: alias) else { continue }
        unmet.append(
          UnmetEntry(packageIndex: table.name, alias: alias, package: package, marks: marks))
      }
    }
    return unmet
  }

  /// An alias with releases that cannot be met.
  private struct UnmetEntry {
    let packageIndex: String
    let alias: String
    let package: String
    let marks: [[String]]
  }

  /// Makes the documents anew that have to say what cannot be met.
  private func markUnmet(
    _ unmet: [UnmetEntry], _ lookup: Lookup, _ files: inout SnapshotFiles
  ) throws -> Set<SitePath> {
    var replaced: Set<SitePath> = []
    for (package, entries) in Dictionary(grouping: unmet, by: \.package).sorted(by: {
      $0.key < $1.key
    }) {
      // Each is read for itself: a lookup remembers, and there may be many.
      let lookup = Lookup(lookup.snapshot, context: context)
      guard let index = try lookup.soundVersionIndex(package) else { continue }
      for entry in entries {
        let document = IndexEntryDocument.render(
          IndexEntry(entry.alias, index, marks: entry.marks), in: entry.packageIndex)
        for document in source.options.withCopies(document) {
          try replace(document.path, document.bytes)
          files.append(SnapshotEntry(document))
          replaced.insert(document.path)
        }
      }
    }
    return replaced
  }

  /// Hands a document on with its copies, and says what that was.
  private func put(_ path: SitePath, _ bytes: [UInt8]?) throws -> [SiteDocument] {
    guard let bytes else { return [] }
    let documents = source.options.withCopies(SiteDocument(path: path, bytes: bytes))
    for document in documents { try put(document.path, document.bytes) }
    return documents
  }
}

/// The documents that no unit but `registry.json` has a part in.
enum StaticDocuments {
  static func render(_ context: Context, _ source: Source) -> [SiteDocument] {
    [EntryDocument.render(context, source), OpenAPIDocument.render(context, source)]
      + HostingDocuments.render(context, source.options) + SchemaDocuments.render()
  }
}
