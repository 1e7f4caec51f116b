import CLibgit2
import Glibc
import IndexModel

/// One walk through a checkout that finds what git would commit, and the ids that it would give.
struct WorktreeScan: ~Copyable {
  private let index: GitIndex
  private let workFolder: String
  /// Whether the file system's executable bits mean something (`core.fileMode`).
  private let trustsModes: Bool

  /// The entries of each folder that was found.
  private(set) var folders: [ObjectID: [TreeEntry]] = [:]
  /// Where the bytes of each file or link lie.
  private(set) var files: [ObjectID: WorktreeFile] = [:]

  init(_ repository: RepositoryHandle, workFolder: String) throws(GitError) {
    self.workFolder = workFolder
    trustsModes = repository.configurationFlag("core.filemode") ?? true
    do throws(Libgit2.Failure) {
      index = try GitIndex(of: repository)
    } catch {
      throw GitError("reading the index of '\(workFolder)'", error)
    }
  }

  /// The entries of the checkout's root by these names; what is not there, or git does not see, is
  /// left out.
  mutating func top(_ names: [String]) throws(GitError) -> [TreeEntry] {
    guard let root = OpenFolder(path: workFolder) else { throw failure(at: .root) }
    var entries: [TreeEntry] = []
    for name in names {
      if let entry = try entry(Array(name.utf8), in: root, at: .root) { entries.append(entry) }
    }
    return entries
  }

  /// Remembers a folder of these entries, and names it as git would.
  mutating func add(_ entries: [TreeEntry]) -> ObjectID {
    let id = ObjectKind.tree.id(of: TreeFormat.bytes(of: entries))
    folders[id] = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    return id
  }

  /// What git sees by a name: nil for nothing, for what it ignores, and for pipes, sockets and
  /// devices.
  private mutating func entry(
    _ name: [UInt8], in parent: borrowing OpenFolder, at parentPath: RepositoryPath
  ) throws(GitError) -> TreeEntry? {
    guard name != Self.gitName, let status = parent.status(of: name) else { return nil }
    let path = parentPath.appending(name)
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return try folder(name, in: parent, at: path)
    case S_IFREG: return try file(name, status, in: parent, at: path)
    case S_IFLNK: return try link(name, in: parent, at: path)
    default: return nil
    }
  }

  private static let gitName = Array(".git".utf8)

  // MARK: Folders

  private mutating func folder(
    _ name: [UInt8], in parent: borrowing OpenFolder, at path: RepositoryPath
  ) throws(GitError) -> TreeEntry? {
    if index.ignores(path, isFolder: true), !index.tracks(below: path) { return nil }
    guard let folder = OpenFolder(name, in: parent) else {
      if errno == ENOENT { return nil }
      throw failure(at: path)
    }
    if let commit = submodule(at: path, hasGit: folder.status(of: Self.gitName) != nil) {
      return TreeEntry(name: name, kind: .submodule, id: commit)
    }
    guard let names = folder.names() else { throw failure(at: path) }
    var entries: [TreeEntry] = []
    for name in names {
      if let entry = try entry(name, in: folder, at: path) { entries.append(entry) }
    }
    // Git has no empty folders.
    guard !entries.isEmpty else { return nil }
    return TreeEntry(name: name, kind: .folder, id: add(entries))
  }

  /// The commit of a repository within this one: the one that is checked out there, else the one
  /// git has noted.
  private func submodule(at path: RepositoryPath, hasGit: Bool) -> ObjectID? {
    let noted = index.entry(at: path).flatMap { $0.kind == .submodule ? $0.id : nil }
    guard hasGit else { return noted }
    let inner = workFolder + "/" + path.description
    guard let repository = try? RepositoryHandle(path: inner, discover: false) else { return noted }
    defer { git_error_clear() }
    var head = git_oid()
    guard unsafe git_reference_name_to_id(&head, repository.raw, "HEAD") == 0 else {
      return noted ?? Self.noCommit
    }
    return ObjectID(head)
  }

  private static let noCommit = ObjectID(high: 0, middle: 0, low: 0)

  // MARK: Files and links

  private mutating func file(
    _ name: [UInt8], _ status: stat, in parent: borrowing OpenFolder, at path: RepositoryPath
  ) throws(GitError) -> TreeEntry? {
    let tracked = index.entry(at: path)
    if tracked == nil, UnfinishedFile.isNamed(name) || index.ignores(path, isFolder: false) {
      return nil
    }
    guard let file = parent.file(name) else {
      if errno == ENOENT { return nil }
      throw failure(at: path)
    }
    guard let id = try id(of: file, at: path) else { throw failure(at: path) }
    files[id] = WorktreeFile(path: path, size: file.size, isLink: false)
    let isExecutable =
      trustsModes ? status.st_mode & S_IXUSR != 0 : tracked?.kind == .executable
    return TreeEntry(name: name, kind: isExecutable ? .executable : .file, id: id)
  }

  /// The id of a file's bytes; a large file does not pass through memory.
  private func id(of file: borrowing OpenFile, at path: RepositoryPath) throws(GitError)
    -> ObjectID?
  {
    guard file.size > Self.streamed else { return file.bytes().map(ObjectKind.blob.id(of:)) }
    var id = git_oid()
    let name = "/proc/self/fd/\(file.descriptor)"
    do throws(Libgit2.Failure) {
      try Libgit2.attempt { unsafe git_odb_hashfile(&id, name, GIT_OBJECT_BLOB) }
    } catch {
      throw GitError("reading '\(path)'", error)
    }
    return ObjectID(id)
  }

  private static let streamed = 8 << 20

  private mutating func link(
    _ name: [UInt8], in parent: borrowing OpenFolder, at path: RepositoryPath
  ) throws(GitError) -> TreeEntry? {
    if index.entry(at: path) == nil, index.ignores(path, isFolder: false) { return nil }
    guard let target = parent.link(name) else { return nil }
    let id = ObjectKind.blob.id(of: target)
    files[id] = WorktreeFile(path: path, size: target.count, isLink: true)
    return TreeEntry(name: name, kind: .symlink, id: id)
  }

  /// What the system last said, about this path.
  private func failure(at path: RepositoryPath) -> GitError {
    let code = errno
    let place = path == .root ? workFolder : path.description
    return .failed(
      operation: "reading '\(place)'", code: Int(code),
      detail: unsafe String(cString: strerror(code)))
  }
}
