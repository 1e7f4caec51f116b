import CLibgit2
import Glibc

extension GitRepository {
  /// Whether files below some folders differ from the commit that is checked out: edited, staged or new.
  ///
  /// Costs a look at every file's times and size, as `git status` does. False for a bare repository, and where git
  /// cannot say.
  public func hasUncommittedChanges(in folders: [String]) -> Bool {
    guard workFolder != nil else { return false }
    let answer = try? withHandle { handle throws(GitError) in handle.hasChanges(in: folders) }
    return answer ?? false
  }
}

extension RepositoryHandle {
  fileprivate func hasChanges(in folders: [String]) -> Bool {
    defer { git_error_clear() }
    var options = unsafe git_status_options()
    guard unsafe git_status_options_init(&options, 1) == 0 else { return false }
    unsafe options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
    unsafe options.flags =
      GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
    var names: [UnsafeMutablePointer<CChar>?] = unsafe folders.map { unsafe strdup($0) }
    defer {
      for at in unsafe names.indices { unsafe free(names[at]) }
    }
    return unsafe names.withUnsafeMutableBufferPointer { names in
      unsafe options.pathspec = unsafe git_strarray(strings: names.baseAddress, count: names.count)
      var list: OpaquePointer?
      guard unsafe git_status_list_new(&list, raw, &options) == 0 else { return false }
      defer { unsafe git_status_list_free(list) }
      return unsafe git_status_list_entrycount(list) > 0
    }
  }
}
