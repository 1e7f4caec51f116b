public import IndexModel
public import Registry
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
  private let workers: [Worker]
  private let hasFailed = Atomic(false)

  /// What one thread has gathered.
  private final class Worker: Sendable {
    struct State {
      var facts = Facts()
      var failure: (any Error)?
    }
    let state = Mutex(State())
  }

  public init(_ context: Context, _ source: Source, workers: Int, put: @escaping Put) {
    self.context = context
    self.source = source
    self.put = put
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
      worker.state.withLock { $0.facts.take(rendering) }
    } catch {
      worker.state.withLock { $0.failure = error }
      hasFailed.store(true, ordering: .relaxed)
    }
  }

  /// Makes all that is made from facts.
  public func finish() throws {
    var facts = Facts()
    for worker in workers {
      try worker.state.withLock { state in
        if let failure = state.failure { throw failure }
        var gathered = Facts()
        swap(&gathered, &state.facts)
        facts.merge(gathered)
      }
    }
    var files = facts.takeFiles()
    func emit(_ path: SitePath, _ bytes: [UInt8]?) throws {
      for document in try put(path, bytes) { files.append(SnapshotEntry(document)) }
    }
    for document in StaticDocuments.render(context, source) {
      try emit(document.path, document.bytes)
    }
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
