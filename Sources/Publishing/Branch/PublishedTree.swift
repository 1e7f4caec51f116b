import IndexModel
import Synchronization

/// The files of a published generation as a commit holds them, found by path.
///
/// The folders on the way are kept, since documents come many from one folder: as much as they cost to read, and no more
/// of them than a large site has in a few projects.
final class PublishedTree: Sendable {
  let snapshot: any Snapshot
  private let kept = Mutex(Kept())

  private struct Kept: Sendable {
    var folders: [ObjectID: [TreeEntry]] = [:]
    var count = 0
  }

  /// How many entries of folders are kept.
  private static let limit = 100_000

  init(_ snapshot: any Snapshot) { self.snapshot = snapshot }

  /// What a commit has at a path of the site.
  enum Place {
    case nothing
    /// A file; a plain one, or one that can be run.
    case file(ObjectID, isPlain: Bool)
    case folder(ObjectID)
    /// Nothing, since one of the folders on the way is a file.
    case behind(file: SitePath)
    /// A link or a submodule, there or on the way.
    case foreign
  }

  func place(_ path: SitePath) throws(SnapshotError) -> Place {
    var folder = snapshot.root
    var seen = 0
    let components = path.text.utf8.split(separator: UInt8(ascii: "/"))
    for (at, component) in components.enumerated() {
      guard let entry = try entry(Array(component), in: folder) else { return .nothing }
      seen += component.count + (at == 0 ? 0 : 1)
      let isLast = at == components.count - 1
      switch entry.kind {
      case .folder where isLast: return .folder(entry.id)
      case .folder: folder = entry.id
      case .file where isLast: return .file(entry.id, isPlain: true)
      case .executable where isLast: return .file(entry.id, isPlain: false)
      case .file, .executable:
        return .behind(file: SitePath(layout: String(path.text.prefix(seen))))
      case .symlink, .submodule, .odd: return .foreign
      }
    }
    return .nothing
  }

  /// The files below a folder, with their paths; nil where something is among them that no site has.
  func files(in folder: ObjectID, at path: SitePath) throws(SnapshotError) -> [SitePath]? {
    var files: [SitePath] = []
    for entry in try list(folder) {
      guard let path = SitePath("\(path)/\(String(decoding: entry.name, as: UTF8.self))") else {
        return nil
      }
      switch entry.kind {
      case .folder:
        guard let below = try self.files(in: entry.id, at: path) else { return nil }
        files += below
      case .file, .executable: files.append(path)
      case .symlink, .submodule, .odd: return nil
      }
    }
    return files
  }

  private func entry(
    _ name: [UInt8], in folder: ObjectID
  ) throws(SnapshotError) -> TreeEntry? {
    let entries = try list(folder)
    var range = entries.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if entries[middle].name == name { return entries[middle] }
      let isBefore = entries[middle].name.lexicographicallyPrecedes(name)
      range = isBefore ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  private func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    if let entries = kept.withLock({ $0.folders[folder] }) { return entries }
    let entries = try snapshot.list(folder)
    kept.withLock { kept in
      if kept.count + entries.count > Self.limit { kept = Kept() }
      kept.folders[folder] = entries
      kept.count += entries.count
    }
    return entries
  }
}
