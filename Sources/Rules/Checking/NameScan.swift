internal import IndexModel
internal import Registry

extension StateCheck {
  /// The version indexes that may depend on some packages, or name a replacement in one of them: all
  /// bytes are looked at, but no others are read as documents.
  func naming(
    _ packages: Set<String>, in state: Lookup
  ) throws(SnapshotError) -> Set<RepositoryPath> {
    let search =
      coversDependencies
      ? MentionSearch(of: packages, by: "replacedBy", "dependencies")
      : MentionSearch(of: packages, by: "replacedBy")
    return Set(
      try VersionIndexScan(of: state, workers: workers).collect { found, bytes in
        search.mayFind(in: bytes) ? found.path : nil
      })
  }
}
