public import IndexModel
internal import JSONText

/// The map of all keys that begin alike, as `SiteLayout.searchPart` says: which shard holds which of them; or that shard
/// itself, where there is but one and it is small.
public struct SearchMap: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case shard(SearchShard)
    /// Ascending.
    case shards([Range])
  }

  /// A shard, by its first key and by the name that its content gives it.
  public struct Range: Hashable, Sendable {
    public let first: Term
    public let name: String

    public init(first: Term, name: String) {
      self.first = first
      self.name = name
    }
  }

  public let content: Content
  /// The terms of which shards hold only the best packages, with how many they have, as powers of two.
  public let cut: [Term: Int]

  public init(_ content: Content, cut: [Term: Int] = [:]) {
    self.content = content
    self.cut = cut
  }

  static let kind = "SearchMap"

  /// The shards, in order; one where it stands here.
  public var ranges: [Range] {
    switch content {
    case .shards(let ranges): ranges
    case .shard(let shard): shard.entries.first.map { [Range(first: $0.key, name: "")] } ?? []
    }
  }

  /// The places of the shards that may hold keys from one to another.
  func shards(from low: Term, through high: Term) -> Swift.Range<Int> {
    let ranges = ranges
    let end = ranges.firstIndex { $0.first > high } ?? ranges.count
    let start = (ranges.firstIndex { $0.first > low } ?? ranges.count) - 1
    return max(0, start)..<max(end, max(0, start))
  }

  /// Whether names that begin with this are too many to look at: two shards and more begin among them.
  public static func isWide(
    _ prefix: Term, _ ranges: some Sequence<Range>, than widest: Int = widest
  ) -> Bool {
    var borders = 0
    for range in ranges where range.first.hasPrefix(prefix) && range.first != prefix {
      borders += 1
      if borders > widest { return true }
    }
    return false
  }

  /// How many borders of shards a prefix may have in it whose names are looked through.
  public static let widest = 1

  public func bytes(of prefix: some Collection<UInt8>) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.searchHead(Self.kind, prefix: prefix)
      switch content {
      case .shard(let shard): shard.write(into: &writer)
      case .shards(let ranges):
        writer.key("shards")
        writer.object { writer in
          for range in ranges {
            writer.key(range.first.bytes.span)
            writer.string(range.name)
          }
        }
      }
      guard !cut.isEmpty else { return }
      writer.key("cut")
      writer.object { writer in
        for (term, magnitude) in cut.sorted(by: { $0.key < $1.key }) {
          writer.key(term.bytes.span)
          writer.integer(magnitude)
        }
      }
    }
    return writer.finish()
  }

  public init(_ bytes: [UInt8], at path: SitePath) throws(SearchError) {
    let text = try SearchText(bytes, at: path, kind: Self.kind)
    var cut: [Term: Int] = [:]
    for (term, node) in try text.members("cut") { cut[term] = try text.count(node) }
    self.cut = cut
    guard text.has("shards") else {
      content = .shard(try SearchShard(text))
      return
    }
    var ranges: [Range] = []
    for (first, node) in try text.members("shards") {
      let name = try text.string(node)
      guard ranges.last.map({ $0.first < first }) ?? true, SitePath(name) != nil,
        !name.utf8.contains(0x2F)
      else { throw text.malformed("shards") }
      ranges.append(Range(first: first, name: name))
    }
    content = .shards(ranges)
  }
}
