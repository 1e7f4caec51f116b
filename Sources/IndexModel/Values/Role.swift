/// What a person may do somewhere. The greater role may more.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case operations, auditor, admin, owner, author, committer
  /// Anyone: what everybody has without being named.
  case `public`

  /// Where a role is held.
  public enum Scope: Hashable, Sendable {
    case registry, project, package
  }

  public var text: String { rawValue }

  /// Where the role is held; nil for the role that nobody needs to hold.
  public var scope: Scope? {
    switch self {
    case .operations, .auditor: .registry
    case .admin, .committer: .project
    case .owner, .author: .package
    case .public: nil
    }
  }

  /// Whether who holds this role may, in its scope, what the other may: the lesser roles, too. An
  /// auditor, who changes nothing, is no more than the public beside that.
  public func includes(_ other: Role) -> Bool {
    switch self {
    case .auditor: other == .auditor || other == .public
    default: other <= self
    }
  }
}

extension Role: Comparable {
  /// `public` is the least and `operations` the greatest.
  public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .public: 0
    case .committer: 1
    case .author: 2
    case .owner: 3
    case .admin: 4
    case .auditor: 5
    case .operations: 6
    }
  }
}

extension Role: CustomStringConvertible {
  public var description: String { rawValue }
}
