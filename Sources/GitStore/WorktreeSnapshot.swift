public import IndexModel

/// The files of a checkout as they are now, as if they had been committed. Copies are cheap and may
/// be used from any thread.
///
/// It holds what `git add` would take: files that are tracked or not ignored. Folders and files
/// have the ids that git would give them, so that a comparison with a commit skips all that is
/// equal. Links are entries, never followed. Bytes are taken as they lie: line endings are not
/// converted, filters are not run.
///
/// Only names, sizes and ids are kept. A file that changes between the listing and the reading is
/// `.unreadable`.
public struct WorktreeSnapshot: Snapshot {
  public let root: ObjectID
  private let workFolder: String
  private let folders: [ObjectID: [TreeEntry]]
  private let files: [ObjectID: WorktreeFile]
  private let base: GitSnapshot?

  fileprivate init(
    root: ObjectID, workFolder: String, scan: consuming WorktreeScan, base: GitSnapshot?
  ) {
    self.root = root
    self.workFolder = workFolder
    self.folders = scan.folders
    self.files = scan.files
    self.base = base
  }

  public func list(_ folder: ObjectID) throws(SnapshotError) -> [TreeEntry] {
    if let entries = folders[folder] { return entries }
    guard let base else { throw .missing(folder) }
    return try base.list(folder)
  }

  public func size(of file: ObjectID) throws(SnapshotError) -> Int {
    if let here = files[file] { return here.size }
    guard let base else { throw .missing(file) }
    return try base.size(of: file)
  }

  public func read(_ file: ObjectID) throws(SnapshotError) -> [UInt8] {
    if let here = files[file] { return try here.read(as: file, below: workFolder) }
    guard let base else { throw .missing(file) }
    return try base.read(file)
  }

  public func readAll(
    _ files: [ObjectID], limit: Int, workers: Int,
    _ body: @Sendable (_ worker: Int, _ index: Int, Result<[UInt8], SnapshotError>) -> Void
  ) {
    let here = files.indices.filter { base == nil || self.files[files[$0]] != nil }
    WorkQueue.share(here.count, runs: 64, workers: workers) { worker, queue in
      while let run = queue.next() {
        for index in here[run] { body(worker, index, read(files[index], limit: limit)) }
      }
    }
    guard let base, here.count < files.count else { return }
    let elsewhere = files.indices.filter { self.files[files[$0]] == nil }
    base.readAll(elsewhere.map { files[$0] }, limit: limit, workers: workers) {
      worker, at, result in
      body(worker, elsewhere[at], result)
    }
  }

  private func read(_ file: ObjectID, limit: Int) -> Result<[UInt8], SnapshotError> {
    do throws(SnapshotError) {
      let size = try size(of: file)
      guard size <= limit else { throw .tooLarge(file, size: size) }
      return .success(try read(file))
    } catch {
      return .failure(error)
    }
  }
}

/// Where the bytes of an object lie in a checkout.
struct WorktreeFile: Sendable {
  let path: RepositoryPath
  let size: Int
  let isLink: Bool

  /// The bytes, if they still are those of the object.
  func read(as id: ObjectID, below workFolder: String) throws(SnapshotError) -> [UInt8] {
    let place = Array(workFolder.utf8) + [UInt8(ascii: "/")] + path.bytes
    guard let bytes = isLink ? OpenFile.target(ofLink: place) : bytes(at: place),
      ObjectKind.blob.id(of: bytes) == id
    else { throw .unreadable(id, detail: "'\(path)' changed while it was being read") }
    return bytes
  }

  /// Nil where there is no file of this size any more; a larger one is not read.
  private func bytes(at place: [UInt8]) -> [UInt8]? {
    guard let file = OpenFile(path: place), file.size == size else { return nil }
    return file.bytes()
  }
}

extension GitRepository {
  /// The checkout's files in some folders at its root, uncommitted changes included.
  ///
  /// All files of these folders are read once, for their ids.
  ///
  /// - Parameters:
  ///   - folders: Names at the root; what is not there is left out.
  ///   - base: What is shown of the rest of the repository; nothing where it is nil.
  /// - Throws: `.noWorkTree`, or `.failed` about a file that cannot be read.
  public func worktree(
    _ folders: [String], over base: GitSnapshot?
  ) throws(GitError) -> WorktreeSnapshot {
    guard let workFolder else { throw .noWorkTree(path: gitFolder) }
    let others = try entries(of: base, except: folders)
    return try withHandle { handle throws(GitError) in
      var scan = try WorktreeScan(handle, workFolder: workFolder)
      let root = scan.add(try scan.top(folders) + others)
      return WorktreeSnapshot(root: root, workFolder: workFolder, scan: scan, base: base)
    }
  }

  private func entries(
    of base: GitSnapshot?, except folders: [String]
  ) throws(GitError) -> [TreeEntry] {
    guard let base else { return [] }
    let names = Set(folders.map { Array($0.utf8) })
    do throws(SnapshotError) {
      return try base.list(base.root).filter { !names.contains($0.name) }
    } catch {
      throw about(error)
    }
  }
}
