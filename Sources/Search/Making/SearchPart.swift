public import IndexModel

/// A part of the index as it is written: a map, and the shards that it names.
public struct SearchPart: Sendable {
  /// A key with the packages it leads to, the best first.
  public struct Entry: Sendable {
    public let key: Term
    public let packages: [SearchDocument]
    /// Where these are only the best ones: how many there are, as a power of two.
    public let magnitude: Int?

    public init(key: Term, packages: [SearchDocument], magnitude: Int? = nil) {
      self.key = key
      self.packages = packages
      self.magnitude = magnitude
    }
  }

  /// How many packages of a term stand in its shard, at most.
  public static let mostOfTerm = 100

  /// How many packages that a word names stand with it in the index of typos, at most.
  public static let mostOfWord = 8

  /// The largest shard that stands in its map, in bytes, where it is the only one.
  static let mostInMap = 4096

  /// How many packages there are, as the power of two that is not more.
  public static func magnitude(of count: Int) -> Int {
    Int.bitWidth - 1 - max(1, count).leadingZeroBitCount
  }

  /// Packages of several words, each once, in the order in which they come.
  public static func union(_ lists: [[SearchDocument]]) -> [SearchDocument] {
    var names: Set<String> = []
    return lists.joined().filter { names.insert($0.name).inserted }
  }

  public let map: SearchMap
  /// The shards by their paths.
  public let shards: [(path: SitePath, bytes: [UInt8])]

  /// - Parameters:
  ///   - entries: All keys of the part, ascending.
  ///   - digest: The name that a shard has by its content.
  public init(
    _ space: SiteLayout.SearchSpace, _ entries: [Entry], limits: Borders.Limits,
    name: ([UInt8]) -> String
  ) {
    var borders = Borders(limits)
    var groups: [Swift.Range<Int>] = []
    var start = 0
    for (at, entry) in entries.enumerated()
    where borders.begins(with: entry.key, weight: entry.packages.count) {
      groups.append(start..<at)
      start = at
    }
    if start < entries.count { groups.append(start..<entries.count) }
    var cut: [Term: Int] = [:]
    for entry in entries { if let magnitude = entry.magnitude { cut[entry.key] = magnitude } }
    let only = groups.count == 1 ? SearchShard(entries[groups[0]]) : nil
    if let only, only.bytes.count <= Self.mostInMap {
      map = SearchMap(.shard(only), cut: cut)
      shards = []
      return
    }
    var ranges: [SearchMap.Range] = []
    var shards: [(SitePath, [UInt8])] = []
    for group in groups {
      let (first, bytes) = (entries[group.lowerBound].key, SearchShard(entries[group]).bytes)
      let name = name(bytes)
      ranges.append(SearchMap.Range(first: first, name: name))
      shards.append((SiteLayout.searchShard(space, from: first.bytes, named: name), bytes))
    }
    map = SearchMap(.shards(ranges), cut: cut)
    self.shards = shards
  }
}

extension SearchShard {
  /// The shard of some entries, in which each package stands once.
  fileprivate init(_ entries: ArraySlice<SearchPart.Entry>) {
    var packages: [String: SearchDocument] = [:]
    for entry in entries { for package in entry.packages { packages[package.name] = package } }
    let ordered = packages.values.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    let places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.name, $0) })
    self.init(
      packages: ordered,
      entries: entries.map { entry in
        Entry(key: entry.key, packages: entry.packages.compactMap { places[$0.name] })
      })
  }
}
