import CLibgit2

/// An open repository: references, configuration, ignore rules. Objects are read through
/// `ObjectStore`.
///
/// `@unchecked Sendable`: libgit2 wants one thread at a time, and the only owner, `GitRepository`,
/// keeps it in a `Mutex`.
@safe final class RepositoryHandle: @unchecked Sendable {
  let raw: OpaquePointer

  init(path: String, discover: Bool) throws(Libgit2.Failure) {
    var opened: OpaquePointer?
    let flags = discover ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    try Libgit2.attempt { unsafe git_repository_open_ext(&opened, path, flags, nil) }
    guard let opened = unsafe opened else { throw Libgit2.failure(GIT_ERROR.rawValue) }
    unsafe raw = opened
    LiveHandles.opened()
  }

  deinit {
    unsafe git_repository_free(raw)
    LiveHandles.closed()
  }

  /// The folder of this checkout's own git files.
  var gitFolder: String { unsafe text(git_repository_path(raw)) ?? "" }

  /// The folder of what all checkouts of the repository share.
  var commonFolder: String { unsafe text(git_repository_commondir(raw)) ?? "" }

  /// The folder of the files; nil for a bare repository.
  var workFolder: String? { unsafe text(git_repository_workdir(raw)) }

  private func text(_ path: UnsafePointer<CChar>?) -> String? {
    guard let path = unsafe path else { return nil }
    let text = unsafe String(cString: path)
    return text.utf8.count > 1 && text.utf8.last == UInt8(ascii: "/")
      ? String(text.dropLast()) : text
  }

  /// A configured text; nil where it is not set.
  func configuration(_ key: String) -> String? {
    unsafe withConfiguration { config in
      var value: UnsafePointer<CChar>?
      guard unsafe git_config_get_string(&value, config, key) == 0, let value = unsafe value
      else { return nil }
      return unsafe String(cString: value)
    }
  }

  /// A configured truth; nil where it is not set.
  func configurationFlag(_ key: String) -> Bool? {
    unsafe withConfiguration { config in
      var value: CInt = 0
      return unsafe git_config_get_bool(&value, config, key) == 0 ? value != 0 : nil
    }
  }

  /// Whether a configured key matches this regular expression.
  func isConfigured(matching pattern: String) -> Bool {
    unsafe withConfiguration { config in
      var entries: OpaquePointer?
      guard unsafe git_config_iterator_glob_new(&entries, config, pattern) == 0 else { return nil }
      defer { unsafe git_config_iterator_free(entries) }
      var entry: UnsafeMutablePointer<git_config_entry>?
      return unsafe git_config_next(&entry, entries) == 0
    } ?? false
  }

  private func withConfiguration<Value>(_ body: (OpaquePointer) -> Value?) -> Value? {
    defer { git_error_clear() }
    // Text may only be borrowed from a configuration that does not change.
    var frozen: OpaquePointer?
    guard unsafe git_repository_config_snapshot(&frozen, raw) == 0, let frozen = unsafe frozen
    else { return nil }
    defer { unsafe git_config_free(frozen) }
    return unsafe body(frozen)
  }
}
