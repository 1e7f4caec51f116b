internal import IndexModel
internal import Registry

/// The shapes of the interchange form.
extension Schema {
  /// The releases of one package, and who owns it.
  static let smallVersionIndex = Schema.object(
    schemaKey, owner,
    .required("version_index_name", .string(.name(.package)), "The package's name."),
    .required(
      "releases",
      .array(
        of: .either(
          .object(
            .required("number", .string(.version), "The version."),
            .required("cid", .string(.cid), "The content identifier of the release.")),
          .string(.cid))),
      "The releases, each with its number and its content identifier, or as the latter alone."))

  /// A map from aliases to version indexes, and who keeps it.
  static let smallPackageIndex = Schema.object(
    schemaKey, owner,
    .required("package_index_name", .string(.name(.packageIndex)), "The package index's name."),
    .required(
      "version_indexes", .map(.name(.package), to: .string(.versionIndexFullName)),
      "Which version index, by its full name, each alias stands for."))

  private static let schemaKey = Member.optional(
    "$schema", .string(.text(atMost: 2048)), "Where an editor finds a schema. It changes nothing.")

  private static let owner = Member.required(
    "owner_identity", .string(.identityFullName),
    "The owner, as the handle, a colon and the fingerprint of the first key.")
}
