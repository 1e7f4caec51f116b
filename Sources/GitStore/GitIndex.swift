import CLibgit2
import IndexModel

/// What git tracks and what it ignores: the index of a checkout and its ignore rules.
@safe struct GitIndex: ~Copyable {
  private let raw: OpaquePointer
  private let repository: RepositoryHandle

  init(of repository: RepositoryHandle) throws(Libgit2.Failure) {
    var opened: OpaquePointer?
    try Libgit2.attempt { unsafe git_repository_index(&opened, repository.raw) }
    guard let opened = unsafe opened else { throw Libgit2.failure(GIT_ERROR.rawValue) }
    do throws(Libgit2.Failure) {
      try Libgit2.attempt { unsafe git_index_read(opened, 0) }
    } catch {
      unsafe git_index_free(opened)
      throw error
    }
    unsafe raw = opened
    self.repository = repository
    LiveHandles.opened()
  }

  deinit {
    unsafe git_index_free(raw)
    LiveHandles.closed()
  }

  /// What git has noted of a file or submodule; nil where it tracks nothing by this path.
  borrowing func entry(at path: RepositoryPath) -> (kind: TreeEntry.Kind, id: ObjectID)? {
    guard let entry = unsafe git_index_get_bypath(raw, text(path), 0) else { return nil }
    let found = unsafe TreeEntry(name: [], mode: entry.pointee.mode, id: ObjectID(entry.pointee.id))
    return (found.kind, found.id)
  }

  /// Whether git tracks something in this folder.
  borrowing func tracks(below path: RepositoryPath) -> Bool {
    defer { git_error_clear() }
    return unsafe git_index_find_prefix(nil, raw, text(path, suffix: "/")) == 0
  }

  /// Whether the ignore rules name this path, or a folder above it.
  ///
  /// libgit2 drops a rule `!name` from a file that does not itself ignore `name` before, and so
  /// does not see that it takes back a rule of a folder above; `!*.name` works.
  borrowing func ignores(_ path: RepositoryPath, isFolder: Bool) -> Bool {
    defer { git_error_clear() }
    var answer: CInt = 0
    let path = text(path, suffix: isFolder ? "/" : "")
    return unsafe git_ignore_path_is_ignored(&answer, repository.raw, path) == 0 && answer == 1
  }

  private borrowing func text(_ path: RepositoryPath, suffix: String = "") -> [CChar] {
    (path.bytes + suffix.utf8 + [0]).map(CChar.init(bitPattern:))
  }
}
