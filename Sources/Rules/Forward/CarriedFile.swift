internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let carriedFile = Rule(
    "carried-file", .integrity, .forward, "files that the registry carries are there",
    """
    A file with `path` stands in the registry itself, in the folder beside the version index that \
    has its name, and the site serves its bytes. It has to be a plain file of at most \
    `policy.limits.fileBytes` bytes. Add the file, or give `url` and `sha256` for one that stands \
    elsewhere, as a large one should.
    """)
}

extension Check {
  static let carriedFile = Check(
    .carriedFile,
    .forward { (unit, view) throws(SnapshotError) in
      guard let index = unit.versionIndex else { return [] }
      var findings: [Diagnostic] = []
      for file in index.releases.flatMap(\.files) {
        guard case .carried(let path) = file.location, (try? FileName(path.text)) != nil,
          let problem = try view.problem(ofCarried: unit.companionFolder.appending(path.text))
        else { continue }
        findings.append(
          unit.finding(.carriedFile, at: path.node, problem.message, help: problem.help))
      }
      return findings
    })
}

extension ForwardView {
  fileprivate func problem(
    ofCarried path: RepositoryPath
  ) throws(SnapshotError) -> (message: String, help: String)? {
    guard let entry = try lookup.entry(at: path) else {
      return ("there is no file \(path)", "add it, or correct the path")
    }
    guard entry.kind == .file else {
      return (
        "\(path) is no plain file", "the path names a file of mode 100644 in the package's folder"
      )
    }
    let limit = context.policy.fileBytes
    let size = try lookup.snapshot.size(of: entry.id)
    guard size > limit else { return nil }
    return (
      "\(path) has \(size) bytes, expected at most \(limit)",
      "give a \"url\" and \"sha256\" for a large file, or raise `policy.limits.fileBytes`"
    )
  }
}

extension Unit {
  /// The folder beside a version index that holds the files that its releases carry: its path
  /// without `.json`.
  var companionFolder: RepositoryPath {
    RepositoryPath(bytes: path.bytes.dropLast(".json".utf8.count))
  }
}
