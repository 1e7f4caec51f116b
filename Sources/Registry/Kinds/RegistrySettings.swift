public import IndexModel
internal import JSONText

/// `index/registry.json`: what the registry is called, where its site stands, and its policy.
public struct RegistrySettings: Sendable {
  public let name: String
  public let title: String
  public let baseURL: String?
  public let layout: Layout
  public let operations: [Reference]
  public let auditors: [Reference]
  public let policy: Policy
}

/// What a registry asks beyond the formats. Every key has a default.
public struct Policy: Hashable, Sendable {
  public var versioning: VersionScheme = .semver
  /// Prefixes of URLs that files may stand under; empty allows any.
  public var allowedURLs: [WebAddress] = []
  /// The largest source file, in bytes.
  public var fileBytes = 1 << 20
  /// What the releases of a package may carry in all, in bytes; a file counts each time that it is named.
  public var carriedBytes = 16 << 20
  /// What the portable packages of one package index may come to in all, in bytes.
  public var portableBytes = 16 << 20
  /// Whether another form than the canonical one is an error.
  public var requiresCanonicalForm = false
  public var requiresLicense = false
  public var selfService = false
  public var artifactURL: ArtifactTemplate?

  public init() {}
}

extension Kind {
  static let registry = Kind.resource(
    "Registry",
    "The registry itself: its title, the address of its site, who runs it, and its policy.",
    path: "index/registry.json", belongs: { $0 == .registry },
    metadata: metadata(
      name: .name(.registry), "The registry's name, also the ecosystem of its advisories."),
    spec: .object(
      .required("title", .string(.text(atMost: 256)), "The name that people read."),
      .optional("baseURL", .string(.url), "Where the site is served; it ends in `/`."),
      .optional(
        "layout", .choice("flat", "sharded"), default: .string("flat"),
        "`flat` keeps a project's version indexes in one folder, `sharded` in folders by name, for very large projects."
      ),
      .optional(
        "roles", .roles(["operations", "auditor"], of: .handles), "Who runs the registry."),
      .optional("policy", policySchema, "What this registry asks beyond the formats.")),
    decode: decodeRegistry)

  private static let policySchema = Schema.object(
    .optional(
      "versioning", .choice("semver", "relaxed"), default: .string("semver"),
      "`semver`: versions are SemVer 2.0.0. `relaxed`: any alphanumeric components, ordered as Bazel orders them."
    ),
    .optional(
      "urls",
      .object(
        .optional(
          "allow", .array(of: .string(.url)), "Prefixes that the URLs of files must begin with.")),
      "Where the files of releases may stand. Without it, any https URL."),
    .optional(
      "limits",
      .object(
        .optional(
          "fileBytes", .integer(1024...(64 << 20)), default: .integer(1 << 20),
          "The largest file under `index/` and `packages/`, in bytes."),
        .optional(
          "carriedBytes", .integer(0...(1 << 30)), default: .integer(16 << 20),
          "What the releases of one package may carry in the registry in all, in bytes; a file counts each time that a release names it."
        ),
        .optional(
          "portableBytes", .integer(0...(1 << 30)), default: .integer(16 << 20),
          "What the portable packages of one package index come to at most in the site, in bytes: the latest release of each alias first, then the next of each, up to the first that does not fit."
        )),
      "Sizes that are not passed."),
    .optional(
      "canonicalForm", .choice("warning", "error"), default: .string("warning"),
      "How severe a file in another form than `cairn format` writes is."),
    .optional(
      "requireLicense", .boolean, default: .bool(false),
      "Whether each package has to state a licence."),
    .optional(
      "selfService", .boolean, default: .bool(false),
      "Whether an identity may register a project of its own name by itself."),
    .optional(
      "artifactURL", .string(.artifactTemplate),
      "The rule by which the URLs of files are made, with {project}, {package}, {version}, {file}: one redirect then serves them all."
    ))

  private static func decodeRegistry(_ decoding: inout Decoding) -> Resource? {
    let spec = decoding.spec
    guard let name = decoding.string("name", of: decoding.metadata) else { return nil }
    if let baseURL = decoding.member("baseURL", of: spec),
      decoding.document.string(baseURL)?.utf8.last != UInt8(ascii: "/")
    {
      decoding.report(
        .url, at: baseURL, "the base URL does not end in \"/\"",
        help: "end it with \"/\": paths are joined to it")
    }
    let roles = decoding.member("roles", of: spec)
    return .registry(
      RegistrySettings(
        name: name, title: decoding.string("title", of: spec) ?? name,
        baseURL: decoding.string("baseURL", of: spec),
        layout: decoding.string("layout", of: spec).flatMap(Layout.init) ?? .flat,
        operations: decoding.references("operations", of: roles),
        auditors: decoding.references("auditor", of: roles), policy: policy(in: decoding)))
  }

  private static func policy(in decoding: Decoding) -> Policy {
    let node = decoding.member("policy", of: decoding.spec)
    var policy = Policy()
    if decoding.string("versioning", of: node) == "relaxed" { policy.versioning = .relaxed }
    policy.allowedURLs = decoding.strings("allow", of: decoding.member("urls", of: node))
      .compactMap { try? WebAddress($0) }
    let limits = decoding.member("limits", of: node)
    policy.fileBytes = decoding.integer("fileBytes", of: limits) ?? policy.fileBytes
    policy.carriedBytes = decoding.integer("carriedBytes", of: limits) ?? policy.carriedBytes
    policy.portableBytes = decoding.integer("portableBytes", of: limits) ?? policy.portableBytes
    policy.requiresCanonicalForm = decoding.string("canonicalForm", of: node) == "error"
    policy.requiresLicense = decoding.bool("requireLicense", of: node) ?? false
    policy.selfService = decoding.bool("selfService", of: node) ?? false
    policy.artifactURL = decoding.string("artifactURL", of: node).flatMap(ArtifactTemplate.init)
    return policy
  }
}

extension Schema {
  /// An object of roles, each with a list of who holds it.
  static func roles(_ names: [String], of holders: Schema) -> Schema {
    .object(names.map { .optional($0, holders, "Who holds the role `\($0)`.") })
  }
}
