internal import IndexModel

/// Files in memory as a snapshot, so that the rules can check them before anything is written.
///
/// Its ids are numbers of its own and no hashes: they tell its files and folders apart, and mean
/// nothing elsewhere.
struct FileTree: Snapshot {
  let root = ObjectID(high: 0, middle: 0, low: 0)
  private var folders: [ObjectID: [TreeEntry]] = [:]
  private var files: [ObjectID: [UInt8]] = [:]

  init(_ contents: [RepositoryPath: [UInt8]]) {
    var ids: [RepositoryPath: ObjectID] = [.root: root]
    var entries: [RepositoryPath: [TreeEntry]] = [:]
    for (path, bytes) in contents.sorted(by: { $0.key < $1.key }) {
      let id = Self.next(&ids, for: path)
      files[id] = bytes
      var (child, kind) = (path, TreeEntry.Kind.file)
      while child != .root {
        let isNew = child == path || ids[child] == nil
        let childID = child == path ? id : Self.next(&ids, for: child)
        guard isNew else { break }
        entries[child.parent, default: []].append(
          TreeEntry(name: Array(child.name), kind: kind, id: childID))
        (child, kind) = (child.parent, .folder)
      }
    }
    for (path, id) in ids where files[id] == nil {
      folders[id] = entries[path, default: []].sorted {
        $0.name.lexicographicallyPrecedes($1.name)
      }
    }
  }

  private static func next(_ ids: inout [RepositoryPath: ObjectID], for path: RepositoryPath)
    -> ObjectID
  {
    if let id = ids[path] { return id }
    let id = ObjectID(high: 0, middle: 0, low: UInt32(ids.count))
    ids[path] = id
    return id
  }

  func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    guard let entries = folders[folder] else { throw .missing(folder) }
    return entries
  }

  func size(of file: ObjectID) throws(SnapshotError) -> Int { try read(file).count }

  func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    guard let bytes = files[file] else { throw .missing(file) }
    return bytes
  }
}
