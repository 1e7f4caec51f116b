/// The order in which packages answer a term, or the beginning of a name.
public struct Ranking: Sendable {
  private let order: @Sendable (SearchDocument) -> UInt32?

  /// How good answers packages are to a term that leads to them.
  public static func under(_ term: Term) -> Ranking {
    let query = SearchQuery(of: term)
    return Ranking { Match(Candidate($0), query)?.order }
  }

  /// How good answers packages are whose names, or parts of them, begin with this.
  public static func beginning(_ prefix: Term) -> Ranking {
    Ranking { Posting.orders(of: $0, beginning: [prefix]).first?.order }
  }

  private struct Place: Comparable {
    let order: UInt32
    let document: SearchDocument

    static func < (left: Place, right: Place) -> Bool {
      left.order != right.order
        ? left.order < right.order
        : SearchDocument.precedes(left.document, right.document)
    }
  }

  private func place(_ document: SearchDocument) -> Place? {
    order(document).map { Place(order: $0, document: document) }
  }

  /// Packages in this order, without those that have no place in it.
  public func sorted(_ documents: some Sequence<SearchDocument>) -> [SearchDocument] {
    documents.compactMap(place).sorted().map(\.document)
  }

  /// The best packages after a change, from the best before it.
  ///
  /// - Parameters:
  ///   - head: The best before it, in this order.
  ///   - most: How many of the best are wanted where these are not all; nil where they are.
  ///   - gone: The names of those that go, or come as others.
  ///   - come: Those that come.
  /// - Returns: All of them, or the best; nil where others may be among these now.
  public func changed(
    _ head: [SearchDocument], most: Int?, removing gone: Set<String>,
    adding come: [SearchDocument]
  ) -> [SearchDocument]? {
    var changed = head.filter { !gone.contains($0.name) }
    for place in come.compactMap(place) {
      changed.insert(place.document, at: self.count(of: changed) { $0 < place })
    }
    guard let most else { return changed }
    // All others were behind the last, and are there still.
    guard let last = head.last.flatMap(place) else { return nil }
    return count(of: changed) { !(last < $0) } >= most ? Array(changed.prefix(most)) : nil
  }

  /// How many packages at the beginning of some in this order are such.
  private func count(of documents: [SearchDocument], which isSuch: (Place) -> Bool) -> Int {
    var (low, high) = (0, documents.count)
    while low < high {
      let middle = (low + high) / 2
      if place(documents[middle]).map(isSuch) ?? false { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
