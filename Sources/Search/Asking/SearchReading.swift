internal import IndexModel

/// What is read of an index for one query.
struct SearchReading {
  private let fetch: SearchEngine.Fetch
  private(set) var trips: [[SitePath]] = []
  /// The packages that were read, each once.
  private(set) var documents: [SearchDocument] = []
  private var names: Set<String> = []
  private var maps: [SitePath: SearchMap] = [:]
  private var ready: [SitePath: [UInt8]] = [:]

  /// How many words of a query may have a typo.
  static let mostTypos = 3

  init(fetch: @escaping SearchEngine.Fetch) { self.fetch = fetch }

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
      documents.append(document)
    }
  }

  // MARK: The first trip

  /// Reads the maps of keys, and of what is left of words without a letter.
  mutating func readMaps(of keys: [Term], typos: [Term]) throws {
    var paths = keys.map { SiteLayout.searchMap(.terms, of: $0.bytes) }
    paths += typos.flatMap(\.variants).map { SiteLayout.searchMap(.typos, of: $0.bytes) }
    // The answers to one letter stand where the letter says.
    paths += keys.filter { $0.count == 1 }.map { SiteLayout.searchPrefix($0.bytes) }
    try takeMaps(try get(paths))
  }

  private mutating func takeMaps(_ found: [SitePath: [UInt8]]) throws {
    for (path, bytes) in found {
      if path.text.utf8.starts(with: "search/prefixes/".utf8) {
        ready[path] = bytes
      } else {
        maps[path] = try SearchMap(bytes, at: path)
      }
    }
  }

  // MARK: The second

  /// Reads what leads to keys, and to names that begin with others.
  ///
  /// - Returns: The entries of the keys that are there.
  mutating func readShards(
    of keys: [Term], prefixes: [Term]
  ) throws -> [Term: SearchShard.Entry] {
    var wanted = plan(keys, prefixes)
    var found = try get(wanted)
    if wanted.contains(where: { found[$0] == nil }) {
      // A newer index took the place of the one that the maps are of.
      let stale = keys.map { SiteLayout.searchMap(.terms, of: $0.bytes) }
      for path in stale { maps[path] = nil }
      try takeMaps(try get(stale))
      wanted = plan(keys, prefixes)
      found.merge(try get(wanted.filter { found[$0] == nil })) { $1 }
      if let gone = wanted.first(where: { found[$0] == nil }) { throw SearchError.gone(gone) }
    }
    for key in keys where key.count == 1 {
      let path = SiteLayout.searchPrefix(key.bytes)
      if let bytes = ready[path] { take(try SearchPrefix(bytes, at: path).packages) }
    }
    var shards: [SitePath: SearchShard] = [:]
    for path in wanted {
      guard let bytes = found[path] else { continue }
      if path.text.utf8.starts(with: "search/prefixes/".utf8) {
        take(try SearchPrefix(bytes, at: path).packages)
      } else {
        shards[path] = try SearchShard(bytes, at: path)
      }
    }
    return entries(keys, prefixes, shards)
  }

  /// The files that keys and prefixes need beside the maps.
  private func plan(_ keys: [Term], _ prefixes: [Term]) -> [SitePath] {
    var paths: [SitePath] = []
    func add(_ key: Term, _ places: Range<Int>, of map: SearchMap) {
      guard case .shards(let ranges) = map.content else { return }
      for place in places {
        let path = SiteLayout.searchShard(.terms, of: key.bytes, named: ranges[place].name)
        if !paths.contains(path) { paths.append(path) }
      }
    }
    for key in keys {
      guard let map = maps[SiteLayout.searchMap(.terms, of: key.bytes)] else { continue }
      add(key, map.shards(from: key, through: key), of: map)
    }
    for prefix in prefixes where prefix.count > 1 {
      guard let map = maps[SiteLayout.searchMap(.terms, of: prefix.bytes)] else { continue }
      if SearchMap.isWide(prefix, map.ranges), prefix.count <= SearchMap.longestPrefix {
        paths.append(SiteLayout.searchPrefix(prefix.bytes))
      } else {
        add(prefix, map.shards(of: prefix), of: map)
      }
    }
    return paths
  }

  /// Takes the packages of keys and prefixes from shards.
  private mutating func entries(
    _ keys: [Term], _ prefixes: [Term], _ shards: [SitePath: SearchShard]
  ) -> [Term: SearchShard.Entry] {
    var entries: [Term: SearchShard.Entry] = [:]
    func shard(_ key: Term, _ place: Int, _ map: SearchMap) -> SearchShard? {
      switch map.content {
      case .shard(let shard): shard
      case .shards(let ranges):
        shards[SiteLayout.searchShard(.terms, of: key.bytes, named: ranges[place].name)]
      }
    }
    for key in keys {
      guard let map = maps[SiteLayout.searchMap(.terms, of: key.bytes)] else { continue }
      for place in map.shards(from: key, through: key) {
        guard let shard = shard(key, place, map), let entry = shard.entry(of: key) else { continue }
        entries[key] = entry
        take(entry.packages.map { shard.packages[$0] })
      }
    }
    for prefix in prefixes where prefix.count > 1 {
      guard let map = maps[SiteLayout.searchMap(.terms, of: prefix.bytes)] else { continue }
      for place in map.shards(of: prefix) {
        guard let shard = shard(prefix, place, map) else { continue }
        for entry in shard.entries where entry.key.hasPrefix(prefix) {
          take(entry.packages.map { shard.packages[$0] })
        }
      }
    }
    return entries
  }

  // MARK: The third

  /// Reads all packages of a term that has many, where one document holds them.
  mutating func readTail(of term: Term) throws {
    let path = SiteLayout.searchTail(term.bytes).path("")
    guard let bytes = try get([path])[path] else { throw SearchError.gone(path) }
    take(try SearchTail(bytes, at: path).packages)
  }

  /// The packages that are named by a word that one edit parts from one of these.
  mutating func readTypos(of words: [Term]) throws -> [SearchDocument] {
    guard !words.isEmpty else { return [] }
    var (places, paths) = ([(key: Term, shard: SearchShard?, path: SitePath?)](), [SitePath]())
    for key in words.flatMap(\.variants) {
      guard let map = maps[SiteLayout.searchMap(.typos, of: key.bytes)] else { continue }
      switch map.content {
      case .shard(let shard): places.append((key, shard, nil))
      case .shards(let ranges):
        for place in map.shards(from: key, through: key) {
          let path = SiteLayout.searchShard(.typos, of: key.bytes, named: ranges[place].name)
          places.append((key, nil, path))
          paths.append(path)
        }
      }
    }
    let found = try get(paths)
    var shards: [SitePath: SearchShard] = [:]
    for (path, bytes) in found { shards[path] = try SearchShard(bytes, at: path) }
    var (documents, names) = ([SearchDocument](), Set<String>())
    for place in places {
      guard let shard = place.shard ?? place.path.flatMap({ shards[$0] }),
        let row = shard.entry(of: place.key)
      else { continue }
      for document in row.packages.map({ shard.packages[$0] })
      where names.insert(document.name).inserted { documents.append(document) }
    }
    return documents
  }
}

extension SearchMap {
  /// The places of the shards that may hold keys that begin with this, and are looked through.
  func shards(of prefix: Term) -> Swift.Range<Int> {
    let all = shards(from: prefix, through: Term(prefix.bytes + [0xFF]))
    return all.prefix(Self.widest + 1)
  }
}
