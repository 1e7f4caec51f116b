internal import IndexModel
internal import JSONText

/// `index/advisories/<id>.json`: a vulnerability in the OSV format, version 1.7.
public struct Advisory: Sendable {
  public let id: String
  public let summary: String?
  /// When it last changed, as written.
  public let modified: String?
  /// When it was withdrawn, as written.
  public let withdrawn: String?
  public let affected: [Affected]

  /// A package that the advisory is about.
  public struct Affected: Sendable {
    public let ecosystem: String
    /// `<project>/<package>` where the ecosystem is this registry.
    public let package: Reference
  }
}

extension Kind {
  static let advisory = Kind.foreign(
    "Advisory", "A vulnerability in the OSV format (ossf.github.io/osv-schema), version 1.7.",
    path: "index/advisories/<id>.json",
    belongs: { if case .advisory = $0 { true } else { false } },
    schema: .object(
      .optional(
        "$schema", .string(.text(atMost: 2048)),
        "Where an editor finds this schema. It changes nothing."),
      .optional("schema_version", .string(.text(atMost: 16)), "The version of OSV."),
      .required("id", .string(.advisoryID), "The advisory's id, also the name of its file."),
      .required("modified", .string(.time), "When the advisory last changed."),
      .optional("published", .string(.time), "When it was published."),
      .optional("withdrawn", .string(.time), "When it was withdrawn."),
      .optional("aliases", .ids, "The same vulnerability in other databases."),
      .optional("upstream", .ids, "The vulnerabilities that this one comes from."),
      .optional("related", .ids, "Vulnerabilities that are worth knowing beside this one."),
      .optional("summary", .string(.text(atMost: 256)), "One line."),
      .optional("details", .string(.prose(atMost: 65_536)), "The whole story, in Markdown."),
      .optional("severity", .severities, "How bad it is."),
      .required("affected", .array(of: affected), "What is affected."),
      .optional(
        "references",
        .array(
          of: .object(
            .required(
              "type",
              .choice(
                "ADVISORY", "ARTICLE", "DETECTION", "DISCUSSION", "REPORT", "FIX", "INTRODUCED",
                "PACKAGE", "EVIDENCE",
                "WEB"), "What stands there."),
            .required("url", .string(.url), "Where."))), "Where to read more."),
      .optional(
        "credits",
        .array(
          of: .object(
            .required("name", .string(.text(atMost: 256)), "Who."),
            .optional("contact", .array(of: .string(.text(atMost: 512))), "How to reach them."),
            .optional(
              "type",
              .choice(
                "FINDER", "REPORTER", "ANALYST", "COORDINATOR", "REMEDIATION_DEVELOPER",
                "REMEDIATION_REVIEWER",
                "REMEDIATION_VERIFIER", "TOOL", "SPONSOR", "OTHER"), "What they did."))),
        "Who is to be thanked."),
      .optional("database_specific", .anything, "Whatever this database adds.")),
    decode: decodeAdvisory)

  private static let affected = Schema.object(
    .optional(
      "package",
      .object(
        .required("ecosystem", .string(.text(atMost: 128)), "The registry's `metadata.name`."),
        .required("name", .string(.text(atMost: 256)), "The package as <project>/<package>."),
        .optional("purl", .string(.text(atMost: 512)), "The package as a package URL.")),
      "The package."),
    .optional("severity", .severities, "How bad it is for this package."),
    .optional("ranges", .array(of: range), "The versions, as events along their order."),
    .optional("versions", .array(of: .string(.text(atMost: 128))), "The versions, one by one."),
    .optional("ecosystem_specific", .anything, "Whatever the ecosystem adds."),
    .optional("database_specific", .anything, "Whatever this database adds."))

  private static let range = Schema.object(
    .required("type", .choice("SEMVER", "ECOSYSTEM", "GIT"), "How versions are ordered."),
    .optional("repo", .string(.url), "The repository of a `GIT` range."),
    .required("events", .array(of: event, atLeast: 1), "Where the vulnerability begins and ends."),
    .optional("database_specific", .anything, "Whatever this database adds."))

  private static let event = Schema.object(
    .optional(
      "introduced", .string(.text(atMost: 128)),
      "The first version that has it; `0` for all before."),
    .optional("fixed", .string(.text(atMost: 128)), "The first version without it."),
    .optional("last_affected", .string(.text(atMost: 128)), "The last version that has it."),
    .optional("limit", .string(.text(atMost: 128)), "Versions from here on are not looked at."))

  private static func decodeAdvisory(_ decoding: inout Decoding) -> Resource? {
    let root = decoding.document.root
    guard let id = decoding.string("id", of: root) else { return nil }
    let affected = decoding.elements("affected", of: root).compactMap {
      node -> Advisory.Affected? in
      let package = decoding.member("package", of: node)
      guard let ecosystem = decoding.string("ecosystem", of: package),
        let name = decoding.reference("name", of: package)
      else { return nil }
      return Advisory.Affected(ecosystem: ecosystem, package: name)
    }
    return .advisory(
      Advisory(
        id: id, summary: decoding.string("summary", of: root),
        modified: decoding.string("modified", of: root),
        withdrawn: decoding.string("withdrawn", of: root), affected: affected))
  }
}

extension Schema {
  fileprivate static let ids = Schema.array(of: .string(.text(atMost: 128)))
  fileprivate static let severities = Schema.array(
    of: .object(
      .required("type", .choice("CVSS_V2", "CVSS_V3", "CVSS_V4", "Ubuntu"), "How it is scored."),
      .required("score", .string(.text(atMost: 256)), "The score.")))
}
