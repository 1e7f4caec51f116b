public import IndexModel
public import Registry
internal import Search
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
  private let indexes: PackageIndexBuild
  private let workers: [Worker]
  private let hasFailed = Atomic(false)

  /// What one thread has gathered.
  private final class Worker: Sendable {
    struct State {
      var facts = Facts()
      var indexes = PackageIndexBuild.Gathered()
      /// The packages as a search knows them, but for their popularity.
      var searched: [SearchDocument] = []
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
    indexes = PackageIndexBuild(context, source.options, replace: replace)
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
      let package = try indexes.place(unit, lookup, into: &rendering)
      if let failure = rendering.failure { throw failure }
      worker.state.withLock {
        $0.facts.take(rendering, without: .aliasesOfEverything)
        $0.indexes.take(rendering.provisional)
        if let package {
          $0.indexes.take(package)
          $0.searched.append(package.searched)
        }
      }
    } catch {
      worker.state.withLock { $0.failure = error }
      hasFailed.store(true, ordering: .relaxed)
    }
  }

  /// Makes all that is made from facts.
  ///
  /// - Parameter lookup: Finds again what has to be made anew.
  public func finish(_ lookup: Lookup) throws {
    var facts = Facts()
    var gathered = PackageIndexBuild.Gathered()
    var searched: [SearchDocument] = []
    for worker in workers {
      try worker.state.withLock { state in
        if let failure = state.failure { throw failure }
        // Handed over, for there is too much for two copies.
        var (own, ownIndexes) = (Facts(), PackageIndexBuild.Gathered())
        swap(&own, &state.facts)
        swap(&ownIndexes, &state.indexes)
        facts.merge(own)
        gathered.merge(ownIndexes)
        searched += state.searched
        state.searched = []
      }
    }
    let files = Mutex(facts.takeFiles())
    @Sendable func emit(_ path: SitePath, _ bytes: [UInt8]?) throws {
      for document in try put(path, bytes) {
        let file = SnapshotEntry(document)
        files.withLock { $0.append(file) }
      }
    }
    for document in StaticDocuments.render(context, source) {
      try emit(document.path, document.bytes)
    }
    facts.take(List.lineOfEverything)
    // Neither has anything to do with the other.
    let parts: [@Sendable () throws -> PackageIndexBuild.Finished?] = [
      { [indexes, gathered, holders = facts.dependents] in
        try indexes.finish(gathered, holders, lookup, emit: emit)
      },
      { [facts] in
        try self.finishLists(facts, emit)
        return nil
      },
    ]
    for case let late? in try concurrently(
      parts.count, workers: workers.count, { try parts[$0]() })
    {
      files.withLock { $0.merge(late.files) }
      try SearchBuild(
        searched.map { $0.popular(by: late.dependents[Dependents.ofPackage($0.name)] ?? 0) },
        workers: workers.count, emit: { try emit($0, $1) }
      ).make()
    }
    try finishSnapshot(files.withLock { $0 })
  }

  /// Makes the lists, and what leads to files elsewhere.
  private func finishLists(
    _ facts: consuming Facts, _ emit: @escaping (SitePath, [UInt8]?) throws -> Void
  ) throws {
    for list in facts.anchors.union(facts.lists.keys).union(List.entryPoints)
    where list != .aliasesOfEverything {
      try Trie(format: ListFormat(list: list), emit: emit)
        .build(facts.takeEntries(of: list), keepsRoot: true)
    }
    try Trie(format: RedirectFormat(), emit: emit).build(facts.redirects)
    let listed =
      facts.redirects.count <= HostingDocuments.redirectLines
      ? facts.redirects.map(\.redirect).sorted { $0.coordinate < $1.coordinate } : nil
    let redirects = HostingDocuments.redirects(listed, context)
    try emit(redirects.path, redirects.bytes)
  }

  /// Makes the snapshot, the parts of its first digits side by side.
  private func finishSnapshot(_ files: SnapshotFiles) throws {
    try Trie.build(
      SnapshotFormat(), count: files.count, by: files.digits, workers: workers.count,
      emit: { path, bytes in _ = try self.put(path, bytes) },
      group: { files.entries(of: $0) })
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
    let documents = [
      EntryDocument.render(context, source), OpenAPIDocument.render(context, source),
      SearchScript.document,
    ]
    return documents + HostingDocuments.render(context, source.options) + SchemaDocuments.render()
  }
}
