public import IndexModel
internal import JSONText

/// A file of the site.
public struct SiteDocument: Hashable, Sendable {
  public let path: SitePath
  public let bytes: [UInt8]
  /// Whether these are the bytes of a file that a release carries, and not a document of ours.
  let isCarried: Bool

  public init(path: SitePath, bytes: [UInt8]) {
    self.init(path: path, bytes: bytes, isCarried: false)
  }

  init(path: SitePath, bytes: [UInt8], isCarried: Bool) {
    self.path = path
    self.bytes = bytes
    self.isCarried = isCarried
  }
}

/// What came of rendering one key of a family: the documents of its own, and the facts that it contributes to
/// documents which it shares with others.
///
/// Documents are handed on as they are made, with a line for the snapshot kept of each; or they are kept for a caller
/// who compares them.
struct Rendering: Sendable {
  typealias Put = @Sendable (SitePath, [UInt8]) throws -> Void

  /// The documents; none where they are handed on.
  private(set) var documents: [SiteDocument] = []
  private(set) var files: [SnapshotEntry] = []
  private(set) var entries: [ListFact] = []
  private(set) var redirects: [Redirect] = []
  private(set) var dependents: [(list: Dependents, entry: DependentEntry)] = []
  /// The files of documents that may have to be made again before the end.
  private(set) var provisional: [SnapshotEntry] = []
  /// Lists that are there even with nothing in them, because a document leads to them.
  private(set) var anchors: Set<List> = []
  /// Why a document could not be handed on. After that no other is.
  private(set) var failure: (any Error)?

  private let handing: (options: SiteOptions, put: Put)?
  private var keys = SubjectKeys()

  /// Keeps the documents.
  init() {
    handing = nil
  }

  /// - Parameters:
  ///   - options: Which copies are made of documents.
  ///   - put: Takes each document as it is made.
  init(_ options: SiteOptions, handingTo put: @escaping Put) {
    handing = (options, put)
  }

  /// One line of a list.
  struct ListFact: Hashable, Sendable {
    let list: List
    let entry: List.Entry
  }

  mutating func document(_ path: SitePath, _ bytes: [UInt8]) {
    document(SiteDocument(path: path, bytes: bytes))
  }

  mutating func document(_ document: SiteDocument) { take(document) }

  /// A file that a release carries.
  mutating func carried(_ path: SitePath, _ bytes: [UInt8]) {
    take(SiteDocument(path: path, bytes: bytes, isCarried: true))
  }

  /// A document that may have to be made again before the end.
  mutating func provisional(_ document: SiteDocument) {
    take(document, isProvisional: true)
  }

  private mutating func take(_ document: SiteDocument, isProvisional: Bool = false) {
    guard let (options, put) = handing else { return documents.append(document) }
    guard failure == nil else { return }
    do {
      for document in options.withCopies(document) {
        let file = SnapshotEntry(document, keys: &keys)
        if isProvisional { provisional.append(file) } else { files.append(file) }
        try put(document.path, document.bytes)
      }
    } catch {
      failure = error
    }
  }

  /// Writes a document in canonical form.
  mutating func document<Failure: Error>(
    _ path: SitePath, _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = JSONWriter()
    try writer.object(body)
    document(path, writer.finish())
  }

  mutating func list(_ list: List, _ entry: List.Entry) {
    entries.append(ListFact(list: list, entry: entry))
  }

  /// Says that a list is there, whatever stands in it.
  mutating func anchor(_ list: List) {
    anchors.insert(list)
  }

  mutating func dependent(_ entry: DependentEntry, in list: Dependents) {
    dependents.append((list, entry))
  }

  mutating func redirect(_ redirect: Redirect) {
    redirects.append(redirect)
  }
}
