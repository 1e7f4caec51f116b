internal import Cryptography
internal import IndexModel
internal import Synchronization

/// A checkout as a tree of which only what is asked for is read, with drafts in the place of what
/// they would write.
///
/// Nothing is hashed: an id stands for a path. Within one snapshot equal ids mean equal content,
/// which is all that a check of a few files needs; ids of two snapshots say nothing about each
/// other.
struct CheckoutSnapshot: Snapshot {
  private let checkout: Checkout
  private let drafts: [RepositoryPath: [UInt8]]
  /// The folders that are listed; nil for all.
  private let focus: Set<RepositoryPath>?
  private let paths = Paths()

  let root: ObjectID

  /// - Parameter focused: Whether only the folders that hold a draft are seen, and those above
  ///   them.
  init(_ checkout: Checkout, drafts: [Draft], focusedOn paths: [RepositoryPath]? = nil) {
    self.checkout = checkout
    self.drafts = Dictionary(
      drafts.map { ($0.path, $0.after) }, uniquingKeysWith: { _, latest in latest })
    focus = paths.map { Set($0.flatMap(\.folders)) }
    root = self.paths.id(of: .root)
  }

  /// The id that stands for a path.
  func id(of path: RepositoryPath) -> ObjectID { paths.id(of: path) }

  func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    guard let path = paths[folder] else { throw .missing(folder) }
    var entries: [[UInt8]: TreeEntry] = [:]
    for (name, kind) in try attempt(
      folder,
      { () throws(AuthoringError) in
        try checkout.entries(of: path)
      })
    {
      entries[name] = entry(name, kind, in: path)
    }
    for draft in drafts.keys {
      if draft.parent == path {
        entries[Array(draft.name)] = entry(Array(draft.name), .file, in: path)
      } else if let child = draft.folders.first(where: { $0.parent == path && $0 != .root }) {
        entries[Array(child.name)] = entry(Array(child.name), .folder, in: path)
      }
    }
    return entries.values.filter { isSeen($0, in: path) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  func size(of file: ObjectID) throws(SnapshotError) -> Int {
    guard let path = paths[file] else { throw .missing(file) }
    if let draft = drafts[path] { return draft.count }
    let size = try attempt(file) { () throws(AuthoringError) in try checkout.size(of: path) }
    guard let size else { throw .missing(file) }
    return size
  }

  func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    guard let path = paths[file] else { throw .missing(file) }
    if let draft = drafts[path] { return draft }
    let bytes = try attempt(file) { () throws(AuthoringError) in try checkout.read(path) }
    guard let bytes else { throw .missing(file) }
    return bytes
  }

  private func entry(
    _ name: [UInt8], _ kind: TreeEntry.Kind, in folder: RepositoryPath
  ) -> TreeEntry {
    TreeEntry(name: name, kind: kind, id: paths.id(of: folder.appending(name)))
  }

  private func isSeen(_ entry: TreeEntry, in folder: RepositoryPath) -> Bool {
    guard let focus, entry.kind == .folder else { return true }
    return focus.contains(folder.appending(entry.name))
  }

  private func attempt<Answer>(
    _ id: ObjectID, _ body: () throws(AuthoringError) -> Answer
  ) throws(SnapshotError) -> Answer {
    do throws(AuthoringError) {
      return try body()
    } catch {
      throw .unreadable(id, detail: error.description)
    }
  }
}

/// The paths that ids stand for.
private final class Paths: Sendable {
  private let known = Mutex<[ObjectID: RepositoryPath]>([:])

  subscript(id: ObjectID) -> RepositoryPath? { known.withLock { $0[id] } }

  /// The id of a path: the beginning of its hash.
  func id(of path: RepositoryPath) -> ObjectID {
    guard let id = ObjectID(bytes: SHA256.digest(of: path.bytes).bytes.prefix(20)) else {
      preconditionFailure("a digest has 20 bytes and more")
    }
    known.withLock { $0[id] = path }
    return id
  }
}

extension RepositoryPath {
  /// The folders above this path, the root first.
  fileprivate var folders: [RepositoryPath] {
    self == .root ? [] : parent.folders + [parent]
  }
}
