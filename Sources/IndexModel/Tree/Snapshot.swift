/// One entry of a folder, exactly as the tree states it: odd names and modes are data to report.
public struct TreeEntry: Hashable, Sendable {
  /// What a mode says that an entry is.
  public enum Kind: Hashable, Sendable {
    case file, folder, executable, symlink, submodule
    /// A mode that git itself does not write; the value as stored.
    case odd(UInt32)
  }

  /// The name as stored: any bytes.
  public let name: [UInt8]
  public let kind: Kind
  public let id: ObjectID

  public init(name: [UInt8], kind: Kind, id: ObjectID) {
    self.name = name
    self.kind = kind
    self.id = id
  }

  /// Reads git's mode bits: only `100644` is `.file` and only `040000` is `.folder`.
  public init(name: [UInt8], mode: UInt32, id: ObjectID) {
    let kind: Kind =
      switch mode {
      case 0o100644: .file
      case 0o040000: .folder
      case 0o100755: .executable
      case 0o120000: .symlink
      case 0o160000: .submodule
      default: .odd(mode)
      }
    self.init(name: name, kind: kind, id: id)
  }
}

/// A tree of folders and files at one moment: a commit, an uncommitted work tree, or a literal in a test.
///
/// Nothing is loaded before it is asked for. Equal ids mean equal content, of folders too, which is
/// what lets a comparison skip all that did not change.
public protocol Snapshot: Sendable {
  /// The folder at the root.
  var root: ObjectID { get }

  /// The entries of a folder, ordered by name bytes.
  func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry]

  /// The size of a file in bytes, found without reading the file.
  func size(of file: ObjectID) throws(SnapshotError) -> Int

  /// The bytes of a file.
  func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8]

  /// Reads many files in whatever order the storage likes best, on several threads at once, and hands each to `body`
  /// with its index in `files`. Files larger than `limit` bytes are not read: `body` gets `.tooLarge`.
  ///
  /// `body` is called from `workers` threads at the most, exactly once for each index. The first argument is the
  /// number of the calling worker, from 0: what a worker collects under its number needs no lock.
  func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (_ worker: Int, _ index: Int, Result<[UInt8], SnapshotError>) -> Void)
}

/// Why a snapshot could not be read. The object is damaged, missing, too large, or not of the kind asked for; or there
/// are more of them than anyone could read.
public enum SnapshotError: Error, Hashable, Sendable {
  case missing(ObjectID)
  case unreadable(ObjectID, detail: String)
  /// The file's size in bytes is over the caller's limit.
  case tooLarge(ObjectID, size: Int)
  /// A walk had seen as many entries as the caller allows when it came to this folder.
  case tooManyEntries(ObjectID, limit: Int)
}

extension Snapshot {
  /// Reads one file after the other, for a tree whose files lie in no order.
  public func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (_ worker: Int, _ index: Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    readOneByOne(files, limit: limit, body)
  }

  /// Reads one file after the other, as the one worker that there is: for files that lie in no order, or are few.
  public func readOneByOne(
    _ files: [ObjectID], limit: Int,
    _ body: @Sendable (_ worker: Int, _ index: Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    for (index, file) in files.enumerated() {
      body(
        0, index,
        Result { () throws(SnapshotError) in
          let size = try size(of: file)
          guard size <= limit else { throw .tooLarge(file, size: size) }
          return try read(file)
        })
    }
  }

  /// The entry at a path, or nil where there is none.
  public func entry(at path: RepositoryPath) throws(SnapshotError) -> TreeEntry? {
    var found = TreeEntry(name: [], kind: .folder, id: root)
    for component in path.components {
      guard found.kind == .folder else { return nil }
      guard let next = try list(found.id).first(where: { $0.name[...] == component }) else {
        return nil
      }
      found = next
    }
    return found
  }
}
