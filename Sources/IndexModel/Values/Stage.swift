/// How far a release has come. Nothing is ever deleted: deletion is a stage.
public enum Stage: String, Hashable, Sendable, CaseIterable {
  case candidate, current, revoked

  public var text: String { rawValue }

  /// Whether a release may go from this stage to that: `candidate → current → revoked` and
  /// `candidate → revoked`.
  public func canMove(to next: Stage) -> Bool {
    switch (self, next) {
    case (.candidate, .current), (.candidate, .revoked), (.current, .revoked): true
    default: false
    }
  }
}

extension Stage: Comparable {
  /// The order in which a release passes them.
  public static func < (left: Stage, right: Stage) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .candidate: 0
    case .current: 1
    case .revoked: 2
    }
  }
}

extension Stage: CustomStringConvertible {
  public var description: String { rawValue }
}
