internal import IndexModel
internal import JSONText

extension Kind {
  package static let versionIndex = Kind.resource(
    "VersionIndex", "The releases of one package, and who owns it.",
    path: "packages/<project>/<name>.json",
    belongs: { if case .versionIndex = $0 { true } else { false } },
    metadata: metadata(
      name: .name(.package), "The package's name, unique in its project.",
      also: .required("project", .string(.name(.project)), "The project that owns the package.")),
    spec: .object(
      .optional("title", .string(.text(atMost: 256)), "The name that people read."),
      .optional(
        "roles",
        .object(
          .optional(
            "owner", .members, "Who answers for the package; the first is its owner identity."),
          .optional("author", .members, "Who may add releases.")),
        "Who may do what with this package."),
      .optional("keywords", .array(of: .string(.keyword)), "Words to find the package by."),
      .optional("license", .string(.license), "The licence of the package, as an SPDX expression."),
      .optional("homepage", .string(.url), "Where to read more."),
      .optional("repository", .string(.url), "Where the source is."),
      .optional("documentation", .string(.url), "Where the documentation is."),
      .optional(
        "votePolicy", .votePolicy, "What a candidate of this package needs to become current."),
      .optional(
        "deprecated", .deprecation, "Says that the package should not be used in new work, and why."
      ),
      .optional(
        "sharing",
        .object(
          .required("enabled", .boolean, "Whether the package is listed under other projects."),
          .optional(
            "projects",
            .array(
              of: .object(.required("name", .string(.sharedProject), "A project, or `*` for all."))),
            "The projects that list the package.")), "Lists the package under other projects too."),
      .required(
        "releases", .array(of: releaseSchema, order: .ascendingVersions),
        "The releases, lowest version first. A version is never free again: deletion is the stage `revoked`."
      )),
    decode: VersionIndex.decode)

  package static let releaseSchema = Schema.object(
    .required("version", .string(.version), "The version."),
    .required(
      "stage", .choice(Stage.allCases.map(\.rawValue)),
      "`candidate` may still change, `current` is published, `revoked` should not be used any more."
    ),
    .optional("cid", .string(.cid), "The content identifier of the archive."),
    .optional("published", .string(.time), "When the release was published."),
    .optional("files", .array(of: file), "The files of the release."),
    .optional(
      "license", .string(.license),
      "The licence of this release, where it differs from the package's."),
    .optional(
      "dependencies", dependenciesSchema, "What the release needs, by range."),
    .optional(
      "source",
      .object(
        .optional("repository", .string(.url), "Where the source is."),
        .optional("tag", .string(.text(atMost: 256)), "The tag of the source."),
        .optional("commit", .string(.commit), "The commit of the source.")),
      "What the release was made from."),
    .optional("notes", .string(.prose(atMost: 65_536)), "What is new."),
    .optional(
      "deprecated", .deprecation, "Says that the release should not be used in new work, and why."),
    .optional(
      "revocation",
      .object(
        .required(
          "reason", .choice("broken", "security", "legal", "eol", "other"), "The kind of reason."),
        .required("message", .string(.prose(atMost: 4096)), "The reason in words."),
        .optional("replacedBy", .string(.replacement), "What to use instead.")),
      "Why the release was revoked; goes with the stage `revoked`."),
    .optional(
      "votePolicy", .votePolicy,
      "What this candidate needs to become current; only stricter than the package's."),
    .optional(
      "votes",
      .array(
        of: .object(
          .required("voter", .string(.handle), "Who votes."),
          .required("value", .integer(-1...1), "1 for, 0 neither, -1 against."),
          .optional("comment", .string(.prose(atMost: 1024)), "Why."))), "Votes on a candidate."),
    .optional(
      "promotion",
      .object(
        .required("policy", .votePolicy, "The policy that was met."),
        .required(
          "tally",
          .object(
            .required("binding", .integer(0...100_000), "Binding votes for."),
            .required("for", .integer(0...100_000), "Votes for."),
            .required("against", .integer(0...100_000), "Votes against.")), "How the votes fell.")),
      "How the release left its candidacy: written with the stage `current` that it led to."),
    .optional("connector", connector, "The metadata of a connector definition."),
    .optional("annotations", .annotations, "Anything else that tools want to keep here."))

  private static let file = Schema.object(
    .required("name", .string(.fileName), "The name at the coordinate: a safe relative path."),
    .required("role", .choice(Release.File.Role.allCases.map(\.rawValue)), "What the file is for."),
    .optional("of", .string(.fileName), "The file that a signature or a checksum is about."),
    .optional("key", .string(.text(atMost: 256)), "The key that signed: `<handle>:<fingerprint>`."),
    .optional("url", .string(.url), "Where the bytes are. Goes with `sha256`."),
    .optional(
      "path", .string(.fileName),
      "A file in the registry, relative to the folder `<package>/` beside this file."),
    .optional("size", .integer(0...9_007_199_254_740_991), "The size in bytes."),
    .optional("sha256", .string(.sha256), "The SHA-256 of the bytes, in lower-case hexadecimal."),
    .optional("mediaType", .string(.mediaType), "The media type."),
    .optional(
      "platform",
      .object(
        .optional("os", .string(.text(atMost: 64)), "The operating system."),
        .optional("arch", .string(.text(atMost: 64)), "The architecture.")),
      "What the file is built for."))

  /// What a release needs.
  package static let dependenciesSchema = Schema.map(.dependencyTarget, to: dependency)

  private static let dependency = Schema.either(
    .string(.range),
    .object(
      .required("range", .string(.range), "The versions that will do."),
      .optional(
        "for", .choice(DependencyUse.allCases.map(\.rawValue)),
        default: .string("runtime"),
        "When it is needed."),
      .optional(
        "optional", .boolean, default: .bool(false), "Whether the release works without it.")))

  /// The metadata of a Hasura connector definition.
  private static let connector = Schema.object(
    .optional(
      "packaging",
      .object(
        .required(
          "type", .choice("PrebuiltDockerImage", "ManagedDockerBuild"),
          "How the connector is packaged."),
        .optional(
          "dockerImage", .string(.text(atMost: 512)), "The image of a `PrebuiltDockerImage`.")),
      "How the connector is packaged."),
    .optional(
      "supportedEnvironmentVariables",
      .array(
        of: .object(
          .required("name", .string(.text(atMost: 256)), "The variable's name."),
          .optional("description", .string(.prose(atMost: 4096)), "What it is for."),
          .optional(
            "defaultValue", .string(.prose(atMost: 4096)), "Its value where none is given."),
          .optional("required", .boolean, default: .bool(false), "Whether it has to be given."))),
      "The environment variables that the connector reads."),
    .optional(
      "cliPlugin",
      .object(
        .required("name", .string(.text(atMost: 256)), "The plugin's name."),
        .required("version", .string(.text(atMost: 128)), "The plugin's version.")),
      "The command-line plugin that the connector needs."),
    .optional(
      "dockerComposeWatch",
      .array(
        of: .object(
          .required("path", .string(.text(atMost: 1024)), "The path that is watched."),
          .required(
            "action", .choice("sync", "rebuild", "sync+restart"), "What a change there does."),
          .optional("target", .string(.text(atMost: 1024)), "Where in the container the path is."),
          .optional(
            "ignore", .array(of: .string(.text(atMost: 1024))), "Paths below that are not watched.")
        )),
      "Rules for `docker compose watch`."))
}

extension Schema {
  package static let deprecation = Schema.object(
    .required("message", .string(.prose(atMost: 4096)), "Why, in words."),
    .optional("replacedBy", .string(.replacement), "What to use instead."))
}

extension Format {
  /// A project's name, or `*`.
  static let sharedProject = Format(
    "shared-project", rule: .name, expectation: "a project's name, or `*`", maximumBytes: 59
  ) { text, versions in
    text.count == 1 && text[0] == UInt8(ascii: "*")
      ? nil : Format.name(.project).problem?(text, versions)
  }
}
