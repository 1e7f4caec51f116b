internal import IndexModel
internal import JSONText

/// `index/projects/<project>.json`: the namespace and organisation that owns packages.
public struct Project: Sendable {
  public let name: String
  public let description: String?
  /// The name of the package whose releases stand at the project's own coordinates.
  public let main: Reference?
  public let teams: [Team]
  public let admins: [Reference]
  public let committers: [Reference]
  public let votePolicy: Placed<VotePolicy>?

  /// A named group of identities.
  public struct Team: Sendable {
    public let name: String
    public let members: [Reference]
  }
}

extension Kind {
  static let project = Kind.resource(
    "Project", "The namespace and organisation that owns packages.",
    path: "index/projects/<name>.json",
    belongs: { if case .project = $0 { true } else { false } },
    metadata: metadata(
      name: .name(.project), "The project's name: the first part of its packages' names."),
    spec: .object(
      .optional("title", .string(.text(atMost: 256)), "The name that people read."),
      .optional("homepage", .string(.url), "Where to read more."),
      .optional(
        "main", .string(.name(.package)),
        "The package whose releases also stand at the project's own coordinates."),
      .optional(
        "teams", .map(.name(.team), to: .handles), "Named groups of identities, usable in roles."),
      .optional(
        "roles",
        .object(
          .optional("admin", .handles, "Who runs the project."),
          .optional("committer", .members, "Who may vote on releases.")),
        "Who may do what in this project."),
      .optional("votePolicy", .votePolicy, "What a candidate needs to become current.")),
    decode: decodeProject)

  private static func decodeProject(_ decoding: inout Decoding) -> Resource? {
    guard let name = decoding.string("name", of: decoding.metadata) else { return nil }
    let spec = decoding.spec
    let roles = decoding.member("roles", of: spec)
    let teams = decoding.member("teams", of: spec)
    let main = decoding.member("main", of: spec)
    return .project(
      Project(
        name: name, description: decoding.string("description", of: decoding.metadata),
        main: main.flatMap { node in
          decoding.document.string(node).map { Reference(text: $0, node: node) }
        },
        teams: decoding.members("teams", of: spec).map { team in
          Project.Team(name: team.key, members: decoding.references(team.key, of: teams))
        }, admins: decoding.references("admin", of: roles),
        committers: decoding.references("committer", of: roles),
        votePolicy: decoding.votePolicy(of: spec)))
  }
}
