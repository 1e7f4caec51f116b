public import IndexModel
public import Search

/// The search index of a whole registry, made from nothing.
public struct SearchBuild: Sendable {
  public typealias Emit = @Sendable (SitePath, [UInt8]) throws -> Void

  /// By name.
  private let documents: [SearchDocument]
  private let limits: SearchLimits
  private let workers: Int
  private let emit: Emit

  /// A package under a term, as a number: the better the answer, the smaller. Packages are in the order of their names.
  private struct Place: Comparable {
    private let bits: UInt64

    init(_ posting: Posting, _ document: Int) {
      self.init(order: posting.order, document, isOfName: posting.isOfName)
    }

    init(order: UInt32, _ document: Int, isOfName: Bool) {
      bits = UInt64(order) << 33 | UInt64(document) << 1 | (isOfName ? 0 : 1)
    }

    var document: Int { Int(bits >> 1 & 0xFFFF_FFFF) }
    var isOfName: Bool { bits & 1 == 0 }

    static func < (left: Place, right: Place) -> Bool { left.bits < right.bits }
  }

  private typealias Lists = [Term: [Place]]

  public init(
    _ documents: [SearchDocument], limits: SearchLimits = .standard, workers: Int,
    emit: @escaping Emit
  ) {
    self.documents = documents.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
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
    try makePrefixes(Dictionary(uniqueKeysWithValues: zip(prefixes, ranges)), lists)
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

  private func makePrefixes(_ ranges: [[UInt8]: [SearchMap.Range]], _ lists: Lists) throws {
    var kept: [Term: Bool] = [:]
    var terms: [Term: [Term]] = [:]
    for (term, places) in lists where places.contains(where: \.isOfName) {
      for prefix in limits.prefixes(of: term) {
        let isKept = kept[prefix] ?? limits.keeps(prefix, ranges[term.part] ?? [])
        kept[prefix] = isKept
        if isKept { terms[prefix, default: []].append(term) }
      }
    }
    let prefixes = terms.keys.sorted()
    _ = try concurrently(prefixes.count, workers: workers) { [terms] at in
      let prefix = prefixes[at]
      let packages = best(of: prefix, terms[prefix] ?? [], lists)
      guard !packages.isEmpty else { return }
      try emit(SiteLayout.searchPrefix(prefix.bytes), SearchPrefix(packages).bytes(of: prefix))
    }
  }

  /// The best answers to the beginning of names.
  private func best(of prefix: Term, _ terms: [Term], _ lists: Lists) -> [SearchDocument] {
    var found: Set<Int> = []
    for term in terms {
      for place in lists[term] ?? [] where place.isOfName { found.insert(place.document) }
    }
    var places: [Place] = []
    for document in found {
      guard let order = Posting.order(of: documents[document], beginning: prefix) else { continue }
      places.append(Place(order: order, document, isOfName: true))
    }
    return places.sorted().prefix(limits.mostOfPrefix).map { documents[$0.document] }
  }

  // MARK: Typos

  private func makeTypos(_ lists: Lists) throws {
    var tokens: [[UInt8]: [Term]] = [:]
    var packages: [Term: [SearchDocument]] = [:]
    for (term, places) in lists where term.isOpenToEdits {
      let named = limits.packages(
        ofWord: places.filter(\.isOfName).sorted().lazy.map { documents[$0.document] })
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

extension Term {
  /// What all keys of the part in which this one stands begin with.
  var part: [UInt8] { Array(bytes.prefix(2)) }
}
