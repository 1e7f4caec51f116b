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
struct Rendering: Sendable {
  private(set) var documents: [SiteDocument] = []
  private(set) var entries: [ListFact] = []
  private(set) var redirects: [Redirect] = []
  /// Lists that are there even with nothing in them, because a document leads to them.
  private(set) var anchors: Set<List> = []

  /// One line of a list.
  struct ListFact: Hashable, Sendable {
    let list: List
    let entry: List.Entry
  }

  mutating func document(_ path: SitePath, _ bytes: [UInt8]) {
    documents.append(SiteDocument(path: path, bytes: bytes))
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
