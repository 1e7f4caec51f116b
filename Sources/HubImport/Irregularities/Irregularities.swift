internal import Diagnostics
internal import IndexModel

/// Finds what is odd in a hub and can be kept as it is.
struct Irregularities {
  let hub: Hub
  let source: HubSource
  var findings: [Diagnostic] = []

  /// Everything that is odd about the packages, in no order.
  static func all(
    in packages: [PackageDraft], of hub: Hub, _ source: HubSource
  ) throws(SnapshotError) -> [Diagnostic] {
    var search = Irregularities(hub: hub, source: source)
    for package in packages {
      search.findMissingMetadata(of: package)
      if let file = package.connector.metadata {
        search.findInMetadata(file, of: package)
        search.findStrayPackages(in: file, of: package)
      }
      for alias in package.connector.aliases {
        guard let file = alias.file else { continue }
        search.findInMetadata(file, of: package)
        search.findAliasDifferences(file, alias.folder, of: package)
      }
      search.findSharedArtifacts(in: package)
      search.findSharedCommits(in: package)
      search.findInReleases(of: package)
      try search.findRewrites(in: package)
    }
    try search.findRemovals()
    return search.findings
  }
}
