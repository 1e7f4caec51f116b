internal import IndexModel
internal import JSONText
public import Search

/// Asks the search index of a site.
public struct SiteSearch: Sendable {
  /// What came of a query, and what it cost.
  public struct Outcome: Sendable {
    public let answer: SearchAnswer
    /// How many files were asked for.
    public let requests: Int
    /// How many bytes were in them.
    public let bytes: Int
  }

  private let site: SiteReader

  public init(_ site: SiteReader) { self.site = site }

  /// - Parameter limit: How many packages are wanted.
  /// - Throws: ``SearchError/noIndex`` where the site has none, ``SiteError`` or another ``SearchError``.
  public func outcome(of query: SearchQuery, limit: Int) throws -> Outcome {
    var (requests, bytes) = (0, 0)
    let engine = SearchEngine { paths in
      let found = try site.read(paths)
      requests += paths.count
      bytes += found.reduce(0) { $0 + ($1?.count ?? 0) }
      return found
    }
    let answer = try engine.answer(query, limit: limit)
    // No index answers a query as one does that has nothing of its words.
    if bytes == 0 { try requireIndex() }
    return Outcome(answer: answer, requests: requests, bytes: bytes)
  }

  private func requireIndex() throws {
    let limits = JSONLimits(depth: 32, bytes: JSONLimits.largest)
    guard let bytes = try site.read(SiteLayout.index),
      let entry = JSONDocument.read(bytes, limits: limits).document,
      let templates = entry.node(at: ["templates"]), entry.kind(of: templates) == .object
    else { throw SiteError.noSite(site.place) }
    let isThere = entry.members(of: templates).contains { member in
      entry.string(member.value)?.utf8.starts(with: SiteLayout.searchFolder.utf8) ?? false
    }
    guard isThere else { throw SearchError.noIndex }
  }
}
