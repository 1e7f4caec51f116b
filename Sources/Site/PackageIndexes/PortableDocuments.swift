internal import IndexModel
internal import Registry
internal import Resolution

/// The portable packages of a package index that asks for them: one for each release that can be resolved.
///
/// Such an index is small, and what a release can be resolved from hangs together: when something in it changes, all of
/// them are made again.
enum PortableDocuments {
  /// None where there is no such index, or one that does not ask for them.
  static func all(of packageIndex: String, _ lookup: Lookup) throws -> [SiteDocument] {
    guard let index = try asking(packageIndex, lookup) else { return [] }
    let source = RegistryIndex(AliasTable(index), lookup)
    var documents: [SiteDocument] = []
    for entry in index.entries {
      for release in try source.entry(entry.alias)?.releases ?? [] {
        guard
          let package = try package(
            entry.alias, release.version, of: packageIndex, source, lookup.context)
        else { continue }
        documents.append(
          SiteDocument(
            path: SiteLayout.portable(packageIndex, entry.alias, release.version),
            bytes: PortableDocument.render(package)))
      }
    }
    return documents
  }

  /// Where they may stand, whether they can be resolved or not.
  static func paths(of packageIndex: String, _ lookup: Lookup) throws -> Set<SitePath> {
    guard let index = try asking(packageIndex, lookup) else { return [] }
    var paths: Set<SitePath> = []
    for entry in index.entries {
      for release in try lookup.soundVersionIndex(entry.target.text)?.releases ?? [] {
        paths.insert(SiteLayout.portable(packageIndex, entry.alias, release.version))
      }
    }
    return paths
  }

  /// The package index, if it is there and asks for portable packages.
  private static func asking(
    _ packageIndex: String, _ lookup: Lookup
  ) throws(SnapshotError) -> PackageIndex? {
    guard let index = try lookup.packageIndex(packageIndex), index.portable?.value == true else {
      return nil
    }
    return index
  }

  /// Nil for a release that nothing resolves to.
  private static func package(
    _ alias: String, _ version: Version, of packageIndex: String, _ source: RegistryIndex,
    _ context: Context
  ) throws -> PortablePackage? {
    do {
      return try PortablePackage(
        registry: context.name, versioning: context.policy.versioning, packageIndex: packageIndex,
        alias: alias, version: version, from: source)
    } catch is Reach.Problem {
      return nil
    }
  }
}
