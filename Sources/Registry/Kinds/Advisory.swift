public import IndexModel
public import JSONText

/// `index/advisories/<id>.json`: a vulnerability in the OSV format, version 1.7.
public struct Advisory: Sendable {
  public let id: String
  public let summary: String?
  /// When it last changed, as written.
  public let modified: String?
  /// When it was withdrawn, as written.
  public let withdrawn: String?
  /// Its times, where they stand.
  public let times: [Placed<Timestamp>]
  public let affected: [Affected]

  /// A package that the advisory is about, and which of its versions.
  public struct Affected: Sendable {
    /// The registry's name.
    public let ecosystem: Reference?
    /// `<project>/<package>` where the ecosystem is this registry; nil where the entry is about a
    /// source alone.
    public let package: Reference?
    public let ranges: [VersionRange]
    public let versions: [Reference]
    public let node: JSONDocument.Node
  }

  /// Versions that are affected, as events along an order.
  public struct VersionRange: Sendable {
    public let order: Order
    public let repository: Reference?
    public let events: [Event]
    public let node: JSONDocument.Node

    public enum Order: String, Hashable, Sendable, CaseIterable {
      case semver = "SEMVER"
      case ecosystem = "ECOSYSTEM"
      case git = "GIT"
    }
  }

  /// A place on a range's order. It has one bound; more, or none, is for a rule to say.
  public struct Event: Sendable {
    public let bounds: [Bound]
    public let node: JSONDocument.Node
  }

  public struct Bound: Sendable {
    public let kind: Kind
    /// A version, `0` for the beginning, or a commit.
    public let version: Reference

    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case introduced, fixed
      case lastAffected = "last_affected"
      case limit
    }
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
    .required(
      "type", .choice(Advisory.VersionRange.Order.allCases.map(\.rawValue)),
      "How versions are ordered."),
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
    return .advisory(
      Advisory(
        id: id, summary: decoding.string("summary", of: root),
        modified: decoding.string("modified", of: root),
        withdrawn: decoding.string("withdrawn", of: root),
        times: ["modified", "published", "withdrawn"].compactMap { decoding.time($0, of: root) },
        affected: decoding.elements("affected", of: root).map(decoding.affected)))
  }
}

extension Decoding {
  fileprivate func affected(_ node: Node) -> Advisory.Affected {
    let package = member("package", of: node)
    return Advisory.Affected(
      ecosystem: reference("ecosystem", of: package), package: reference("name", of: package),
      ranges: elements("ranges", of: node).compactMap(range),
      versions: references("versions", of: node), node: node)
  }

  private func range(_ node: Node) -> Advisory.VersionRange? {
    guard
      let order = string("type", of: node).flatMap(Advisory.VersionRange.Order.init(rawValue:))
    else { return nil }
    return Advisory.VersionRange(
      order: order, repository: reference("repo", of: node),
      events: elements("events", of: node).map(event), node: node)
  }

  private func event(_ node: Node) -> Advisory.Event {
    let bounds = Advisory.Bound.Kind.allCases.compactMap { kind in
      reference(kind.rawValue, of: node).map { Advisory.Bound(kind: kind, version: $0) }
    }
    return Advisory.Event(bounds: bounds, node: node)
  }
}

extension Schema {
  fileprivate static let ids = Schema.array(of: .string(.text(atMost: 128)))
  fileprivate static let severities = Schema.array(
    of: .object(
      .required("type", .choice("CVSS_V2", "CVSS_V3", "CVSS_V4", "Ubuntu"), "How it is scored."),
      .required("score", .string(.text(atMost: 256)), "The score.")))
}
