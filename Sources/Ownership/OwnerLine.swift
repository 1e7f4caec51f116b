/// A line of a CODEOWNERS file: a pattern, and who answers for the paths that it matches.
public struct OwnerLine: Hashable, Sendable {
  /// The line's number in the file, 1-based.
  public let number: Int
  /// Where the line stands in the file, from its first byte to its end without LF or CRLF.
  public let range: Range<Int>
  public let pattern: OwnerPattern
  /// Empty: operations only.
  public let owners: [Owner]
}

/// An owner as a line names it.
public struct Owner: Hashable, Sendable {
  public let name: OwnerName
  /// Where it stands in the file, with its `@`.
  public let range: Range<Int>
}

/// Who may be an owner.
public enum OwnerName: Hashable, Sendable {
  /// `@ada`: one identity.
  case handle(String)
  /// `@acme/core`: the members of a team of a project.
  case team(project: String, team: String)
  /// `@roles`: whoever holds a role at the path by the registry's own files.
  case roles
}

extension OwnerName: CustomStringConvertible {
  /// The name as a line spells it, with its `@`.
  public var description: String {
    switch self {
    case .handle(let handle): "@\(handle)"
    case .team(let project, let team): "@\(project)/\(team)"
    case .roles: "@roles"
    }
  }
}
