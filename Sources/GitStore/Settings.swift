extension GitRepository {
  /// A setting of git as it holds for this repository, from any of its files of settings; nil where it is not set.
  public func setting(_ key: String) -> String? {
    let found: String?? = try? withHandle { handle throws(GitError) in handle.configuration(key) }
    return found ?? nil
  }
}
