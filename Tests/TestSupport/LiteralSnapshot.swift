public import IndexModel

/// A tree that a test spells out: text by path. Folders follow from the paths, ids from the
/// content.
///
/// ```swift
/// let snapshot = LiteralSnapshot(["index/a": "…"], odd: ["index/b": .symlink])
/// ```
public struct LiteralSnapshot: Snapshot {
  public let root: ObjectID
  private let folders: [ObjectID: [TreeEntry]]
  private let blobs: [ObjectID: [UInt8]]

  /// - Parameters:
  ///   - files: Text by path.
  ///   - odd: What is no plain file, by path; its content is what `files` has there, else its path.
  ///   - damaged: Paths of files whose bytes are gone.
  public init(
    _ files: [String: String], odd: [String: TreeEntry.Kind] = [:], damaged: Set<String> = []
  ) {
    self.init(
      bytes: Dictionary(
        uniqueKeysWithValues: files.map { (RepositoryPath($0), Array($1.utf8)) }),
      odd: Dictionary(uniqueKeysWithValues: odd.map { (RepositoryPath($0), $1) }),
      damaged: Set(damaged.map { RepositoryPath($0) }))
  }

  /// The same of any bytes, in paths and in files.
  public init(
    bytes files: [RepositoryPath: [UInt8]], odd: [RepositoryPath: TreeEntry.Kind] = [:],
    damaged: Set<RepositoryPath> = []
  ) {
    var blobs: [ObjectID: [UInt8]] = [:]
    let tree = Folder()
    for (path, bytes) in files.merging(
      odd.map { ($0.key, $0.key.bytes) }, uniquingKeysWith: { file, _ in file })
    {
      // A damaged file has an id of its own, so that no sound one of the same bytes is lost with
      // it.
      let id = ObjectID(content: damaged.contains(path) ? bytes + path.bytes + [0] : bytes)
      if !damaged.contains(path) { blobs[id] = bytes }
      tree.add(TreeEntry(name: Array(path.name), kind: odd[path] ?? .file, id: id), at: path)
    }
    var folders: [ObjectID: [TreeEntry]] = [:]
    root = tree.write(into: &folders)
    self.folders = folders
    self.blobs = blobs
  }

  public func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    guard let entries = folders[folder] else { throw .missing(folder) }
    return entries
  }

  public func size(of file: ObjectID) throws(SnapshotError) -> Int { try read(file).count }

  public func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    guard let bytes = blobs[file] else { throw .missing(file) }
    return bytes
  }

  public func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (Int, Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    for (index, file) in files.enumerated() {
      // Every worker's number comes up, so that what they collect apart is seen to come together.
      body(
        index % max(1, workers), index,
        Result { () throws(SnapshotError) in
          let size = try size(of: file)
          guard size <= limit else { throw .tooLarge(file, size: size) }
          return try read(file)
        })
    }
  }
}

/// A folder while a snapshot is made.
private final class Folder {
  private var folders: [[UInt8]: Folder] = [:]
  private var files: [TreeEntry] = []

  func add(_ entry: TreeEntry, at path: RepositoryPath) {
    var folder = self
    for component in path.components.dropLast() {
      let name = Array(component)
      let next = folder.folders[name] ?? Folder()
      folder.folders[name] = next
      folder = next
    }
    folder.files.append(entry)
  }

  func write(into written: inout [ObjectID: [TreeEntry]]) -> ObjectID {
    var entries = files
    for (name, folder) in folders {
      entries.append(TreeEntry(name: name, kind: .folder, id: folder.write(into: &written)))
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    let id = ObjectID(content: entries.flatMap { $0.name + [0] + "\($0.kind)".utf8 + $0.id.bytes })
    written[id] = entries
    return id
  }
}

extension ObjectID {
  /// An id for some bytes: no SHA-1, but the same everywhere and always. FNV-1a from three starts.
  public init(content: [UInt8]) {
    let words = [0xCBF2_9CE4_8422_2325, 0x9AE1_6A3B_2F90_404F, 0xC3A5_C85C_97CB_3127].map {
      (start: UInt64) in
      content.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
    let bytes = words.flatMap { word in
      stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
    self.init(bytes: bytes.prefix(20))!
  }
}
