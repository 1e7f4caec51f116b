import CLibgit2
import Glibc
public import IndexModel

/// A file of a checkout that is not as in the commit that is checked out.
public struct UncommittedFile: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Edited, staged or gone.
    case changed
    /// New, and `git add` would take it.
    case untracked
    /// New, and `git add` would leave it out.
    case ignored
  }

  public let path: RepositoryPath
  public let kind: Kind
}

extension GitRepository {
  /// Whether files below some folders differ from the commit that is checked out: edited, staged or new.
  ///
  /// Costs a look at every file's times and size, as `git status` does. False for a bare repository, and where git
  /// cannot say.
  public func hasUncommittedChanges(in folders: [String]) -> Bool {
    uncommittedFiles(in: folders).contains { $0.kind != .ignored }
  }

  /// The files below some folders that differ from the commit that is checked out, as `git status` finds them: a folder
  /// of new files is one entry. None for a bare repository, and where git cannot say.
  public func uncommittedFiles(in folders: [String]) -> [UncommittedFile] {
    guard workFolder != nil else { return [] }
    let answer = try? withHandle { handle throws(GitError) in handle.uncommitted(in: folders) }
    return answer ?? []
  }

  /// Whether git's rules ignore a folder of the checkout.
  public func ignores(folder: RepositoryPath) -> Bool {
    let answer = try? withHandle { handle throws(GitError) in
      (try? GitIndex(of: handle))?.ignores(folder, isFolder: true)
    }
    return (answer ?? nil) ?? false
  }
}

extension RepositoryHandle {
  fileprivate func uncommitted(in folders: [String]) -> [UncommittedFile] {
    defer { git_error_clear() }
    var options = unsafe git_status_options()
    guard unsafe git_status_options_init(&options, 1) == 0 else { return [] }
    unsafe options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
    unsafe options.flags =
      GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue
      | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
    var names: [UnsafeMutablePointer<CChar>?] = unsafe folders.map { unsafe strdup($0) }
    defer {
      for at in unsafe names.indices { unsafe free(names[at]) }
    }
    return unsafe names.withUnsafeMutableBufferPointer { names in
      unsafe options.pathspec = unsafe git_strarray(strings: names.baseAddress, count: names.count)
      var list: OpaquePointer?
      guard unsafe git_status_list_new(&list, raw, &options) == 0, let list = unsafe list else {
        return []
      }
      defer { unsafe git_status_list_free(list) }
      let count = unsafe git_status_list_entrycount(list)
      return (0..<count).compactMap { at in
        unsafe git_status_byindex(list, at).flatMap { unsafe UncommittedFile($0.pointee) }
      }
    }
  }
}

extension UncommittedFile {
  fileprivate init?(_ entry: git_status_entry) {
    let delta = unsafe entry.index_to_workdir ?? entry.head_to_index
    guard let delta = unsafe delta, let name = unsafe delta.pointee.new_file.path else {
      return nil
    }
    let length = unsafe strlen(name)
    let bytes = unsafe UnsafeRawBufferPointer(start: name, count: length)
    path = RepositoryPath(bytes: unsafe Array(bytes))
    kind =
      switch unsafe entry.status {
      case GIT_STATUS_IGNORED: .ignored
      case GIT_STATUS_WT_NEW: .untracked
      default: .changed
      }
  }
}
