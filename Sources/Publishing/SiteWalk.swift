import IndexModel

/// The files of a published tree, found folder by folder, never through a link.
struct SiteWalk {
  let root: Folder
  /// What the root is called in messages.
  let output: String

  /// Takes a file: the folder that it is in, its name there, its path.
  typealias Visit = (Folder, FolderEntries.Name, SitePath) throws(PublishError) -> Void

  /// Visits every file, in the order of the file system.
  ///
  /// What no site of ours has (a link, a device, a name that no path spells) was put there by
  /// somebody else, and is refused before it is lost.
  func forEachFile(_ visit: Visit) throws(PublishError) {
    try unsafe forEachFile(of: root, below: "", visit)
  }

  private func forEachFile(
    of folder: Folder, below prefix: String, _ visit: Visit
  ) throws(PublishError) {
    var entries = try at(describe(prefix)) { () throws(SystemError) -> FolderEntries in
      try FolderEntries(of: folder)
    }
    while let (name, kind) = unsafe try next(of: &entries, in: prefix) {
      let text = prefix + (unsafe String(cString: name))
      guard let path = SitePath(text) else { throw foreign(text) }
      switch kind {
      case .file: try unsafe visit(folder, name, path)
      case .folder:
        let child = try at(describe(text)) { () throws(SystemError) in
          try unsafe folder.folder(name)
        }
        try unsafe forEachFile(of: child, below: text + "/", visit)
      case .link, .other: throw foreign(text)
      }
    }
  }

  private func next(
    of entries: inout FolderEntries, in prefix: String
  ) throws(PublishError) -> (name: FolderEntries.Name, kind: EntryKind)? {
    do {
      return unsafe try entries.next()
    } catch {
      throw PublishError(error, at: describe(prefix))
    }
  }

  private func foreign(_ path: String) -> PublishError {
    .refused(.foreignEntry, path: describe(path))
  }

  private func describe(_ path: String) -> String { "\(output)/\(path)" }
}
