internal import Diagnostics
internal import IndexModel
internal import Registry

extension Check {
  /// Files in a package's folder that none of its releases names. What stands beside no version
  /// index at all, the walk of the tree finds.
  static let unnamedCompanion = Check(
    .unknownFile,
    .forward { (unit, view) throws(SnapshotError) in
      // What a broken file names is not known in full, and nothing is unknown because of it.
      guard let index = unit.versionIndex, unit.isSound else { return [] }
      let files = try view.lookup.files(below: unit.companionFolder)
      guard !files.isEmpty else { return [] }
      var named: Set<RepositoryPath> = []
      for file in index.files {
        if case .carried(let path) = file.location {
          named.insert(unit.companionFolder.appending(path.text))
        }
      }
      return files.filter { !named.contains($0) && !$0.isCodeOwners }.map { path in
        Diagnostic(
          .unknownFile, file: path, "no release of \(index.id.text) names the file",
          help: "name it by \"path\" in the file list of a release, or remove it",
          notes: [unit.note(at: index.node, "the package")])
      }
    })
}
