import CLibgit2

/// The library's start and its errors.
enum Libgit2 {
  /// Starts libgit2 once per process. It is never shut down: a handle may live as long as the
  /// process.
  static func start() {
    _ = started
  }

  private static let started: Bool = {
    git_libgit2_init()
    // In a container the checkout usually belongs to another user. Nothing that a repository's
    // configuration could run is ever run from here: Cairn reads objects and names.
    cairn_git_disable_owner_validation()
    tolerate(["worktreeconfig", "partialclone", "preciousobjects", "objectformat"])
    return true
  }()

  /// Extensions that change nothing for a reader. `objectformat` is let through so that its value,
  /// and not an error about an unknown key, decides; `GitRepository.open` refuses SHA-256 by name.
  private static func tolerate(_ extensions: [StaticString]) {
    var names = unsafe extensions.map { name -> UnsafePointer<CChar>? in
      unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
    unsafe names.withUnsafeMutableBufferPointer { buffer in
      _ = unsafe cairn_git_set_extensions(buffer.baseAddress, buffer.count)
    }
  }

  /// What a failed call said about itself.
  struct Failure: Error {
    let code: CInt
    let detail: String

    var isMissing: Bool { code == GIT_ENOTFOUND.rawValue }
  }

  /// Makes a call that answers with a status, and turns a negative one into what libgit2 said about
  /// it.
  ///
  /// The text is read at once, on the thread that failed, and cleared: stale text must not reach
  /// the next error.
  static func attempt(_ call: () -> CInt) throws(Failure) {
    let status = call()
    guard status < 0 else { return }
    throw failure(status)
  }

  static func failure(_ status: CInt) -> Failure {
    var detail = ""
    if let last = unsafe git_error_last(), let message = unsafe last.pointee.message {
      detail = unsafe String(cString: message)
    }
    git_error_clear()
    return Failure(code: status, detail: detail.isEmpty ? "no detail" : detail)
  }
}
