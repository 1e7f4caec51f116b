public import IndexModel
public import JSONText

/// `packages/<project>/<package>.json`: the releases of one package, and who owns it.
public struct VersionIndex: Sendable {
  public let id: PackageID
  public let title: String?
  public let description: String?
  public let owners: [Reference]
  public let authors: [Reference]
  public let keywords: [String]
  public let license: Reference?
  public let deprecated: Deprecation?
  public let sharing: Sharing?
  public let votePolicy: Placed<VotePolicy>?
  /// In the order of the file.
  public let releases: [Release]
  /// The files of all releases, in the same order.
  public let files: [Release.File]
  /// The object `metadata`, where findings about the package as a whole point.
  public let node: JSONDocument.Node

  /// The projects under which a package is listed beside its own.
  public struct Sharing: Sendable {
    public let isEnabled: Bool
    /// Project names, or `*` for all.
    public let projects: [Reference]
  }

  /// The version that a client gets who asks for the latest of a stage: the highest that is not a
  /// pre-release, else the highest pre-release; nil where the stage has no release.
  public func latest(_ stage: Stage) -> Release? {
    let candidates = releases.filter { $0.stage == stage }
    let stable = candidates.filter { !$0.version.isPrerelease }
    return (stable.isEmpty ? candidates : stable).max { $0.version < $1.version }
  }
}

/// A word of warning about a package or a release that is still served.
public struct Deprecation: Sendable {
  public let message: String
  public let replacedBy: Reference?
}
