/// Where the search index stands in the site.
extension SiteLayout {
  /// The script with which pages search.
  public static let searchScript = SitePath(layout: "search/search.js")

  /// The two parts of the index that are sorted by keys.
  public enum SearchSpace: String, Sendable, CaseIterable {
    /// By terms of packages.
    case terms
    /// By what is left of words without one of their letters.
    case typos
  }

  /// What all paths of the index begin with.
  public static let searchFolder = "search/"

  /// What all keys of one map begin with, computed from any of them: two bytes, or what there is. Of names of libraries
  /// that begin with `lib` it is five: else a tenth of all keys would be in one map, which every query for one had to get.
  public static func searchPart(of key: some Collection<UInt8>) -> [UInt8] {
    Array(key.prefix(key.count > library.count && key.starts(with: library) ? 5 : 2))
  }

  private static let library = Array("lib".utf8)

  /// The parts in which keys of names may stand that begin with this and are longer.
  public static func searchParts(beneath prefix: [UInt8]) -> Set<[UInt8]> {
    guard isSpread(prefix) else { return [searchPart(of: prefix)] }
    let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    let stems = library.starts(with: prefix) ? [prefix, library] : [prefix]
    let keys = stems.flatMap { stem in
      [stem] + letters.flatMap { one in [stem + [one]] + letters.map { stem + [one, $0] } }
    }
    return Set(keys.map { searchPart(of: $0) }.filter { $0.starts(with: prefix) })
  }

  /// Whether keys that begin with this, and are longer, stand in several maps.
  public static func isSpread(_ prefix: some Collection<UInt8>) -> Bool {
    prefix.count == 1 || library.starts(with: prefix)
      || prefix.count == 4 && prefix.starts(with: library)
        && prefix.dropFirst(library.count).allSatisfy(\.isAlphanumeric)
  }

  /// The map of the keys that begin alike.
  public static func searchMap(_ space: SearchSpace, of key: some Collection<UInt8>) -> SitePath {
    SitePath(layout: "search/\(space.rawValue)/\(Hexadecimal.text(of: searchPart(of: key))).json")
  }

  /// A range of keys, named by the first of them and by its content. The first is no other shard's, so that no two of a
  /// map share a file, whatever strangers make of their contents.
  public static func searchShard(
    _ space: SearchSpace, from first: some Collection<UInt8>, named name: String
  ) -> SitePath {
    let part = Hexadecimal.text(of: searchPart(of: first))
    let key = Hexadecimal.text(of: first)
    return SitePath(layout: "search/\(space.rawValue)/\(part)/\(key)-\(name).json")
  }

  /// Whether a path is that of a shard, or of its compressed copy.
  public static func isNamedByContent(_ path: SitePath) -> Bool {
    let parts = path.text.split(separator: "/")
    return parts.count == 4 && parts[0] == "search"
      && SearchSpace(rawValue: String(parts[1])) != nil
  }

  /// The answers to the beginning of a name by which there are many.
  public static func searchPrefix(_ prefix: some Collection<UInt8>) -> SitePath {
    SitePath(layout: "search/prefixes/\(Hexadecimal.text(of: prefix)).json")
  }

  /// All packages of a term that has many.
  public static func searchTail(_ term: some Collection<UInt8>) -> Trie {
    let path = "search/tails/\(Hexadecimal.text(of: term))"
    return Trie(root: "\(path).json", folder: path, suffix: ".json")
  }
}
