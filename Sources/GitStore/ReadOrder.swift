import IndexModel

/// The order in which many objects are best read: pack by pack as they lie, then those in no pack,
/// by id.
///
/// Git stores most objects as differences to a neighbour. Read as they lie, an object finds what it
/// was made from still unpacked; read by path, a large repository takes five times as long.
/// libgit2's own walk of a repository yields ids in plain order as soon as there is a
/// multi-pack-index, hence each pack is walked by itself.
struct ReadOrder: Sendable {
  struct Step: Sendable {
    /// The place of the object in the list that the order was made for.
    let index: Int
    /// The place of its pack in `packs`; nil where no pack holds it.
    let pack: Int?
  }

  let packs: [PackLocation]
  private(set) var steps: [Step] = []

  /// - Parameter ids: What will be read; an id may occur more than once, and then its steps follow
  ///   each other.
  init(of ids: [ObjectID], in packs: [PackLocation]) {
    self.packs = packs
    let byID = ids.indices.sorted { ids[$0] < ids[$1] }
    var firsts: [ObjectID: Int] = [:]
    firsts.reserveCapacity(byID.count)
    for place in byID.indices.reversed() { firsts[ids[byID[place]]] = place }

    steps.reserveCapacity(ids.count)
    var isPlaced = [Bool](repeating: false, count: ids.count)
    func place(_ first: Int, in pack: Int?) {
      guard !isPlaced[first] else { return }
      isPlaced[first] = true
      var next = first
      while next < byID.count, ids[byID[next]] == ids[byID[first]] {
        steps.append(Step(index: byID[next], pack: pack))
        next += 1
      }
    }
    for (number, location) in packs.enumerated() where steps.count < ids.count {
      // A pack that does not open, or breaks off, only loses its order: its objects are looked for
      // by id.
      guard let pack = try? PackFile(folder: location.folder, name: location.name, reader: 0)
      else { continue }
      try? pack.forEachObject { id in
        if let first = firsts[id] { place(first, in: number) }
        return steps.count < ids.count
      }
    }
    for first in byID.indices where first == 0 || ids[byID[first]] != ids[byID[first - 1]] {
      place(first, in: nil)
    }
  }
}
