public import IndexModel

/// A person who may allow a change, and why that person.
public struct Approver: Hashable, Sendable {
  public let handle: String
  public let ground: Ground

  /// Why somebody may allow a change.
  public enum Ground: Hashable, Sendable {
    /// A role at the path, and the line of base's CODEOWNERS that names its holder; operations
    /// need no line.
    case role(Role, line: Int?)
    /// The change is of the person's own identity.
    case itself
    /// The vote is the person's own.
    case voter
    /// The change makes the person, or a team of theirs, an owner.
    case consent
    /// The policy lets the person begin this by themselves.
    case selfService
  }

  public init(_ handle: String, _ ground: Ground) {
    self.handle = handle
    self.ground = ground
  }
}

extension Approver.Ground: CustomStringConvertible {
  public var description: String {
    switch self {
    case .role(let role, nil): role.text
    case .role(let role, let line?): "\(role.text), line \(line) of CODEOWNERS"
    case .itself: "their own identity"
    case .voter: "their own vote"
    case .consent: "has to agree to become an owner"
    case .selfService: "self-service"
    }
  }
}
