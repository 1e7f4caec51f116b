internal import CLinux
import Glibc

/// A tree that is not served yet: made from nothing, or the spare one, which is brought forward. Several threads may
/// add files at once. Files are replaced and never edited in place, since the live tree may share them.
///
/// Folders are made when the kernel misses them: its name cache is the best list of those that are
/// there, and a list of ours would cost memory, a lock and a lookup for every file.
struct Staging: Sendable {
  static let fileMode: mode_t = 0o644
  static let folderMode: mode_t = 0o755

  let root: Folder
  /// Whether the tree was there before, and is worth keeping if nothing comes of this generation.
  let isAdopted: Bool
  /// Whether the umask, a default ACL or a set-group-id bit changes the mode of what is made here.
  ///
  /// Found out from the root: what leaves a folder its 0755 leaves a file its 0644. It saves a call
  /// for each file, a tenth of the time that writing takes.
  private let mustSetModes: Bool

  /// Starts an empty tree.
  init(_ name: String, in folder: Folder) throws(SystemError) {
    isAdopted = false
    try folder.make(name, mode: Self.folderMode)
    root = try folder.folder(name)
    mustSetModes = try root.information().st_mode & 0o7777 != Self.folderMode
    if mustSetModes { try folder.setMode(of: name, Self.folderMode) }
  }

  /// Goes on with a tree that is there.
  init(adopting root: Folder) {
    self.root = root
    isAdopted = true
    // Few files will be written, and what the umask is now nothing in the tree can tell.
    mustSetModes = true
  }

  /// Creates a file, and the folders that it needs.
  ///
  /// The file is written, read back and closed with a check. A path that is taken is an error:
  /// nothing is ever written over.
  func create(_ path: String, _ bytes: Span<UInt8>) throws(SystemError) {
    let file = File(
      adopting: try makingFolders(above: path) { () throws(SystemError) in
        try root.descriptor(ofNew: path, mode: Self.fileMode)
      })
    try file.fill(with: bytes)
    if mustSetModes { try file.setMode(Self.fileMode) }
    try file.close()
  }

  /// Removes a file and the folders that nothing is left in. One that is not there is as good as removed, and so is one
  /// that has become a folder, or stands where a file now is.
  func remove(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      try root.removeFile(path)
    } catch let error where error.isAbsence || error.number == EISDIR || error.number == EPERM {
      return
    }
    var path = path
    while let parent = Self.parent(of: path) {
      do throws(SystemError) {
        try root.removeEmptyFolder(parent)
      } catch {
        return
      }
      path = parent
    }
  }

  /// Gives a published file a second name here; makes a copy where the file system has no links.
  func link(
    _ name: String, of folder: Folder, at path: String
  ) throws(SystemError) {
    do {
      _ = try makingFolders(above: path) { () throws(SystemError) in
        try system("linkat") {
          unsafe linkat(folder.descriptor, name, root.descriptor, path, 0)
        }
      }
    } catch let error where Self.meansNoLinks(error.number) {
      let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC
      let original = File(
        adopting: try system("openat") { unsafe openat(folder.descriptor, name, flags) })
      let bytes = try original.read(expecting: Int(original.information().st_size))
      try create(path, bytes.span)
    }
  }

  /// Writes all that the file system holds back to its disk, this tree with it: an error that a
  /// write did not tell of is told here.
  ///
  /// One call for the whole tree. `fsync` of each file and folder would wait for the disk as often
  /// as there are files.
  func sync() throws(SystemError) {
    _ = try system("syncfs") { cairn_sync_filesystem(root.descriptor) }
  }

  /// Does what needs the folders above a path, which are made if they are missing.
  private func makingFolders(
    above path: String, _ body: () throws(SystemError) -> CInt
  ) throws(SystemError) -> CInt {
    do {
      return try body()
    } catch let error where error.number == ENOENT {
      guard let parent = Self.parent(of: path) else { throw error }
      try makeFolders(parent)
      return try body()
    }
  }

  private func makeFolders(_ path: String) throws(SystemError) {
    do {
      try makeFolder(path)
    } catch let error where error.number == ENOENT {
      guard let parent = Self.parent(of: path) else { throw error }
      try makeFolders(parent)
      try makeFolder(path)
    }
  }

  func makeFolder(_ path: String) throws(SystemError) {
    // Another thread may have made it meanwhile; then that thread sees to its mode.
    let isNew = try root.make(path, mode: Self.folderMode)
    if isNew, mustSetModes { try root.setMode(of: path, Self.folderMode) }
  }

  static func parent(of path: String) -> String? {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) }
  }

  private static func meansNoLinks(_ number: CInt) -> Bool {
    [EPERM, EMLINK, EXDEV, EOPNOTSUPP, ENOSYS].contains(number)
  }
}
