import CLibgit2
public import IndexModel

extension GitRepository {
  /// The commit that a revision names, as in gitrevisions(7): a branch, a tag, an id or its start,
  /// `HEAD~2`.
  ///
  /// - Throws: `.unbornBranch`, `.unknownRevision`, `.ambiguousRevision`, `.notACommit`, or, where a
  ///   name leads to an object that cannot be read, `.missingObject` or `.damagedObject`.
  public func resolve(_ revision: String) throws(GitError) -> ObjectID {
    let absence = absence
    return try withHandle { handle throws(GitError) in
      do throws(Libgit2.Failure) {
        return try handle.commit(revision)
      } catch {
        throw handle.diagnose(revision, error, absence)
      }
    }
  }
}

extension RepositoryHandle {
  fileprivate func commit(_ revision: String) throws(Libgit2.Failure) -> ObjectID {
    let object = try ObjectHandle(revision, in: self)
    return try object.peeled()
  }

  /// Says what a person can do about a revision that leads to no commit.
  fileprivate func diagnose(
    _ revision: String, _ failure: Libgit2.Failure, _ absence: GitError.Absence
  ) -> GitError {
    if failure.code == GIT_EAMBIGUOUS.rawValue { return .ambiguousRevision(revision) }
    let base = revision.prefix { !"~^:@".contains($0) }
    if isUnborn(String(base)) { return .unbornBranch(revision: revision) }
    if let kind = try? ObjectHandle(revision, in: self).peeledKind() {
      return .notACommit(revision: revision, kind: kind.rawValue)
    }
    let id = ObjectID(hex: revision) ?? target(of: String(base))
    if failure.isMissing || failure.code == GIT_EINVALIDSPEC.rawValue {
      guard let id, !has(id) else { return .unknownRevision(revision, absence) }
      return ObjectID(hex: revision) == nil
        ? .missingObject(id, absence) : .unknownRevision(revision, absence)
    }
    guard let id else { return GitError("looking for '\(revision)'", failure) }
    return .damagedObject(id, detail: failure.detail)
  }

  /// Whether the name stands for a branch that is checked out and has no commit yet.
  private func isUnborn(_ name: String) -> Bool {
    defer { git_error_clear() }
    guard unsafe git_repository_head_unborn(raw) == 1 else { return false }
    if name.isEmpty || name == "HEAD" { return true }
    var head: OpaquePointer?
    guard unsafe git_reference_lookup(&head, raw, "HEAD") == 0 else { return false }
    defer { unsafe git_reference_free(head) }
    guard let branch = unsafe git_reference_symbolic_target(head) else { return false }
    let branchName = unsafe String(cString: branch)
    return branchName == name || branchName == "refs/heads/" + name
  }

  /// The id that a reference holds, whether or not there is such an object.
  private func target(of name: String) -> ObjectID? {
    defer { git_error_clear() }
    var found: OpaquePointer?
    guard unsafe git_reference_dwim(&found, raw, name.isEmpty ? "HEAD" : name) == 0 else {
      return nil
    }
    defer { unsafe git_reference_free(found) }
    var resolved: OpaquePointer?
    guard unsafe git_reference_resolve(&resolved, found) == 0 else { return nil }
    defer { unsafe git_reference_free(resolved) }
    guard let id = unsafe git_reference_target(resolved) else { return nil }
    return ObjectID(unsafe id.pointee)
  }

  private func has(_ id: ObjectID) -> Bool {
    defer { git_error_clear() }
    var database: OpaquePointer?
    guard unsafe git_repository_odb(&database, raw) == 0 else { return false }
    defer { unsafe git_odb_free(database) }
    var id = id.raw
    return unsafe git_odb_exists(database, &id) == 1
  }
}

/// One object that a revision named.
@safe private struct ObjectHandle: ~Copyable {
  private let raw: OpaquePointer
  /// Kept open as long as its object.
  private let repository: RepositoryHandle

  init(_ revision: String, in repository: RepositoryHandle) throws(Libgit2.Failure) {
    var found: OpaquePointer?
    try Libgit2.attempt { unsafe git_revparse_single(&found, repository.raw, revision) }
    guard let found = unsafe found else { throw Libgit2.failure(GIT_ERROR.rawValue) }
    unsafe raw = found
    self.repository = repository
    LiveHandles.opened()
  }

  deinit {
    unsafe git_object_free(raw)
    LiveHandles.closed()
  }

  /// The commit that this is, or that this tag stands for.
  borrowing func peeled() throws(Libgit2.Failure) -> ObjectID {
    var commit: OpaquePointer?
    try Libgit2.attempt { unsafe git_object_peel(&commit, raw, GIT_OBJECT_COMMIT) }
    defer { unsafe git_object_free(commit) }
    guard let id = unsafe git_object_id(commit) else { throw Libgit2.failure(GIT_ERROR.rawValue) }
    return ObjectID(unsafe id.pointee)
  }

  /// What this is, or what this tag stands for; nil where that cannot be found.
  borrowing func peeledKind() -> ObjectKind? {
    let kind = ObjectKind(unsafe git_object_type(raw))
    guard kind == .tag else { return kind }
    defer { git_error_clear() }
    var target: OpaquePointer?
    guard unsafe git_object_peel(&target, raw, GIT_OBJECT_ANY) == 0 else { return nil }
    defer { unsafe git_object_free(target) }
    return ObjectKind(unsafe git_object_type(target))
  }
}
