internal import Cryptography
public import IndexModel

/// A tree with drafts in the place of what they would write: what a commit of them would hold.
///
/// Files and folders that the drafts change have ids that git would not give them, but no other
/// content has; all else has the ids of the tree below.
public struct DraftedSnapshot: Snapshot {
  public let root: ObjectID
  private let base: any Snapshot
  private var files: [ObjectID: [UInt8]] = [:]
  private var folders: [ObjectID: [TreeEntry]] = [:]

  /// Lays drafts over a tree.
  public init(_ drafts: [Draft], over base: any Snapshot) throws(SnapshotError) {
    self.base = base
    var overlay = Overlay(base: base)
    root = try overlay.folder(
      base.root, with: drafts.map { (path: $0.path.components[...], bytes: $0.after) })
    files = overlay.files
    folders = overlay.folders
  }

  public func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    if let entries = folders[folder] { return entries }
    return try base.list(folder)
  }

  public func size(of file: ObjectID) throws(SnapshotError) -> Int {
    if let bytes = files[file] { return bytes.count }
    return try base.size(of: file)
  }

  public func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    if let bytes = files[file] { return bytes }
    return try base.read(file)
  }
}

/// The files and folders that drafts change.
private struct Overlay {
  let base: any Snapshot
  var files: [ObjectID: [UInt8]] = [:]
  var folders: [ObjectID: [TreeEntry]] = [:]

  typealias Pending = (path: ArraySlice<ArraySlice<UInt8>>, bytes: [UInt8])

  /// The id of a folder with drafts below it; its own where they change nothing.
  mutating func folder(
    _ id: ObjectID?, with drafts: [Pending]
  ) throws(SnapshotError) -> ObjectID {
    var entries: [TreeEntry] = []
    if let id { entries = try base.list(id) }
    let before = entries
    var below: [[UInt8]: [Pending]] = [:]
    for draft in drafts {
      guard let name = draft.path.first else { continue }
      below[Array(name), default: []].append((draft.path.dropFirst(), draft.bytes))
    }
    for name in below.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let drafts = below[name, default: []]
      let old = entries.first { $0.name == name }
      let new = try entry(name, old, with: drafts)
      entries.removeAll { $0.name == name }
      entries.insert(
        new,
        at: entries.firstIndex { name.lexicographicallyPrecedes($0.name) } ?? entries.endIndex)
    }
    if let id, entries == before { return id }
    var content = Array("folder\0".utf8)
    for entry in entries { content += entry.name + [0] + entry.id.bytes }
    let new = Self.id(of: content)
    folders[new] = entries
    return new
  }

  private mutating func entry(
    _ name: [UInt8], _ old: TreeEntry?, with drafts: [Pending]
  ) throws(SnapshotError) -> TreeEntry {
    if let file = drafts.last(where: { $0.path.isEmpty }) {
      if let old, old.kind == .file, try base.read(old.id) == file.bytes { return old }
      let id = Self.id(of: Array("file\0".utf8) + file.bytes)
      files[id] = file.bytes
      return TreeEntry(name: name, kind: .file, id: id)
    }
    let folder = old?.kind == .folder ? old?.id : nil
    return TreeEntry(name: name, kind: .folder, id: try self.folder(folder, with: drafts))
  }

  private static func id(of content: [UInt8]) -> ObjectID {
    guard let id = ObjectID(bytes: SHA256.digest(of: content).bytes.prefix(20)) else {
      preconditionFailure("a digest has 20 bytes and more")
    }
    return id
  }
}
