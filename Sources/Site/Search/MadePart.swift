internal import Cryptography
internal import IndexModel
internal import Search

/// A part of the search index as it becomes, from what was published of it.
struct MadePart {
  private let old: PublishedPart
  private let pieces: [Bordering.Piece]
  let ranges: [SearchMap.Range]
  /// What is to be written, or nil for what is to go.
  let documents: [(path: SitePath, bytes: [UInt8]?)]

  /// - Parameter edits: What becomes of keys.
  init(_ old: PublishedPart, _ edits: [SearchPart.Edit], _ limits: SearchLimits) throws {
    self.old = old
    pieces =
      edits.isEmpty
      ? old.ranges.indices.map(Bordering.Piece.kept)
      : try Bordering.pieces(
        of: old.ranges.map(\.first), edits.sorted { $0.key < $1.key },
        limits: limits.borders(in: old.space), entries: old.entries)
    guard !edits.isEmpty else {
      (ranges, documents) = (old.ranges, [])
      return
    }
    var cut = old.cut
    for edit in edits { cut[edit.key] = edit.entry?.magnitude }
    let made = try Self.shards(pieces, of: old, cut, limits)
    var documents: [(SitePath, [UInt8]?)] = []
    let before = old.isInline ? [] : Set(old.ranges.map(old.path))
    let after = made.isInline ? [] : Set(made.ranges.map(old.path))
    for (path, bytes) in made.written { documents.append((path, bytes)) }
    if let map = made.map {
      documents.append((old.mapPath, map.bytes(of: old.prefix)))
    } else if old.isPublished {
      documents.append((old.mapPath, nil))
    }
    for path in before.subtracting(after).sorted() { documents.append((path, nil)) }
    (ranges, self.documents) = (made.ranges, documents)
  }

  private struct Shards {
    var ranges: [SearchMap.Range] = []
    var written: [(path: SitePath, bytes: [UInt8])] = []
    /// Nil where nothing is left.
    var map: SearchMap?
    var isInline: Bool { if case .shard? = map?.content { true } else { false } }
  }

  private static func shards(
    _ pieces: [Bordering.Piece], of old: PublishedPart, _ cut: [Term: Int], _ limits: SearchLimits
  ) throws -> Shards {
    var shards = Shards()
    for piece in pieces {
      switch piece {
      case .kept(let place) where pieces.count > 1 && !old.isInline:
        shards.ranges.append(old.ranges[place])
      case .kept, .made:
        let entries = try entries(of: piece, old)
        let shard = SearchShard(entries)
        let bytes = shard.bytes
        if pieces.count == 1, bytes.count <= limits.mostInMap {
          let map = SearchMap(.shard(shard), cut: cut)
          (shards.map, shards.ranges) = (map, map.ranges)
          return shards
        }
        let range = SearchMap.Range(first: entries[0].key, name: name(bytes))
        shards.ranges.append(range)
        shards.written.append((old.path(of: range), bytes))
      }
    }
    if !pieces.isEmpty { shards.map = SearchMap(.shards(shards.ranges), cut: cut) }
    return shards
  }

  /// The name that a shard has by its content, beside its first key.
  private static func name(_ bytes: [UInt8]) -> String {
    String(SHA256.digest(of: bytes.span).hex.prefix(12))
  }

  private static func entries(
    of piece: Bordering.Piece, _ old: PublishedPart
  ) throws -> [SearchPart.Entry] {
    switch piece {
    case .kept(let place): try old.entries(at: place)
    case .made(let entries): entries
    }
  }

  /// The entries of the keys that begin with this and are longer.
  func entries(beneath prefix: Term) throws -> [SearchPart.Entry] {
    var found: [SearchPart.Entry] = []
    for (place, piece) in pieces.enumerated() {
      let first = ranges[place].first
      guard first < prefix || first.hasPrefix(prefix) else { break }
      if place + 1 < ranges.count, ranges[place + 1].first <= prefix { continue }
      found += try Self.entries(of: piece, old)
        .filter { $0.key.hasPrefix(prefix) && $0.key != prefix }
    }
    return found
  }

  /// The first keys of shards that are such on one side of the change alone.
  var movedBorders: Set<Term> {
    Set(old.ranges.map(\.first)).symmetricDifference(ranges.map(\.first))
  }

  var rangesBefore: [SearchMap.Range] { old.ranges }
}
