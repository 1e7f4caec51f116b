/// A part of the index cut into shards: from nothing, or from the shards that there were, of which only those are looked
/// at that a change reaches.
public enum Bordering {
  public enum Piece: Sendable {
    /// A shard that stays, by its place among those that there were.
    case kept(Int)
    case made([SearchPart.Entry])
  }

  /// Cuts a part into shards.
  ///
  /// - Parameters:
  ///   - firsts: The first keys of the shards that there were, ascending; none where all is new.
  ///   - edits: What becomes of keys, ascending.
  ///   - entries: The entries of a shard that there was.
  public static func pieces(
    of firsts: [Term], _ edits: [SearchPart.Edit], limits: Borders.Limits,
    entries: @escaping (Int) throws -> [SearchPart.Entry]
  ) throws -> [Piece] {
    var shards = Shards(firsts, edits, entries)
    try shards.reachBack()
    var pieces: [Piece] = []
    var place = 0
    while place < shards.count {
      guard shards.isTouched[place] else {
        pieces.append(.kept(place))
        place += 1
        continue
      }
      pieces += try shards.redo(&place, Borders(limits)).map(Piece.made)
    }
    return pieces
  }
}

/// The shards that there were, and what becomes of their keys.
private struct Shards {
  private var edits: [[SearchPart.Edit]]
  private(set) var isTouched: [Bool]
  private let entries: (Int) throws -> [SearchPart.Entry]

  var count: Int { edits.count }

  init(
    _ firsts: [Term], _ edits: [SearchPart.Edit],
    _ entries: @escaping (Int) throws -> [SearchPart.Entry]
  ) {
    // Where nothing was, all that comes is in the place of one empty shard.
    self.entries = firsts.isEmpty ? { _ in [] } : entries
    self.edits = Array(repeating: [], count: max(1, firsts.count))
    var place = 0
    for edit in edits {
      while place + 1 < firsts.count, firsts[place + 1] <= edit.key { place += 1 }
      self.edits[place].append(edit)
    }
    isTouched = self.edits.map { !$0.isEmpty }
  }

  /// A border is where it is by what comes before it and by the key behind it. Where that key goes, or weighs otherwise,
  /// the shard before has to be looked at too.
  mutating func reachBack() throws {
    for place in edits.indices.dropFirst() {
      guard let edit = edits[place].first, let first = try entries(place).first,
        edit.key == first.key, edit.entry?.weight != first.weight
      else { continue }
      isTouched[place - 1] = true
    }
  }

  /// Cuts anew from a shard on, until a border is where one was.
  ///
  /// - Parameter place: The shard; afterwards the first one that stays as it is.
  mutating func redo(_ place: inout Int, _ fresh: Borders) throws -> [[SearchPart.Entry]] {
    var borders = fresh
    var shards: [[SearchPart.Entry]] = []
    var shard: [SearchPart.Entry] = []
    repeat {
      let before = try entries(place)
      for entry in Self.merged(before, edits[place]) {
        if borders.begins(with: entry.key, weight: entry.weight) {
          shards.append(shard)
          shard = []
        }
        shard.append(entry)
      }
      place += 1
      guard place < count, !isTouched[place] else { continue }
      // Behind a shard that is no lighter than it was the border stands, whatever comes next.
      var ahead = borders
      if borders.size >= before.reduce(0, { $0 + $1.weight }) { break }
      if let next = try entries(place).first, ahead.begins(with: next.key, weight: next.weight) {
        break
      }
    } while place < count
    return shard.isEmpty ? shards : shards + [shard]
  }

  private static func merged(
    _ entries: [SearchPart.Entry], _ edits: [SearchPart.Edit]
  ) -> [SearchPart.Entry] {
    guard !edits.isEmpty else { return entries }
    var merged: [SearchPart.Entry] = []
    var next = 0
    for edit in edits {
      while next < entries.count, entries[next].key < edit.key {
        merged.append(entries[next])
        next += 1
      }
      if next < entries.count, entries[next].key == edit.key { next += 1 }
      if let entry = edit.entry { merged.append(entry) }
    }
    return merged + entries[next...]
  }
}

extension SearchPart.Entry {
  /// How much of a shard it is.
  fileprivate var weight: Int { max(1, packages.count) }
}
