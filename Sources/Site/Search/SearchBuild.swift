internal import Cryptography
public import IndexModel
public import Search
internal import Synchronization

/// The search index of a whole registry, made from nothing.
public struct SearchBuild: Sendable {
  public typealias Emit = @Sendable (SitePath, [UInt8]) throws -> Void

  /// In the order of equally good answers.
  private let documents: [SearchDocument]
  private let workers: Int
  private let emit: Emit

  /// A package under a term, as a number: the better the answer, the smaller. Packages are in the order of their names.
  private struct Place: Comparable {
    private let bits: UInt64

    init(_ posting: Posting, _ document: Int) {
      self.init(
        order: posting.order, document, isOfName: posting.isOfName, isWord: posting.isWord)
    }

    init(order: UInt32, _ document: Int, isOfName: Bool = false, isWord: Bool = false) {
      bits =
        UInt64(order) << 32 | UInt64(document) << 2 | (isOfName ? 0 : 2) | (isWord ? 0 : 1)
    }

    var document: Int { Int(bits >> 2 & 0x3FFF_FFFF) }
    var isOfName: Bool { bits & 2 == 0 }
    var isWord: Bool { bits & 1 == 0 }

    static func < (left: Place, right: Place) -> Bool { left.bits < right.bits }
  }

  private typealias Lists = [Term: [Place]]

  public init(_ documents: [SearchDocument], workers: Int, emit: @escaping Emit) {
    self.documents = documents.sorted(by: SearchDocument.precedes)
    self.workers = workers
    self.emit = emit
  }

  /// Makes all documents of the index.
  public func make() throws {
    let lists = try postings()
    var parts: [[UInt8]: [Term]] = [:]
    for term in lists.keys { parts[Array(term.bytes.prefix(2)), default: []].append(term) }
    let prefixes = parts.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let ranges = try concurrently(prefixes.count, workers: workers) { [parts] at in
      try part(prefixes[at], (parts[prefixes[at]] ?? []).sorted(), lists)
    }
    try makePrefixes(Dictionary(uniqueKeysWithValues: zip(prefixes, ranges)), parts, lists)
    try makeTypos(lists)
  }

  private func postings() throws -> Lists {
    let share = max(1, (documents.count + workers - 1) / workers)
    let starts = Array(stride(from: 0, to: documents.count, by: share))
    let found = try concurrently(starts.count, workers: workers) { at -> Lists in
      var lists: Lists = [:]
      for number in starts[at]..<min(starts[at] + share, documents.count) {
        for posting in Posting.all(of: documents[number]) {
          lists[posting.term, default: []].append(Place(posting, number))
        }
      }
      return lists
    }
    var lists: Lists = [:]
    for share in found { lists.merge(share) { $0 + $1 } }
    return lists
  }

  // MARK: Terms

  private func part(
    _ prefix: [UInt8], _ terms: [Term], _ lists: Lists
  ) throws -> [SearchMap.Range] {
    let entries = try terms.map { term in
      let places = (lists[term] ?? []).sorted()
      let best = places.prefix(SearchPart.mostOfTerm).map { documents[$0.document] }
      guard places.count > best.count else { return SearchPart.Entry(key: term, packages: best) }
      try Trie(format: TailFormat(term)) { if let bytes = $1 { try emit($0, bytes) } }
        .build(places.map { TailEntry(documents[$0.document]) })
      return SearchPart.Entry(
        key: term, packages: best, magnitude: SearchPart.magnitude(of: places.count))
    }
    return try put(SearchPart(.terms, entries, limits: .terms, name: Self.name), .terms, prefix)
  }

  private func put(
    _ part: SearchPart, _ space: SiteLayout.SearchSpace, _ prefix: [UInt8]
  ) throws -> [SearchMap.Range] {
    for shard in part.shards { try emit(shard.path, shard.bytes) }
    try emit(SiteLayout.searchMap(space, of: prefix), part.map.bytes(of: prefix))
    return part.map.ranges
  }

  /// The name that a shard has by its content.
  static func name(_ bytes: [UInt8]) -> String {
    String(SHA256.digest(of: bytes.span).hex.prefix(8))
  }

  // MARK: Beginnings of names

  private func makePrefixes(
    _ ranges: [[UInt8]: [SearchMap.Range]], _ parts: [[UInt8]: [Term]], _ lists: Lists
  ) throws {
    var wide: [Term: [Term]] = [:]
    for (part, terms) in parts {
      for term in terms where term.count > 1 { wide[Term(part.prefix(1)), default: []].append(term) }
      guard part.count > 1, let ranges = ranges[part], ranges.count > SearchMap.widest else { continue }
      var known: [Term: Bool] = [:]
      for term in terms {
        for length in 2..<max(2, min(term.count, SearchMap.longestPrefix + 1)) {
          let prefix = Term(term.bytes[..<length])
          let isWide = known[prefix] ?? SearchMap.isWide(prefix, ranges)
          known[prefix] = isWide
          if isWide { wide[prefix, default: []].append(term) }
        }
      }
    }
    let prefixes = wide.keys.sorted()
    _ = try concurrently(prefixes.count, workers: workers) { [wide] at in
      let prefix = prefixes[at]
      let packages = best(of: prefix, wide[prefix] ?? [], lists)
      try emit(SiteLayout.searchPrefix(prefix.bytes), SearchPrefix(packages).bytes(of: prefix))
    }
  }

  /// The best answers to the beginning of names.
  private func best(of prefix: Term, _ terms: [Term], _ lists: Lists) -> [SearchDocument] {
    var found: Set<Int> = []
    for term in terms { for place in lists[term] ?? [] where place.isOfName { found.insert(place.document) } }
    var places: [Place] = []
    for document in found {
      guard let order = Posting.order(of: documents[document], beginning: prefix) else { continue }
      places.append(Place(order: order, document))
    }
    return places.sorted().prefix(SearchPrefix.most).map { documents[$0.document] }
  }

  // MARK: Typos

  private func makeTypos(_ lists: Lists) throws {
    var tokens: [[UInt8]: [Term]] = [:]
    var packages: [Term: [SearchDocument]] = [:]
    for (term, places) in lists where term.isOpenToEdits {
      let named = places.filter(\.isWord).sorted().prefix(SearchPart.mostOfWord)
      guard !named.isEmpty else { continue }
      packages[term] = named.map { documents[$0.document].named }
      for prefix in Set(term.variants.map { Array($0.bytes.prefix(2)) }) {
        tokens[prefix, default: []].append(term)
      }
    }
    let prefixes = tokens.keys.sorted { $0.lexicographicallyPrecedes($1) }
    _ = try concurrently(prefixes.count, workers: workers) { [tokens, packages] at in
      let prefix = prefixes[at]
      var rows: [Term: [Term]] = [:]
      for term in tokens[prefix] ?? [] {
        for variant in term.variants where Array(variant.bytes.prefix(2)) == prefix {
          rows[variant, default: []].append(term)
        }
      }
      let entries = rows.sorted { $0.key < $1.key }.map { variant, words in
        SearchPart.Entry(
          key: variant,
          packages: SearchPart.union(words.sorted().map { packages[$0] ?? [] }))
      }
      _ = try put(SearchPart(.typos, entries, limits: .typos, name: Self.name), .typos, prefix)
    }
  }
}
