public import IndexModel
public import JSONText

/// `index/package-indexes/<name>.json`: a curated world to resolve in.
public struct PackageIndex: Sendable {
  public let name: String
  public let description: String?
  public let owners: [Reference]
  /// Whether portable packages of its releases are rendered.
  public let portable: Placed<Bool>?
  public let entries: [Entry]

  /// One alias and the version index that it stands for.
  public struct Entry: Sendable {
    public let alias: String
    public let target: PackageID
    /// What the target is called in any registry, where the entry says it; whether it is that one
    /// is up to the rule `alias-target`.
    public let fullName: VersionIndexFullName?
    public let node: JSONDocument.Node
    public let aliasNode: JSONDocument.Node
  }
}

extension Kind {
  static let packageIndex = Kind.resource(
    "PackageIndex", "A named map from aliases to version indexes: a curated world to resolve in.",
    path: "index/package-indexes/<name>.json",
    belongs: { if case .packageIndex = $0 { true } else { false } },
    metadata: metadata(
      name: .name(.packageIndex), "The index's name. `default` is always there and never authored."),
    spec: .object(
      .optional(
        "roles", .object(.optional("owner", .members, "Who keeps this index.")),
        "Who may change this index."),
      .optional(
        "portable", .boolean, default: .bool(false),
        "Whether portable packages of its releases are rendered: as far as `policy.limits.portableBytes` of the registry goes."
      ),
      .required(
        "versionIndexes", .map(.name(.package), to: .string(.versionIndexReference)),
        "Which version index each alias stands for: <project>/<package>, or its full name.")),
    decode: decodePackageIndex)

  private static func decodePackageIndex(_ decoding: inout Decoding) -> Resource? {
    guard let name = decoding.string("name", of: decoding.metadata) else { return nil }
    let entries = decoding.members("versionIndexes", of: decoding.spec).compactMap {
      member -> PackageIndex.Entry? in
      guard let text = decoding.document.string(member.value),
        let reference = try? VersionIndexReference(text, versions: decoding.versions)
      else { return nil }
      return PackageIndex.Entry(
        alias: member.key, target: reference.id, fullName: reference.fullName, node: member.value,
        aliasNode: member.keyNode)
    }
    let owners = decoding.references("owner", of: decoding.member("roles", of: decoding.spec))
    let portable = decoding.member("portable", of: decoding.spec).flatMap { node in
      decoding.document.bool(node).map { Placed(value: $0, node: node) }
    }
    return .packageIndex(
      PackageIndex(
        name: name, description: decoding.string("description", of: decoding.metadata),
        owners: owners, portable: portable, entries: entries))
  }
}
