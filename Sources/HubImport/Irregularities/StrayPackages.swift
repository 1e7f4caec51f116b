internal import Diagnostics
internal import JSONText
internal import Registry

/// The list `packages` that some metadata still have beside the folders of their releases.
extension Irregularities {
  mutating func findStrayPackages(in file: HubFile, of package: PackageDraft) {
    guard let node = file.node("packages") else { return }
    if file.document.count(of: node) == 0 {
      findings.append(
        file.finding(
          .importPackages, .note, at: node, "`packages` is empty: it is kept in an annotation"))
    }
    for entry in file.document.elements(of: node) {
      let stray = StrayPackage(entry, in: file)
      let (severity, words) = verdict(on: stray, package)
      findings.append(
        file.finding(
          .importPackages, severity, at: entry, "\(words): it is kept in an annotation"))
    }
  }

  private func verdict(
    on stray: StrayPackage, _ package: PackageDraft
  ) -> (Diagnostic.Severity, String) {
    guard let version = stray.leaves["version"] else {
      return (.warning, "an entry of `packages` without a version")
    }
    let text = stray.version ?? ""
    guard
      let release = package.connector.releases.first(where: {
        $0.folder.withoutLeadingV == text.withoutLeadingV
      })
    else {
      return (.warning, "an entry of `packages` is of version \(version), which has no release")
    }
    let own = release.file.map { LeafValues.of($0.document) } ?? [:]
    let differing = stray.leaves.keys.filter { stray.leaves[$0] != own[$0] }.sorted()
    return differing.isEmpty
      ? (.note, "an entry of `packages` repeats the release \(release.folder)")
      : (
        .warning,
        "an entry of `packages` differs from the release \(release.folder) in "
          + differing.joined(separator: ", ")
      )
  }
}

/// An entry of the list.
private struct StrayPackage {
  let version: String?
  let leaves: [String: String]

  init(_ node: JSONDocument.Node, in file: HubFile) {
    version = file.document.member("version", of: node).flatMap { file.document.string($0) }
    leaves = LeafValues.of(file.document, below: node)
  }
}
