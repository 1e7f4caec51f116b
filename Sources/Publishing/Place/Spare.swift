import Glibc
import IndexModel

/// Brings a tree that is not served to the state of the one that is.
///
/// Files are shared by links and never edited in place, so a file that is the same file in both trees is equal.
extension Staging {
  /// Takes over what a journal says that this tree lacks.
  ///
  /// First all that differs goes: a file may have come where a folder was, and a folder where a file was.
  func catchUp(_ paths: [SitePath], with live: Folder) throws(SystemError) {
    for path in paths { try remove(path.text) }
    for path in paths { try take(path, from: live) }
  }

  /// Takes over one file of the live tree, or its absence.
  func take(_ path: SitePath, from live: Folder) throws(SystemError) {
    try remove(path.text)
    guard try live.kind(of: path.text) == .file else { return }
    try link(path.text, of: live, at: path.text)
  }

  /// Compares the trees name by name and makes this one like the other, but for some names in the root. With no more
  /// than the marker left out it is the way where there is no journal to go by, and the one that fills an empty tree;
  /// with our folders left out it is how others' files come along.
  ///
  /// What is no file and no folder is refused, and so is a name that is no text: an exchange would take a link or a device
  /// of somebody else's out of sight.
  func catchUp(
    with live: Folder, except settled: Set<String>, output: String
  ) throws(PublishError) {
    try catchUp(root, with: live, except: settled, below: "", output: output)
  }

  private func catchUp(
    _ own: Folder, with live: Folder, except settled: Set<String>, below prefix: String,
    output: String
  ) throws(PublishError) {
    // By their bytes: names that are equal as text may be two files.
    var kept = Set(settled.map { Array($0.utf8) })
    var entries = try at("\(output)/\(prefix)") { () throws(SystemError) in
      try FolderEntries(of: live)
    }
    while let (name, kind) = unsafe try Self.next(of: &entries, in: prefix, output) {
      guard let text = unsafe String(validatingCString: name) else {
        throw .refused(.foreignEntry, path: unsafe "\(output)/\(prefix)\(String(cString: name))")
      }
      let path = prefix + text
      if settled.contains(text) { continue }
      guard kind == .file || kind == .folder else {
        throw .refused(.foreignEntry, path: "\(output)/\(path)")
      }
      kept.insert(Array(text.utf8))
      if kind == .file {
        try at("\(output)/\(path)") { () throws(SystemError) in
          if try !isSame(text, in: own, as: live) {
            try remove(path)
            if try root.kind(of: path) == .folder { try root.removeTree(path) }
            try link(text, of: live, at: path)
          }
        }
      } else {
        let (mine, theirs) = try at("\(output)/\(path)") { () throws(SystemError) in
          (try folder(at: path), try live.folder(text))
        }
        try catchUp(mine, with: theirs, except: [], below: path + "/", output: output)
      }
    }
    try at("\(output)/\(prefix)") { () throws(SystemError) in
      try removeOthers(than: kept, in: own)
    }
  }

  private static func next(
    of entries: inout FolderEntries, in prefix: String, _ output: String
  ) throws(PublishError) -> (name: FolderEntries.Name, kind: EntryKind)? {
    do {
      return unsafe try entries.next()
    } catch {
      throw PublishError(error, at: "\(output)/\(prefix)")
    }
  }

  private func isSame(
    _ name: String, in own: Folder, as live: Folder
  ) throws(SystemError) -> Bool {
    guard let mine = try own.inode(name), let theirs = try live.inode(name) else { return false }
    return mine == theirs
  }

  /// The folder at a path of this tree; made if it is missing or something else.
  private func folder(at path: String) throws(SystemError) -> Folder {
    do {
      return try root.folder(path)
    } catch let error where error.isAbsence || error.isLink {
      // The folder above stays, though nothing may be left in it: it is being compared.
      do throws(SystemError) {
        try root.removeFile(path)
      } catch let error where error.isAbsence {
        // There was nothing in the way.
      }
      try makeFolder(path)
      return try root.folder(path)
    }
  }

  private func removeOthers(than kept: Set<[UInt8]>, in folder: Folder) throws(SystemError) {
    var others: [String] = []
    do {
      var entries = try FolderEntries(of: folder)
      while let (name, _) = unsafe try entries.next() {
        let text = unsafe String(cString: name)
        if !kept.contains(Array(text.utf8)) { others.append(text) }
      }
    }
    for name in others {
      do throws(SystemError) {
        try folder.removeFile(name)
      } catch let error where error.number == EISDIR || error.number == EPERM {
        try folder.removeTree(name)
      }
    }
  }
}

extension Folder {
  /// Which file a name of this folder is; nil where there is none.
  fileprivate func inode(_ name: String) throws(SystemError) -> UInt64? {
    do {
      return UInt64(try information(name).st_ino)
    } catch let error where error.isAbsence {
      return nil
    }
  }
}
