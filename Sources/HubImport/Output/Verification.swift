internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Rules

/// Checks what would be written by every rule of the registry, and keeps out what breaks one.
struct Verification {
  let existing: [RepositoryPath: [UInt8]]
  let layout: Layout
  var findings: [Diagnostic] = []

  /// Renders, checks and keeps out, until no package breaks a rule.
  ///
  /// - Parameter render: The files for these packages.
  /// - Returns: The files, and the packages in them.
  mutating func sound(
    _ packages: [PackageDraft],
    render: ([PackageDraft]) -> [RepositoryPath: [UInt8]]
  ) throws(HubImportError) -> (files: [RepositoryPath: [UInt8]], packages: [PackageDraft]) {
    var packages = packages
    while true {
      let files = render(packages)
      let errors = try errors(in: files)
      guard !errors.isEmpty else { return (files, packages) }
      let count = packages.count + packages.reduce(0) { $0 + $1.releases.count }
      for error in errors { keepOut(error, &packages) }
      guard packages.count + packages.reduce(0, { $0 + $1.releases.count }) < count else {
        throw .mistake("\(errors[0].range.path): \(errors[0].message) [\(errors[0].rule)]")
      }
    }
  }

  /// The errors at the files; what is wrong with others is no business of an import.
  private func errors(
    in files: [RepositoryPath: [UInt8]]
  ) throws(HubImportError) -> [Diagnostic] {
    let tree = FileTree(existing.merging(files) { _, new in new })
    let check = StateCheck(tree, moment: Moment(commit: nil, now: .latest), workers: 1)
    do throws(SnapshotError) {
      return try check.run().findings.filter {
        $0.severity == .error && files[$0.range.path] != nil
      }
    } catch {
      throw .object(error)
    }
  }

  private mutating func keepOut(_ error: Diagnostic, _ packages: inout [PackageDraft]) {
    guard
      let at = packages.firstIndex(where: {
        SourcePlace.path(of: $0.id, layout: layout) == error.range.path
      })
    else { return }
    let reason = "\(error.message) [\(error.rule)]"
    if let index = error.releaseIndex, index < packages[at].releases.count {
      let release = packages[at].releases[index]
      findings.append(
        release.file.finding(
          .importRefused, at: release.file.document.root, "\(reason): the release is kept out"))
      packages[at].keepOut([release.folder])
    } else {
      let connector = packages.remove(at: at).connector
      let path = connector.metadata?.path ?? connector.releases.first?.path ?? connector.path
      findings.append(
        Diagnostic(.importRefused, file: path, "\(reason): the connector is kept out"))
    }
  }
}

extension Diagnostic {
  /// The number of the release that a finding about a version index is about.
  fileprivate var releaseIndex: Int? {
    guard let pointer, pointer.hasPrefix("/spec/releases/") else { return nil }
    return pointer.split(separator: "/").dropFirst(2).first.flatMap { Int($0) }
  }
}
