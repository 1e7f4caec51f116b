internal import IndexModel
internal import Registry

extension StateCheck {
  /// The version indexes that may depend on some packages, or name a replacement in one of them: all
  /// bytes are looked at, but no others are read as documents.
  ///
  /// The keys and the names are looked for as everybody spells them; a file that spells any with escapes is one that
  /// may.
  func naming(
    _ packages: Set<String>, in state: Lookup
  ) throws(SnapshotError) -> Set<RepositoryPath> {
    // The letters of a key are escaped so, and those of a name with a backslash in any case.
    let named = ["\"replacedBy\""] + (coversDependencies ? ["\"dependencies\""] : [])
    let keys = (named + ["\\u00"]).map { ByteSearch($0) }
    let names = (packages + ["\\"]).map { ByteSearch($0) }
    let walk = try Walk(state.snapshot, layout: state.context.layout)
    let files = walk.found.filter { found in
      if case .versionIndex = found.place { found.entry.kind == .file } else { false }
    }
    let found = Collected<RepositoryPath>(workers: workers)
    state.snapshot.readAll(
      files.map(\.entry.id), limit: state.context.policy.fileBytes, workers: workers
    ) { worker, index, result in
      guard case .success(let bytes) = result, keys.contains(where: { $0.finds(in: bytes) }),
        names.contains(where: { $0.finds(in: bytes) })
      else { return }
      found.append([files[index].path], worker: worker)
    }
    return Set(found.all)
  }
}
