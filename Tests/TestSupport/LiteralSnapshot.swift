public import IndexModel

/// A snapshot made of literals: files by path. Equal contents have equal ids, of folders too, as in git.
public struct LiteralSnapshot: Snapshot {
  public let root: ObjectID
  private let folders: [ObjectID: [TreeEntry]]
  private let files: [ObjectID: [UInt8]]

  /// - Parameters:
  ///   - files: Plain files by path.
  ///   - odd: Entries of other kinds by path, such as symbolic links.
  public init(_ files: [String: String], odd: [String: TreeEntry.Kind] = [:]) {
    var builder = Builder()
    for (path, text) in files { builder.add(path, .file, Array(text.utf8)) }
    for (path, kind) in odd { builder.add(path, kind, Array(path.utf8)) }
    root = builder.store(builder.top)
    folders = builder.folders
    self.files = builder.files
  }

  public func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    guard let entries = folders[folder] else { throw .missing(folder) }
    return entries
  }

  public func size(of file: ObjectID) throws(SnapshotError) -> Int { try read(file).count }

  public func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    guard let bytes = files[file] else { throw .missing(file) }
    return bytes
  }

  public func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (Int, Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    for (index, id) in files.enumerated() {
      guard let bytes = self.files[id] else {
        body(0, index, .failure(.missing(id)))
        continue
      }
      body(
        0, index,
        bytes.count > limit ? .failure(.tooLarge(id, size: bytes.count)) : .success(bytes))
    }
  }

  private struct Builder {
    final class Folder {
      var folders: [String: Folder] = [:]
      var entries: [String: TreeEntry] = [:]
    }

    let top = Folder()
    var folders: [ObjectID: [TreeEntry]] = [:]
    var files: [ObjectID: [UInt8]] = [:]

    mutating func add(_ path: String, _ kind: TreeEntry.Kind, _ bytes: [UInt8]) {
      var folder = top
      let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      for part in parts.dropLast() {
        let next = folder.folders[part] ?? Folder()
        folder.folders[part] = next
        folder = next
      }
      let id = Self.id("blob", bytes)
      files[id] = bytes
      let name = parts[parts.count - 1]
      folder.entries[name] = TreeEntry(name: Array(name.utf8), kind: kind, id: id)
    }

    mutating func store(_ folder: Folder) -> ObjectID {
      var entries = Array(folder.entries.values)
      for (name, child) in folder.folders {
        entries.append(TreeEntry(name: Array(name.utf8), kind: .folder, id: store(child)))
      }
      entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
      let text = entries.map { "\($0.kind) \($0.name) \($0.id)" }.joined(separator: "\n")
      let id = Self.id("tree", Array(text.utf8))
      folders[id] = entries
      return id
    }

    /// 20 bytes that differ for all contents of a test: three runs of FNV-1a from different starts.
    private static func id(_ kind: String, _ bytes: [UInt8]) -> ObjectID {
      var words: [UInt64] = []
      for seed: UInt64 in [0xcbf2_9ce4_8422_2325, 0x9e37_79b9_7f4a_7c15, 0x1234_5678_9abc_def1] {
        var hash = seed
        for byte in Array(kind.utf8) + bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        words.append(hash)
      }
      let all = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
      }
      return ObjectID(bytes: all.prefix(20))!
    }
  }
}
