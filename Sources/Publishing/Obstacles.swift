import IndexModel
import Synchronization

/// What stands in the published tree where a new document goes, and is no document itself.
extension Publication {
  /// Refuses to take away what is somebody else's: a folder with their files where a document goes, or their file where
  /// it needs a folder. What this generation takes away itself is in nobody's way.
  func refuseObstacles(at path: SitePath, in site: Folder) throws(PublishError) {
    let obstacles = try at(describe(path)) { () throws(SystemError) in
      try site.obstacles(at: path)
    }
    let (scope, removals) = ledger.withLock { ($0.scope, $0.removals) }
    let others = obstacles.filter { text in SitePath(text).map { !removals.contains($0) } ?? true }
    guard !others.isEmpty else { return }
    let ours = try listed()
    for text in others {
      guard let other = SitePath(text), ours.contains(other) else {
        throw .refused(.foreignEntry, path: "\(output)/\(text)")
      }
      // What was published goes before something comes in its place.
      if scope == .delta { throw .clash(path) }
    }
  }
}

extension Folder {
  /// The paths of what would have to go for a file to stand at a path; none where nothing is there, or only empty
  /// folders.
  fileprivate func obstacles(at path: SitePath) throws(SystemError) -> [String] {
    switch try kind(of: path.text) {
    case .file: return []
    case .link, .other: return [path.text]
    case .folder: return try folder(path.text).files(below: path.text)
    case nil:
      for above in path.folders {
        guard let kind = try kind(of: above) else { return [] }
        if kind != .folder { return [above] }
      }
      return []
    }
  }

  private func files(below path: String) throws(SystemError) -> [String] {
    var files: [String] = []
    var entries = try FolderEntries(of: self)
    while let (name, kind) = unsafe try entries.next() {
      let below = unsafe path + "/" + String(cString: name)
      if kind == .folder {
        files += try unsafe folder(name).files(below: below)
      } else {
        files.append(below)
      }
    }
    return files
  }
}
