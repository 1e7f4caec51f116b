internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let duplicateVersion = Rule(
    "duplicate-version", .integrity, .file, "a package has a version once",
    """
    Two releases of one version, or of versions that differ only in build metadata or case, would share a coordinate. \
    A version that was ever released is never free again: release the next one.
    """)
}

extension Check {
  static let duplicateVersion = Check(
    .duplicateVersion,
    .file { unit, _ in
      guard case .versionIndex(let index)? = unit.resource else { return [] }
      var first: [String: Release] = [:]
      var findings: [Diagnostic] = []
      for release in index.releases {
        guard let earlier = first.updateValue(release, forKey: release.version.uniqueKey) else {
          continue
        }
        first[release.version.uniqueKey] = earlier
        findings.append(
          unit.finding(
            .duplicateVersion, at: release.versionNode,
            "version \(release.version.text) is there already as \(earlier.version.text)",
            help: "give this release a version of its own",
            notes: [unit.note(at: earlier.versionNode, "first here")]))
      }
      return findings
    })
}
