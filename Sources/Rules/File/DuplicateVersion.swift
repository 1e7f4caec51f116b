internal import Diagnostics
internal import IndexModel
internal import Registry

extension Rule {
  static let duplicateVersion = Rule(
    "duplicate-version", .integrity, .file, "a package has a version once",
    """
    Two releases of one version, or of versions that differ only in build metadata or case, would \
    share a coordinate. A version that was ever released is never free again: release the next \
    one.
    """)
}

extension Check {
  static let duplicateVersion = Check(
    .duplicateVersion,
    .file { unit, _ in
      var first = First<String, Release>()
      return (unit.versionIndex?.releases ?? []).compactMap { release in
        guard let earlier = first.holder(of: release.version.uniqueKey, else: release) else {
          return nil
        }
        return unit.finding(
          .duplicateVersion, at: release.versionNode,
          "version \(release.version.text) is there already as \(earlier.version.text)",
          help: "give this release a version of its own",
          notes: [unit.note(at: earlier.versionNode, "first here")])
      }
    })
}
