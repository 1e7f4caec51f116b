public import IndexModel

/// What closure has to know of a release, and no more: of a large registry all of them are kept.
public struct ReleaseNode: Sendable {
  public let version: Version
  public let stage: Stage
  /// By the bytes of their targets. Releases that declare the same share one array.
  public let edges: [Edge]

  public init(version: Version, stage: Stage, edges: [Edge]) {
    self.version = version
    self.stage = stage
    self.edges = edges
  }

  /// Whether a release of a stage may be met by this one: what is published must not need what is only proposed, and
  /// what was revoked meets nobody.
  public func isEligible(for dependent: Stage) -> Bool {
    switch stage {
    case .current: true
    case .candidate: dependent == .candidate
    case .revoked: false
    }
  }
}
