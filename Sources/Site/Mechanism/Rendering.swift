public import IndexModel
internal import JSONText

/// A file of the site.
public struct SiteDocument: Hashable, Sendable {
  public let path: SitePath
  public let bytes: [UInt8]

  public init(path: SitePath, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// What came of rendering one key of a family: the documents of its own, and the facts that it contributes to
/// documents which it shares with others.
///
/// Documents are handed on as they are made, or kept for a caller who compares them. In both cases a line for the
/// snapshot is kept of each.
struct Rendering: Sendable {
  typealias Put = @Sendable (SitePath, [UInt8]) throws -> Void

  /// The documents; none where they are handed on.
  private(set) var documents: [SiteDocument] = []
  private(set) var files: [SnapshotEntry] = []
  private(set) var entries: [ListFact] = []
  private(set) var redirects: [Redirect] = []
  /// Lists that are there even with nothing in them, because a document leads to them.
  private(set) var anchors: Set<List> = []
  /// Why a document could not be handed on. After that no other is.
  private(set) var failure: (any Error)?

  private let put: Put?
  private var keys = SubjectKeys()

  /// - Parameter put: Takes each document as it is made; without it they are kept.
  init(handingTo put: Put? = nil) {
    self.put = put
  }

  /// One line of a list.
  struct ListFact: Hashable, Sendable {
    let list: List
    let entry: List.Entry
  }

  mutating func document(_ path: SitePath, _ bytes: [UInt8]) {
    guard failure == nil else { return }
    let document = SiteDocument(path: path, bytes: bytes)
    files.append(SnapshotEntry(document, keys: &keys))
    guard let put else {
      documents.append(document)
      return
    }
    do {
      try put(path, bytes)
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

  mutating func redirect(_ redirect: Redirect) {
    redirects.append(redirect)
  }
}
