internal import IndexModel
internal import JSONText
internal import Registry

/// A kind of document that the site has beyond those that authors write, or the answer of a command.
struct PublishedKind: Sendable {
  let name: String
  let summary: String
  let schema: Schema

  /// The schemas of everything that the site or a command says, by name.
  static let all: [PublishedKind] =
    (Kind.all.map(published) + documents + search + answers).sorted { $0.name < $1.name }

  /// An authored kind as the site serves it: with a status, which `cairn check` refuses in an author's file.
  private static func published(_ kind: Kind) -> PublishedKind {
    guard kind.isEnveloped, case .object(let members) = kind.schema.shape else {
      return PublishedKind(name: kind.name, summary: kind.summary, schema: kind.schema)
    }
    let status = Schema.Member.optional(
      "status", .anything,
      "What the registry knows about it. In the site only: authors leave it out.")
    return PublishedKind(
      name: kind.name, summary: kind.summary, schema: .object(members + [status]))
  }

  static func document(
    _ name: String, _ summary: String, metadata: [Schema.Member] = [], _ members: Schema.Member...
  ) -> PublishedKind {
    document(name, summary, metadata: metadata, members)
  }

  private static func document(
    _ name: String, _ summary: String, metadata: [Schema.Member], _ members: [Schema.Member]
  ) -> PublishedKind {
    let head: [Schema.Member] = [
      .required("apiVersion", .choice("cairn/v1"), "The version of the format."),
      .required("kind", .choice(name), "What this document is."),
      .required("metadata", .object(metadata), "What it is about."),
    ]
    return PublishedKind(name: name, summary: summary, schema: .object(head + members))
  }

  private static let href = Schema.Member.required(
    "href", .string(.text(atMost: 4096)), "Where it stands, relative to this document.")

  /// A trie of documents: items, and parts that hold those with a longer prefix.
  static func list(
    _ name: String, _ summary: String, metadata: [Schema.Member] = [], items: Schema,
    vouches: Bool = false, weight: (key: String, summary: String)? = nil
  ) -> PublishedKind {
    let prefix = Schema.Member.optional(
      "prefix", .string(.text(atMost: 256)),
      "What all keys below have in common; absent at the root.")
    var part: [Schema.Member] = [
      .required("prefix", .string(.text(atMost: 256)), "What the keys of the part begin with."),
      .required("count", .integer(0...9_007_199_254_740_991), "How many entries the part holds."),
    ]
    var totals = [
      Schema.Member.required(
        "count", .integer(0...9_007_199_254_740_991), "How many entries stand here and below.")
    ]
    if let weight {
      let member = Schema.Member.required(
        weight.key, .integer(0...9_007_199_254_740_991), weight.summary)
      part.append(member)
      totals.append(member)
    }
    if vouches {
      part.append(.required("sha256", .string(.sha256), "The SHA-256 of the part's document."))
    }
    return document(
      name, summary, metadata: metadata + [prefix],
      totals + [
        .required("items", .array(of: items), "The entries that stand here."),
        .optional("parts", .array(of: .object(part + [href])), "Where the other entries stand."),
      ])
  }

  static func text(_ key: String, _ summary: String) -> Schema.Member {
    .required(key, .string(.text(atMost: 65_536)), summary)
  }

  static func maybe(_ key: String, _ summary: String) -> Schema.Member {
    .optional(key, .string(.text(atMost: 65_536)), summary)
  }

  private static let packageNames: [Schema.Member] = [
    text("project", "The project."), text("name", "The package."),
  ]

  /// A release as resolvers need it.
  private static let indexedRelease = Schema.object(
    text("version", "The version."), text("stage", "The stage."),
    .optional("published", .string(.time), "When it was published."),
    maybe("cid", "Its content id."),
    .optional("sha256", .string(.sha256), "The SHA-256 of its archive, where it has one."),
    .optional(
      "dependencies", Kind.dependenciesSchema, "What the release needs, by range."),
    .optional(
      "unmet", .array(of: .string(.text(atMost: 256))),
      "The dependencies that nothing in the index meets: with one of them, the release is part of no solution."
    ))

  private static let documents: [PublishedKind] = [
    document(
      "Index", "The entry of a site: what it was made from, and where everything stands.",
      metadata: [text("name", "The registry's name."), text("title", "Its title for people.")],
      .optional("baseURL", .string(.url), "Where the site is served."),
      maybe(
        "artifactURL",
        "The rule by which most files' URLs are made, with {project}, {package}, {version} and {file}."
      ),
      .required(
        "versioning", .choice(VersionScheme.allCases.map(\.rawValue)),
        "Which texts are versions, and what ranges mean."),
      text("generation", "A digest of all that the site was made from, or `worktree`."),
      .required(
        "generator",
        .object(text("name", "The program."), text("version", "Its version.")),
        "What made the site."),
      .optional(
        "source",
        .object(
          .required("commit", .string(.commit), "The commit."),
          .required("time", .string(.time), "The commit's time.")),
        "What it was made from."),
      .required(
        "links", .map(.annotationKey, to: .string(.text(atMost: 4096))),
        "The documents to begin with, relative to this one."),
      .required(
        "templates", .map(.annotationKey, to: .string(.text(atMost: 4096))),
        "The path of every other document, as a URI template (RFC 6570).")),
    list(
      "PackageList", "The projects, and the packages shared with all.",
      items: .object(
        text("project", "The project."), maybe("name", "The package, where one is shared."),
        maybe("description", "What it is."), href)),
    list(
      "VersionIndexList", "The packages of a project, and those shared with it.",
      metadata: [text("project", "The project.")],
      items: .object(
        maybe("project", "The project of a shared package."), text("name", "The package."),
        maybe("title", "Its title for people."), maybe("description", "What it is."),
        maybe("latest", "The latest version."), maybe("stage", "The stage of that version."), href)),
    list(
      "ProjectList", "The projects.",
      items: .object(text("name", "The project."), maybe("description", "What it is."), href)),
    list("IdentityList", "The identities.", items: .object(text("name", "The handle."), href)),
    list(
      "AdvisoryList", "The advisories.",
      items: .object(
        text("id", "The advisory's id."), maybe("summary", "One line."),
        maybe("modified", "When it last changed."), maybe("withdrawn", "When it was withdrawn."),
        href)),
    list(
      "PackageIndexList", "The package indexes.",
      items: .object(
        text("name", "The index."), maybe("description", "What it is."),
        maybe("owners", "Who keeps it."), href)),
    list(
      "AliasList", "What the aliases of a package index stand for.",
      metadata: [text("packageIndex", "The index.")],
      items: .object(
        text("alias", "The alias."), text("versionIndex", "The package, as <project>/<package>."),
        href)),
    document(
      "IndexEntry", "What a resolver needs of the releases that an alias stands for.",
      metadata: [text("packageIndex", "The index."), text("alias", "The alias.")],
      text("versionIndex", "The package, as <project>/<package>."), href,
      .required("items", .array(of: indexedRelease), "The releases, lowest version first.")),
    document(
      "PortablePackage",
      "A package index for one release, of every release that can take part in resolving it.",
      metadata: [
        text("name", "The release, as <alias>@<version>."), text("registry", "Where it is from."),
        text("packageIndex", "The index that it is a part of."),
        .required(
          "versioning", .choice(VersionScheme.allCases.map(\.rawValue)),
          "Which texts are versions, and what ranges mean."),
      ],
      text("alias", "The alias of the release."), text("version", "Its version."),
      .required(
        "items",
        .array(
          of: .object(
            text("alias", "The alias."),
            text("versionIndex", "The package, as <project>/<package>."),
            .required(
              "releases", .array(of: indexedRelease), "The releases, lowest version first."))),
        "The aliases."),
      .required(
        "sha256", .string(.sha256), "The SHA-256 of the document without this member.")),
    list(
      "DependentList", "Who depends on a target in a package index.",
      metadata: [
        text("packageIndex", "The index."),
        text("target", "An alias of the index, or what is missing there: folded."),
      ],
      items: .object(
        maybe("packageIndex", "A package index that holds the target."),
        text("alias", "The dependent, or the alias that the index has for the target."),
        .optional(
          "ranges", .array(of: .string(.text(atMost: 256))),
          "The ranges that the dependent's releases declare.")),
      weight: ("total", "How many packages depend on the target.")),
    document(
      "ReleaseList", "The releases of a package in one stage, lowest version first.",
      metadata: packageNames + [text("stage", "The stage.")],
      text("latest", "The version that `latest` stands for."),
      .required(
        "items",
        .array(
          of: .object(
            text("version", "The version."),
            .optional("published", .string(.time), "When it was published."), href)),
        "The releases.")),
    document(
      "Release", "A release.", metadata: packageNames + [text("version", "The version.")],
      .required("spec", Kind.releaseSchema, "The release as its authors declare it."),
      .required(
        "status",
        .object(
          .required(
            "links", .map(.annotationKey, to: .string(.text(atMost: 4096))),
            "Documents around this one, relative to it."),
          .optional(
            "files",
            .array(
              of: .object(
                text("name", "The file."),
                .required("size", .integer(0...9_007_199_254_740_991), "Its size in bytes."),
                .required("sha256", .string(.sha256), "Its SHA-256."), href)),
            "The files whose bytes this site serves.")),
        "What the registry knows about it.")),
    list(
      "Snapshot", "The SHA-256 and size of every file of the site but the snapshot's own.",
      items: .object(
        text("path", "The file, relative to the site."),
        .required("sha256", .string(.sha256), "Its SHA-256."),
        .required("size", .integer(0...9_007_199_254_740_991), "Its size in bytes.")),
      vouches: true, weight: ("bytes", "How many bytes the files have.")),
    list(
      "RedirectList", "Coordinates whose bytes stand elsewhere, where no rule leads there.",
      items: .object(
        text("path", "The coordinate, relative to the site."),
        .required("url", .string(.url), "Where the bytes are."))),
  ]
}
