/// What the parts of an index are made of.
public enum SearchPart {
  /// A key with the packages it leads to, the best first.
  public struct Entry: Hashable, Sendable {
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

  /// What becomes of a key: its entry, or nil where nothing is left of it.
  public struct Edit: Sendable {
    public let key: Term
    public let entry: Entry?

    public init(_ key: Term, _ entry: Entry?) {
      self.key = key
      self.entry = entry
    }
  }

  /// How many packages of a term stand in its shard, at most.
  public static let mostOfTerm = 100

  /// How many packages that a word names stand with it in the index of typos, at most.
  public static let mostOfWord = 8

  /// How many packages there are, as the power of two that is not more.
  public static func magnitude(of count: Int) -> Int {
    Int.bitWidth - 1 - max(1, count).leadingZeroBitCount
  }
}

extension SearchShard {
  /// The shard of some entries, in which each package stands once.
  public init(_ entries: some Sequence<SearchPart.Entry>) {
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

  /// The entries with their packages.
  ///
  /// - Parameter cut: Which of them are only the best ones, as the map says.
  public func parts(cut: [Term: Int]) -> [SearchPart.Entry] {
    entries.map { entry in
      SearchPart.Entry(
        key: entry.key, packages: entry.packages.map { packages[$0] }, magnitude: cut[entry.key])
    }
  }
}
