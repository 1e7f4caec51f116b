internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let dependencyRevoked = Rule(
    "dependency-revoked", .advice, .forward, "what a release depends on is not all revoked",
    """
    Every release in range of the dependency was revoked, so that nobody who begins today gets one; \
    only a lock file that names it still does. Those who locked it keep working, so this is no \
    error. Release the next version with a range that has something else, such as what the revocation \
    names as the replacement; then revoke this one, or have it waived.
    """)
}

extension Check {
  static let dependencyRevoked = wantingEdges(.dependencyRevoked) {
    (wanting, view, _) throws(SnapshotError) in
    guard wanting.edge.binds, case .short(let package, let shortage) = wanting.outcome,
      case .revoked(let versions) = shortage
    else { return nil }
    let replacements = try view.replacements(of: package, versions.map(\.uniqueKey))
    let help = try view.help(ranging: package, for: wanting.release.stage)
    return (
      "all of \(package) that is in \(quoted(wanting.edge.rangeText)) was revoked: "
        + listed(versions),
      replacements.isEmpty ? help : "replaced by \(replacements.joined(separator: ", ")); \(help)"
    )
  }
}

extension DependencyView {
  /// What the revocations of some releases name as replacements.
  fileprivate func replacements(
    of package: String, _ keys: [String]
  ) throws(SnapshotError) -> [String] {
    guard let index = try forward.lookup.soundVersionIndex(package) else { return [] }
    var replacements: [String] = []
    for release in index.releases where keys.contains(release.version.uniqueKey) {
      guard let text = release.revocation?.replacedBy?.text else { continue }
      if !replacements.contains(quoted(text)) { replacements.append(quoted(text)) }
    }
    return Array(replacements.prefix(3))
  }
}
