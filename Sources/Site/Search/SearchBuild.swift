public import IndexModel
public import Search

/// The search index of a whole registry, made from nothing.
public struct SearchBuild: Sendable {
  public typealias Emit = @Sendable (SitePath, [UInt8]) throws -> Void

  /// In the order of equally good answers.
  private let documents: [SearchDocument]
  private let limits: SearchLimits
  private let workers: Int
  private let emit: Emit

  /// A package under a term, as a number: the better the answer, the smaller. Packages are in the order of equally
  /// good answers.
  fileprivate struct Place: Comparable {
    private let bits: UInt64

    init(_ posting: Posting, _ document: Int) {
      self.init(order: posting.order, document, isWord: posting.isWord)
    }

    init(order: UInt32, _ document: Int, isWord: Bool = false) {
      bits = UInt64(order) << 32 | UInt64(document) << 1 | (isWord ? 0 : 1)
    }

    var document: Int { Int(bits >> 1 & 0x7FFF_FFFF) }
    var isWord: Bool { bits & 1 == 0 }

    static func < (left: Place, right: Place) -> Bool { left.bits < right.bits }
  }

  private typealias Lists = [Term: [Place]]

  public init(
    _ documents: [SearchDocument], limits: SearchLimits = .standard, workers: Int,
    emit: @escaping Emit
  ) {
    self.documents = documents.sorted(by: SearchDocument.precedes)
    self.limits = limits
    self.workers = workers
    self.emit = emit
  }

  /// Makes all documents of the index.
  public func make() throws {
    let lists = try postings()
    var parts: [[UInt8]: [Term]] = [:]
    for term in lists.keys { parts[term.part, default: []].append(term) }
    let prefixes = parts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let ranges = try concurrently(prefixes.count, workers: workers) { [parts] at in
      try put(.terms, prefixes[at], (parts[prefixes[at]] ?? []).map { try entry(of: $0, lists) })
    }
    try makePrefixes(Dictionary(uniqueKeysWithValues: zip(prefixes, ranges)))
    try makeTypos(lists)
  }

  /// The documents, by number, for as many workers as there are.
  private var shares: [Range<Int>] {
    let share = max(1, (documents.count + workers - 1) / max(1, workers))
    return stride(from: 0, to: documents.count, by: share).map {
      $0..<min($0 + share, documents.count)
    }
  }

  private func postings() throws -> Lists {
    let shares = shares
    return Self.merged(
      try concurrently(shares.count, workers: workers) { at -> Lists in
        var lists: Lists = [:]
        for number in shares[at] {
          for posting in Posting.all(of: documents[number]) {
            lists[posting.term, default: []].append(Place(posting, number))
          }
        }
        return lists
      })
  }

  private static func merged(_ lists: [Lists]) -> Lists {
    guard var merged = lists.first else { return [:] }
    for lists in lists.dropFirst() { merged.merge(lists) { $0 + $1 } }
    return merged
  }

  // MARK: Terms

  private func entry(of term: Term, _ lists: Lists) throws -> SearchPart.Entry {
    let places = (lists[term] ?? []).sorted()
    let entry = limits.entry(
      of: term, best: places.lazy.map { documents[$0.document] }, count: places.count)
    if entry.magnitude != nil {
      try Trie(format: TailFormat(term)) { if let bytes = $1 { try emit($0, bytes) } }
        .build(places.map { TailEntry(documents[$0.document]) })
    }
    return entry
  }

  private func put(
    _ space: SiteLayout.SearchSpace, _ prefix: [UInt8], _ entries: [SearchPart.Entry]
  ) throws -> [SearchMap.Range] {
    let part = try MadePart(
      PublishedPart(space, prefix) { _ in nil }, entries.map { SearchPart.Edit($0.key, $0) },
      limits)
    for case (let path, let bytes?) in part.documents { try emit(path, bytes) }
    return part.ranges
  }

  // MARK: Beginnings of names

  private func makePrefixes(_ ranges: [[UInt8]: [SearchMap.Range]]) throws {
    let shares = shares
    let found = try concurrently(shares.count, workers: workers) { at -> Lists in
      var kept: [Term: Bool] = [:]
      var lists: Lists = [:]
      for number in shares[at] {
        let prefixes = limits.beginnings(of: documents[number]) { prefix in
          if let known = kept[prefix] { return known }
          let isKept = limits.keeps(prefix, ranges[prefix.part] ?? [])
          kept[prefix] = isKept
          return isKept
        }
        for (prefix, order) in Posting.orders(of: documents[number], beginning: prefixes) {
          lists[prefix, default: []].append(Place(order: order, number))
          // There may be very many, of which few are wanted.
          if lists[prefix]?.count == 8 * limits.mostOfPrefix { lists[prefix]?.keepBest(limits) }
        }
      }
      return lists
    }
    let lists = Self.merged(found)
    let prefixes = lists.keys.sorted()
    _ = try concurrently(prefixes.count, workers: workers) { at in
      var best = lists[prefixes[at]] ?? []
      best.keepBest(limits)
      try emit(
        SiteLayout.searchPrefix(prefixes[at].bytes),
        SearchPrefix(best.map { documents[$0.document] }).bytes(of: prefixes[at]))
    }
  }

  // MARK: Typos

  private func makeTypos(_ lists: Lists) throws {
    var tokens: [[UInt8]: [Term]] = [:]
    var packages: [Term: [SearchDocument]] = [:]
    for (term, places) in lists where term.isOpenToEdits {
      let named = limits.packages(
        ofWord: places.filter(\.isWord).sorted().lazy.map { documents[$0.document] })
      guard !named.isEmpty else { continue }
      packages[term] = named
      for prefix in Set(term.variants.map(\.part)) { tokens[prefix, default: []].append(term) }
    }
    let prefixes = tokens.keys.sorted { $0.lexicographicallyPrecedes($1) }
    _ = try concurrently(prefixes.count, workers: workers) { [tokens, packages] at in
      let prefix = prefixes[at]
      var rows: [Term: [Term: [SearchDocument]]] = [:]
      for term in tokens[prefix] ?? [] {
        for variant in term.variants where variant.part == prefix {
          rows[variant, default: [:]][term] = packages[term]
        }
      }
      _ = try put(
        .typos, prefix,
        rows.map { SearchPart.Entry(key: $0.key, packages: TypoRow.packages(of: $0.value)) })
    }
  }
}

extension [SearchBuild.Place] {
  /// Leaves as many as are kept of the beginning of a name, in their order.
  fileprivate mutating func keepBest(_ limits: SearchLimits) {
    self = Array(sorted().prefix(limits.mostOfPrefix))
  }
}
