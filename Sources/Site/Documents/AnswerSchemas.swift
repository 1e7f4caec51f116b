internal import IndexModel
internal import Registry

/// The answers of commands with `--json`. Their keys are part of the tool's interface.
extension PublishedKind {
  static let answers: [PublishedKind] = answersToAuthors + answersToClients

  private static let answersToAuthors: [PublishedKind] = [
    answer(
      "check", "What `cairn check` found.",
      .required("verdict", .choice("pass", "needs-review", "fail"), "The outcome."),
      .required("findings", findings, "All findings, by path, position and rule."),
      .required(
        "waivers", waivers,
        "The waivers that were in force or ended; with `--base` those of base that accept something of the change, or "
          + "ended."),
      .optional(
        "changes", .array(of: .object(change + decision)),
        "What the change does, by path and position; with `--base`."),
      .optional(
        "effects", .object(effects + impact),
        "What clients and dependents will see of the change; with `--base`."),
      .optional(
        "present", witnesses, "Whose word counted, the actor first if it is known; with `--base`."),
      .optional("ignored", ignoredApprovals, "Approvals that did not count; with `--base`."),
      .optional(
        "behind", .integer(0...9_007_199_254_740_991),
        "How many commits of base, along first parents, head does not contain: what they brought looks removed. Absent "
          + "where that was not to be found out; with `--base`.")),
    answer(
      "diff", "What the way from one commit to another does.",
      .required("changes", .array(of: .object(change)), "The changes, by path and position."),
      .required("effects", .object(effects + impact), "What clients and dependents will see of it.")
    ),
    answer(
      "build", "What `cairn build` made.",
      .required("generation", .string(.text(atMost: 64)), "The site's generation."),
      .optional("commit", .string(.commit), "The commit; absent for a work tree."),
      .optional("branch", .string(.text(atMost: 100)), "The branch; absent for a folder."),
      .optional("siteCommit", .string(.commit), "The commit that the branch leads to."),
      .required(
        "files", .object(count("total"), count("written"), count("removed")), "Files of the site."),
      .required("bytes", .object(count("total"), count("written")), "Bytes of the site."),
      .required("incremental", .boolean, "Whether an earlier site was brought forward.")),
    answer(
      "plan",
      "What `cairn build --plan` says that a copy of the site in an object store has to do.",
      .optional(
        "from", .string(.text(atMost: 64)),
        "The generation that the copy has to be of; absent where it has to be empty."),
      .required("to", .string(.text(atMost: 64)), "The generation that it will be of."),
      .required(
        "steps",
        .array(
          of: .object(
            .required(
              "phase", .choice(UploadPhase.allCases.map(\.rawValue)),
              "What is uploaded: files, what leads to them, lists of that, where clients begin; or what goes."
            ),
            .required(
              "turn", .integer(1...9_007_199_254_740_991),
              "Steps of one turn may be done side by side; a turn begins when the one before has ended."
            ),
            .required("path", .string(.text(atMost: 4096)), "The file, relative to the site."),
            .optional("sha256", .string(.sha256), "Its SHA-256; in uploads."),
            .optional(
              "size", .integer(0...9_007_199_254_740_991), "Its size in bytes; in uploads."),
            .optional("type", .string(.text(atMost: 256)), "Its `Content-Type`; in uploads."),
            .optional(
              "cacheControl", .string(.text(atMost: 256)), "Its `Cache-Control`; in uploads."))),
        "Uploads and deletions, in order."),
      .required(
        "purge", .array(of: .string(.text(atMost: 4096))),
        "What caches should forget: URLs of files that were altered or went.")),
    answer(
      "new", "What `cairn new` wrote.",
      .required("files", paths, "The files, relative to the root of the repository.")),
    answer(
      "init", "What `cairn init` wrote.",
      .required("files", paths, "The files, relative to the root of the repository."),
      .required("kept", paths, "Files that were there already and stay as they are."),
      .required(
        "next", .array(of: .string(.text(atMost: 4096))), "What is left to do, for people.")),
    answer(
      "new-release", "What `cairn release` added.",
      .required("path", .string(.text(atMost: 4096)), "The version index."),
      .required("release", Kind.releaseSchema, "The release as it stands there."),
      .required("carried", paths, "Files that were copied into the registry.")),
    answer(
      "promote", "What `cairn promote` changed.", editedFile, edits,
      .required("release", Kind.releaseSchema, "The release as it stands there.")),
    answer(
      "revoke", "What `cairn revoke` changed.", editedFile, edits,
      .required("release", Kind.releaseSchema, "The release as it stands there.")),
    answer(
      "deprecate", "What `cairn deprecate` changed.", editedFile, edits,
      .required(
        "deprecated", .either(.deprecation, .null), "The warning as it stands there, or null.")),
    answer(
      "vote", "What `cairn vote` changed.", editedFile, edits,
      .required("release", Kind.releaseSchema, "The release as it stands there."),
      .required("binding", .boolean, "Whether the vote is a binding one."),
      .required(
        "ballot",
        .either(
          .object(
            count("binding"), count("for"), count("against"), count("minimumBinding"),
            count("minimumHours")), .null),
        "The votes with this one, and what the policy asks for; null where none asks for votes.")),
    answer(
      "owner-change", "What `cairn owner add` or `remove` changed.", editedFile, edits,
      .required("owners", members, "The owners as they stand there: handles and teams."),
      .required("authors", members, "The authors as they stand there.")),
    answer(
      "format", "What `cairn format` changed, or with `--check` would change.",
      .required("changed", paths, "The files that were not in canonical form."), count("canonical"),
      .required("findings", findings, "Why files cannot be read.")),
    answer(
      "verify", "Whether a published tree is what its snapshot says.",
      .required("ok", .boolean, "Whether nothing is wrong."), count("files"),
      count("others"),
      .required(
        "problems",
        .array(
          of: .object(
            .required("path", .string(.text(atMost: 4096)), "The file."),
            .required("problem", .string(.text(atMost: 4096)), "What is wrong with it."))),
        "All that is wrong.")),
    answer(
      "import", "What an import took over.", count("packages"), count("releases"),
      .required("findings", findings, "The irregularities of the source.")),
    answer(
      "doctor", "What `cairn doctor` found around a registry.",
      .required(
        "findings",
        .array(
          of: .object(
            .required("check", .string(.text(atMost: 64)), "What was looked at."),
            .required("level", .choice("ok", "advice", "problem"), "How bad it is."),
            .required("message", .string(.text(atMost: 4096)), "What is there."),
            .optional("next", .string(.text(atMost: 4096)), "What to do about it."))),
        "All that was found, in the order of the checks.")),
    answer(
      "owner", "Who answers for a path, and why.",
      .required(
        "path", .string(.text(atMost: 4096)),
        "The path that was asked for; of a package its version index."),
      .required(
        "line", .either(.integer(1...1_048_576), .null),
        "The line of `index/CODEOWNERS` that decides, 1-based; null where none matches."),
      .required(
        "owners", .array(of: .string(.text(atMost: 256))),
        "The owners as the line names them; none means operations."),
      .required(
        "people",
        .array(
          of: .object(
            .required("handle", .string(.text(atMost: 256)), "Who."),
            .required(
              "role", .choice(Role.allCases.map(\.rawValue)),
              "The greatest role that they hold there; with `public` they can change nothing."))),
        "Everybody who answers for the path: teams and roles as those who are in them.")),
    answer(
      "rules", "The rules and the kinds of changes, or one of them.",
      .required(
        "rules",
        .array(
          of: .object(
            .required("id", .string(.text(atMost: 64)), "The rule's id."),
            .required(
              "class", .choice("integrity", "closure", "advice"), "What a violation stops."),
            .required("severity", .choice("error", "warning", "note"), "How severe one is."),
            .required(
              "scope", .choice("file", "forward", "names", "reverse", "change"),
              "What it looks at."),
            .required("summary", .string(.text(atMost: 256)), "One line."),
            .required("explanation", .string(.text(atMost: 65_536)), "One paragraph."))),
        "The rules."),
      .required(
        "kinds",
        .array(
          of: .object(
            .required("id", .choice(ChangeKind.allCases.map(\.rawValue)), "The kind's id."),
            .required("summary", .string(.text(atMost: 256)), "What happens."),
            .required("allowed", .string(.text(atMost: 1024)), "Who may make it, for people."))),
        "The kinds of changes.")),
  ]

  static func answer(
    _ name: String, _ summary: String, _ members: Schema.Member...
  ) -> PublishedKind {
    let head = Schema.Member.required(
      "schema", .string(.text(atMost: 256)), "The path of this schema on a site.")
    return PublishedKind(name: name, summary: summary, schema: .object([head] + members))
  }

  static func count(_ key: String) -> Schema.Member {
    .required(key, .integer(0...9_007_199_254_740_991), "How many.")
  }

  private static let editedFile = Schema.Member.required(
    "path", .string(.text(atMost: 4096)), "The version index.")

  private static let edits = Schema.Member.required(
    "changes", .array(of: .object(change + decision)),
    "What that does to the last commit, or to `--base`, and who could approve it.")

  private static let members = Schema.array(of: .string(.text(atMost: 256)))

  private static let paths = Schema.array(of: .string(.text(atMost: 4096)))

  private static let position = Schema.integer(1...9_007_199_254_740_991)

  /// Where something is in a file of the registry.
  private static let place: [Schema.Member] = [
    .required("path", .string(.text(atMost: 4096)), "The file."),
    .required("line", position, "1-based."),
    .required("column", position, "1-based, in UTF-8 bytes."),
    .required("endLine", position, "1-based."),
    .required("endColumn", position, "1-based, the byte after the last."),
    .optional(
      "side", .choice("base"), "`base` where the file is meant as it was before the change."),
  ]

  private static let change: [Schema.Member] = [
    .required("kind", .choice(ChangeKind.allCases.map(\.rawValue)), "What happens."),
    .required(
      "subject", .string(.text(atMost: 4096)),
      "What it is about: `acme/libfoo@1.0.2`, a name, a path."),
    .required("path", .string(.text(atMost: 4096)), "The file."),
  ]

  private static let decision: [Schema.Member] = [
    .required("allowed", .boolean, "Whether those who are there may do this."),
    .required(
      "approvers", .array(of: .string(.text(atMost: 256))),
      "The handles of those who could approve what is missing; none if nothing is, or if nobody may."
    ),
    .required(
      "needs", .array(of: .array(of: .string(.text(atMost: 256)))),
      "The same in groups, of each of which one has to agree; an empty one is of operations, of whom base names nobody."
    ),
    .required("allowedBy", grounds, "Who allowed it, and why they may."),
    .required("couldAllow", grounds, "The approvers, and why they may."),
  ]

  private static let witnesses = Schema.array(
    of: .object(
      .required("account", .string(.text(atMost: 256)), "The account, as it was named."),
      .required("as", .choice("actor", "approver"), "Whether it pushed head or approved it."),
      .optional(
        "handle", .string(.text(atMost: 256)),
        "Whose it is; absent where it is of nobody who could allow a part of the change.")))

  private static let ignoredApprovals = Schema.array(
    of: .object(
      .required("account", .string(.text(atMost: 256)), "The account, as it was named."),
      .required("commit", .string(.commit), "The commit that it approved."),
      .required(
        "reason", .choice("other-commit", "unknown-account"),
        "Why it did not count: it is of another commit than head, or the account is of nobody who could allow a part "
          + "of the change.")))

  private static let effects: [Schema.Member] = [
    .required(
      "latest",
      .array(
        of: .object(
          .required("path", .string(.text(atMost: 4096)), "The document on a site."),
          .optional("from", .string(.text(atMost: 256)), "The version before, if there was one."),
          .optional("to", .string(.text(atMost: 256)), "The version after, if there is one."))),
      "Where `latest` leads elsewhere, by path."),
    .required("appearing", releaseDocuments, "Documents of releases that are new, by path."),
    .required("leaving", releaseDocuments, "Documents of releases that are gone, by path."),
  ]

  private static let impact: [Schema.Member] = [
    .required(
      "unmet",
      .array(
        of: .object(
          .required(
            "packageIndex", .string(.text(atMost: 256)), "In which package index; `default` first."),
          .required("package", .string(.text(atMost: 256)), "The package."),
          .required(
            "versions", .array(of: .string(.text(atMost: 256))), "Its releases, ascending."),
          .required(
            "because",
            .object(
              .required(
                "target", .string(.text(atMost: 256)),
                "The package, or the alias, that is depended on."),
              .required("range", .string(.text(atMost: 65_536)), "The range, as it is declared.")),
            "The dependency that finds nothing any more."),
          .required(
            "direct", .boolean,
            "Whether there is no release in range; else there are, but they cannot be met themselves."
          ))),
      "Releases that could be met before and cannot any more, the direct ones of each package index first; the first 1000."
    ),
    count("unmetTotal"),
    .required(
      "accepts",
      .array(
        of: .object(
          .required("package", .string(.text(atMost: 256)), "The package."),
          .required("version", .string(.text(atMost: 256)), "The version."), count("dependents"),
          count("accepting"),
          .required(
            "names", dependents,
            "Those whose latest release depends on it by a range that the version is in; the first 100."
          ),
          .required("others", dependents, "The other dependents; the first 100."))),
      "Who accepts a release that is new or promoted, by package and version; of the first 1000 such releases."
    ),
  ]

  private static let dependents = Schema.array(of: .string(.text(atMost: 256)))

  private static let releaseDocuments = Schema.array(
    of: .object(
      .required("path", .string(.text(atMost: 4096)), "The document on a site."),
      .required("package", .string(.text(atMost: 256)), "The package."),
      .required("version", .string(.text(atMost: 256)), "The version."),
      .required("stage", .choice(Stage.allCases.map(\.rawValue)), "The stage.")))

  private static let grounds = Schema.array(
    of: .object(
      .required("handle", .string(.text(atMost: 256)), "Who."),
      .required("ground", .string(.text(atMost: 256)), "Why: a role and a line of CODEOWNERS."),
      .optional("role", .string(.text(atMost: 64)), "The role that counts."),
      .optional("line", position, "The line of base's CODEOWNERS that names them.")))

  private static let message = Schema.Member.required(
    "message", .string(.text(atMost: 65_536)), "What was found, and expected.")

  private static let waivers = Schema.array(
    of: .object(
      .required("rule", .string(.text(atMost: 64)), "The rule whose finding is accepted."),
      .required("subject", .string(.text(atMost: 256)), "What the finding may be about."),
      .required("reason", .string(.text(atMost: 1024)), "Why it is accepted."),
      .required("grantedBy", .string(.text(atMost: 256)), "Who answers for it."),
      .optional("expires", .string(.time), "When it ends."),
      .required("expired", .boolean, "Whether it has ended."), count("findings"),
      .required("path", .string(.text(atMost: 4096)), "The file."),
      .required("line", position, "1-based."),
      .required("column", position, "1-based, in UTF-8 bytes.")))

  private static let findings = Schema.array(
    of: .object(
      [
        .required("rule", .string(.text(atMost: 64)), "The rule's id."),
        .required("severity", .choice("error", "warning", "note"), "How severe it is."),
      ] + place + [
        .optional("pointer", .string(.text(atMost: 4096)), "A JSON pointer to the value."),
        message,
        .optional("help", .string(.text(atMost: 65_536)), "The next step."),
        .optional(
          "notes", .array(of: .object(place + [message])), "What stands elsewhere and explains it."),
      ]))
}
