internal import IndexModel
internal import Registry

/// A file before and after: one place of the registry, wherever the layout of each side has it.
struct FilePair {
  let place: SourcePlace
  let old: Located?
  let new: Located?

  struct Located {
    let path: RepositoryPath
    let entry: TreeEntry
  }

  /// Whether the same bytes stand where another layout has them.
  var isMove: Bool {
    guard let old, let new else { return false }
    return old.entry.id == new.entry.id && old.entry.kind == new.entry.kind
  }

  /// The file's path in head, or for what goes in base.
  var path: RepositoryPath { (new ?? old)?.path ?? .root }
}

extension FilePair {
  /// Pairs what differs between two trees.
  ///
  /// Names make the pairs, never likeness: a move is a removal and an addition. But a package that
  /// another layout keeps elsewhere is the same package.
  static func pairs(
    of changes: [TreeChange], base: Layout, head: Layout
  ) -> [FilePair] {
    var moved: [SourcePlace: Located] = [:]
    if base != head {
      for change in changes {
        let place = SourcePlace(plain: change.path, layout: base)
        guard let entry = change.old, place.isOfPackage,
          place != SourcePlace(plain: change.path, layout: head)
        else { continue }
        moved[place] = Located(path: change.path, entry: entry)
      }
    }
    var pairs: [FilePair] = []
    for change in changes {
      let place = SourcePlace(plain: change.path, layout: head)
      var old = change.old.map { Located(path: change.path, entry: $0) }
      let new = change.new.map { Located(path: change.path, entry: $0) }
      if base != head {
        if place != SourcePlace(plain: change.path, layout: base) { old = nil }
        if old == nil, new != nil, let match = moved.removeValue(forKey: place) { old = match }
        guard old != nil || new != nil else { continue }
      }
      pairs.append(FilePair(place: place, old: old, new: new))
    }
    pairs += moved.map { FilePair(place: $0.key, old: $0.value, new: nil) }
    return pairs.sorted { $0.path < $1.path }
  }
}

extension SourcePlace {
  /// Reads a path. One beyond ASCII names nothing: as text it could be taken for another.
  fileprivate init(plain path: RepositoryPath, layout: Layout) {
    let place = SourcePlace(path, layout: layout)
    let isPlain = path.bytes.allSatisfy { $0 < 0x80 } || place == .outside
    self = isPlain ? place : .unknown
  }

  fileprivate var isOfPackage: Bool {
    switch self {
    case .versionIndex, .companion: true
    default: false
    }
  }
}

/// What stands at one side of a pair.
enum Content {
  case absent
  /// A link, a submodule, an executable: nothing that the registry reads.
  case odd
  /// A plain file that no document can be read from.
  case unreadable
  case unit(Unit)

  init(_ located: FilePair.Located?, in state: State) throws(SnapshotError) {
    guard let located else {
      self = .absent
      return
    }
    guard located.entry.kind == .file else {
      self = .odd
      return
    }
    self = try state.lookup.unit(at: located.path).map { .unit($0) } ?? .unreadable
  }
}
