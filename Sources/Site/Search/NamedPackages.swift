internal import IndexModel
internal import Search

extension SearchPart.Entry {
  /// The packages that have the term in their names, the best answer first: all, or as many as are wanted and perhaps
  /// more.
  ///
  /// - Parameters:
  ///   - terms: Which terms of a name count.
  ///   - read: The bytes of a document of the index, where the list of all packages of the term may stand.
  func named(
    by terms: (SearchDocument) -> [Term], atLeast wanted: Int? = nil,
    _ read: @escaping (SitePath) throws -> [UInt8]?
  ) throws -> [SearchDocument] {
    let named = packages.filter { terms($0).contains(key) }
    guard magnitude != nil, wanted.map({ named.count < $0 }) ?? true,
      packages.last?.precedesNames(under: key) ?? true
    else { return named }
    let reader = TrieReader(TailFormat(key), read: read)
    let all = try reader.entries(below: reader.root()).map(\.document)
    return Ranking.under(key).sorted(all.filter { terms($0).contains(key) })
  }
}
