internal import IndexModel
internal import Search

/// A part of the search index as it is published: all keys of a space that one map leads to.
final class PublishedPart {
  let space: SiteLayout.SearchSpace
  /// What all of them begin with.
  let prefix: [UInt8]
  /// The shards; none where nothing is published.
  let ranges: [SearchMap.Range]
  private let read: (SitePath) throws -> [UInt8]?
  private var known: [Int: [SearchPart.Entry]] = [:]
  /// The keys of which only the best packages stand here, with how many there are, as powers of two.
  let cut: [Term: Int]
  let isPublished: Bool
  /// Whether the one shard stands in the map.
  let isInline: Bool

  var mapPath: SitePath { SiteLayout.searchMap(space, of: prefix) }

  /// - Parameter read: The bytes of a document of the site; nil where there is none.
  init(
    _ space: SiteLayout.SearchSpace, _ prefix: [UInt8],
    read: @escaping (SitePath) throws -> [UInt8]?
  ) throws {
    self.space = space
    self.prefix = prefix
    self.read = read
    let path = SiteLayout.searchMap(space, of: prefix)
    guard let bytes = try read(path) else {
      (ranges, cut, isPublished, isInline) = ([], [:], false, false)
      return
    }
    let map = try SearchFile.read(path, bytes, SearchMap.init)
    (ranges, cut) = (map.ranges, map.cut)
    isPublished = true
    if case .shard(let shard) = map.content {
      isInline = true
      known[0] = shard.parts(cut: cut)
    } else {
      isInline = false
    }
    guard !ranges.isEmpty else { throw TrieError.malformed(path, "holds nothing") }
  }

  func path(of range: SearchMap.Range) -> SitePath {
    SiteLayout.searchShard(space, from: range.first.bytes, named: range.name)
  }

  /// The entries of a shard, by its place.
  func entries(at place: Int) throws -> [SearchPart.Entry] {
    if let known = known[place] { return known }
    let path = path(of: ranges[place])
    guard let bytes = try read(path) else { throw TrieError.missing(path) }
    let entries = try SearchFile.read(path, bytes, SearchShard.init).parts(cut: cut)
    guard entries.first?.key == ranges[place].first else {
      throw TrieError.malformed(path, "does not begin where its map says")
    }
    known[place] = entries
    return entries
  }

  /// The entry of a key; nil where there is none.
  func entry(of key: Term) throws -> SearchPart.Entry? {
    guard let place = ranges.lastIndex(where: { $0.first <= key }) else { return nil }
    return try entries(at: place).first { $0.key == key }
  }
}

/// A document of the search index as it is read back.
enum SearchFile {
  /// Reads a document. One that does not read back is like any other of the site.
  static func read<Document>(
    _ path: SitePath, _ bytes: [UInt8],
    _ document: ([UInt8], SitePath) throws(SearchError) -> Document
  ) throws(TrieError) -> Document {
    do throws(SearchError) {
      return try document(bytes, path)
    } catch {
      switch error {
      case .malformed(let path, let problem): throw .malformed(path, problem)
      case .gone(let path): throw .missing(path)
      case .format, .noIndex: throw .malformed(path, "is of another format")
      }
    }
  }
}
