internal import IndexModel

/// What is read of an index for one query.
struct SearchReading {
  private let fetch: SearchEngine.Fetch
  private(set) var trips: [[SitePath]] = []
  /// The packages that were read, each once.
  private(set) var candidates: [Candidate] = []
  private var names: Set<String> = []
  private var maps: [SitePath: SearchMap] = [:]
  private var shards: [SitePath: SearchShard] = [:]
  private var prefixes: [SitePath: SearchPrefix] = [:]
  /// The keys that lead to something.
  private var known: Set<Term> = []

  init(fetch: @escaping SearchEngine.Fetch) { self.fetch = fetch }

  func knows(_ key: Term) -> Bool { known.contains(key) }

  /// Gets files that were not asked for yet, in one round trip.
  private mutating func get(_ paths: [SitePath]) throws -> [SitePath: [UInt8]] {
    var wanted: [SitePath] = []
    for path in paths where !wanted.contains(path) { wanted.append(path) }
    guard !wanted.isEmpty else { return [:] }
    trips.append(wanted)
    var found: [SitePath: [UInt8]] = [:]
    for (path, bytes) in zip(wanted, try fetch(wanted)) { found[path] = bytes }
    return found
  }

  private mutating func take(_ packages: some Sequence<SearchDocument>) {
    for document in packages where names.insert(document.name).inserted {
      candidates.append(Candidate(document))
    }
  }

  // MARK: Maps

  /// Reads the maps of keys. The answers to what begins names in several maps stand where it says, and are read with
  /// them.
  mutating func readMaps(of keys: [Term]) throws {
    let lists = keys.filter(\.isSpread).map { SiteLayout.searchPrefix($0.bytes) }
    let paths = keys.map { SiteLayout.searchMap(.terms, of: $0.bytes) }
    let found = try get(paths + lists)
    for path in lists { prefixes[path] = try found[path].map { try SearchPrefix($0, at: path) } }
    try takeMaps(paths, found)
  }

  private mutating func takeMaps(_ paths: [SitePath], _ found: [SitePath: [UInt8]]) throws {
    for path in paths { maps[path] = try found[path].map { try SearchMap($0, at: path) } }
  }

  private func map(_ space: SiteLayout.SearchSpace, of key: Term) -> SearchMap? {
    maps[SiteLayout.searchMap(space, of: key.bytes)]
  }

  /// How many packages some keys lead to, as a power of two, where only the best are in their shards.
  func magnitude(of keys: [Term]) -> Int? {
    keys.compactMap { map(.terms, of: $0)?.cut[$0] }.max()
  }

  /// The key that has a list of all its packages in one document.
  func tail(of keys: [Term]) -> Term? {
    keys.first { map(.terms, of: $0)?.cut[$0].map { $0 <= SearchTail.largest } ?? false }
  }

  /// Whether not all names are looked at that begin with this.
  func isWide(_ prefix: Term) -> Bool {
    prefix.isSpread
      || map(.terms, of: prefix).map { SearchMap.isWide(prefix, $0.ranges) } ?? false
  }

  // MARK: Shards

  /// Reads what leads to keys and to names that begin with others, and the maps of words that may be misspelt.
  mutating func readShards(of lookup: SearchLookup, typos: [Term]) throws {
    let typoMaps = typos.flatMap(\.variants).map { SiteLayout.searchMap(.typos, of: $0.bytes) }
    var found = try get(paths(of: lookup) + typoMaps)
    try takeMaps(typoMaps, found)
    try takeShards(of: lookup, &found)
  }

  /// Reads what leads to further keys, and packages that are named by a word which one edit parts from one of these.
  mutating func readShards(
    of lookup: SearchLookup, suggesting words: [Term]
  ) throws -> [SearchDocument] {
    let keys = words.flatMap(\.variants)
    var found = try get(paths(of: lookup, typos: keys))
    try takeShards(of: lookup, typos: keys, &found)
    var suggestions: [SearchDocument] = []
    for key in keys {
      for place in places(.typos, of: key) {
        guard let shard = try shard(at: place, found), let row = shard.entry(of: key) else {
          continue
        }
        suggestions += row.packages.map { shard.packages[$0] }
      }
    }
    var names: Set<String> = []
    return suggestions.filter { names.insert($0.name).inserted }
  }

  /// Where a shard is: a file, or in the map.
  private enum Place {
    case file(SitePath)
    case here(SearchShard)

    var path: SitePath? { if case .file(let path) = self { path } else { nil } }
  }

  /// The shards that may hold keys from one through another; as many as are looked through.
  private func places(
    _ space: SiteLayout.SearchSpace, of low: Term, through high: Term? = nil
  ) -> [Place] {
    guard let map = map(space, of: low) else { return [] }
    switch map.content {
    case .shard(let shard): return [.here(shard)]
    case .shards(let ranges):
      return map.shards(from: low, through: high ?? low).prefix(SearchMap.widest + 1).map {
        .file(SiteLayout.searchShard(space, from: ranges[$0].first.bytes, named: ranges[$0].name))
      }
    }
  }

  private enum Beginning {
    case list(SitePath)
    case places([Place])
  }

  /// What leads to names that begin with this.
  private func beginning(_ prefix: Term) -> Beginning {
    if isWide(prefix) { return .list(SiteLayout.searchPrefix(prefix.bytes)) }
    return .places(places(.terms, of: prefix, through: Term(prefix.bytes + [0xFF])))
  }

  /// The files that a lookup needs, but for those that are read already.
  private func paths(of lookup: SearchLookup, typos: [Term] = []) -> [SitePath] {
    var paths = lookup.keys.flatMap { places(.terms, of: $0).compactMap(\.path) }
    for prefix in lookup.prefixes {
      switch beginning(prefix) {
      case .list(let path): if !prefix.isSpread { paths.append(path) }
      case .places(let places): paths += places.compactMap(\.path)
      }
    }
    paths += typos.flatMap { places(.typos, of: $0).compactMap(\.path) }
    return paths.filter { shards[$0] == nil && prefixes[$0] == nil }
  }

  /// Whether a file is not there that a map names. A list of answers to the beginning of names need not be there.
  private static func isGone(_ path: SitePath, _ found: [SitePath: [UInt8]]) -> Bool {
    found[path] == nil && !path.text.utf8.starts(with: "search/prefixes/".utf8)
  }

  private mutating func takeShards(
    of lookup: SearchLookup, typos: [Term] = [], _ found: inout [SitePath: [UInt8]]
  ) throws {
    if paths(of: lookup, typos: typos).contains(where: { Self.isGone($0, found) }) {
      // A newer index took the place of the one that the maps are of.
      let stale =
        (lookup.keys + lookup.prefixes).map { SiteLayout.searchMap(.terms, of: $0.bytes) }
        + typos.map { SiteLayout.searchMap(.typos, of: $0.bytes) }
      try takeMaps(stale, try get(stale))
      let wanted = paths(of: lookup, typos: typos)
      found.merge(try get(wanted.filter { found[$0] == nil })) { $1 }
      if let gone = wanted.first(where: { Self.isGone($0, found) }) { throw SearchError.gone(gone) }
    }
    for key in lookup.keys {
      for place in places(.terms, of: key) {
        guard let shard = try shard(at: place, found), let entry = shard.entry(of: key) else {
          continue
        }
        known.insert(key)
        take(entry.packages.map { shard.packages[$0] })
      }
    }
    for prefix in lookup.prefixes {
      switch beginning(prefix) {
      case .list(let path):
        if let bytes = found[path] { prefixes[path] = try SearchPrefix(bytes, at: path) }
        take(prefixes[path]?.packages ?? [])
      case .places(let places):
        for place in places {
          guard let shard = try shard(at: place, found) else { continue }
          for entry in shard.entries where entry.key.hasPrefix(prefix) {
            take(entry.packages.map { shard.packages[$0] })
          }
        }
      }
    }
  }

  private mutating func shard(
    at place: Place, _ found: [SitePath: [UInt8]]
  ) throws -> SearchShard? {
    switch place {
    case .here(let shard): return shard
    case .file(let path):
      if let shard = shards[path] { return shard }
      let shard = try found[path].map { try SearchShard($0, at: path) }
      shards[path] = shard
      return shard
    }
  }

  // MARK: Tails

  /// Reads all packages of a term that has many, where one document holds them.
  mutating func readTail(of term: Term) throws {
    let path = SiteLayout.searchTail(term.bytes).path("")
    guard let bytes = try get([path])[path] else { throw SearchError.gone(path) }
    take(try SearchTail(bytes, at: path).packages)
  }
}
