internal import IndexModel
internal import Registry
internal import Resolution

/// The portable packages of a package index that asks for them: one for each release that can be resolved, as far as
/// `policy.limits.portableBytes` goes.
///
/// Each holds all that its release can reach, so that together they grow with the square of the index, and whoever owns
/// an index may be a stranger to whoever serves it. The latest release of each alias comes first, by the bytes of the
/// aliases, then the next of each; the first that does not fit is the end.
///
/// What a release can be resolved from hangs together: when something in the index changes, all of them are made again.
enum PortableDocuments {
  /// None where there is no such index, or one that does not ask for them.
  static func all(of packageIndex: String, _ lookup: Lookup) throws -> [SiteDocument] {
    guard let index = try asking(packageIndex, lookup) else { return [] }
    let source = RegistryIndex(AliasTable(index), lookup)
    let edges = ResolvedEdges(source)
    var room = lookup.context.policy.portableBytes
    // A file has several bytes for each look at an edge, so this ends what is looked at for nothing: releases that
    // cannot be resolved make no file.
    var effort = Effort(limit: room)
    var documents: [SiteDocument] = []
    for release in try turns(index, source) {
      let package: PortablePackage
      do {
        package = try PortablePackage(
          registry: lookup.context.name, versioning: lookup.context.policy.versioning,
          packageIndex: packageIndex, alias: release.alias, version: release.version, by: edges,
          within: &effort)
      } catch is Reach.Problem {
        continue
      } catch is Effort.Spent {
        break
      }
      guard PortableDocument.leastBytes(of: package) <= room else { break }
      let bytes = PortableDocument.render(package)
      guard bytes.count <= room else { break }
      room -= bytes.count
      documents.append(
        SiteDocument(
          path: SiteLayout.portable(packageIndex, release.alias, release.version), bytes: bytes))
    }
    return documents
  }

  /// A release under an alias, and when its turn is.
  private struct Turn {
    let round: Int
    let alias: String
    let version: Version
  }

  /// All releases in the order in which they are rendered.
  private static func turns(_ index: PackageIndex, _ source: RegistryIndex) throws -> [Turn] {
    var turns: [Turn] = []
    for entry in index.entries {
      let releases = try source.entry(entry.alias)?.releases ?? []
      for (round, release) in releases.sorted(by: isWantedMore).enumerated() {
        turns.append(Turn(round: round, alias: entry.alias, version: release.version))
      }
    }
    return turns.sorted { one, other in
      one.round != other.round
        ? one.round < other.round : one.alias.utf8.lexicographicallyPrecedes(other.alias.utf8)
    }
  }

  /// Current releases before the others, each with pre-releases behind, and the highest first: so the first one is what
  /// `latest` is.
  private static func isWantedMore(_ one: IndexedRelease, _ other: IndexedRelease) -> Bool {
    if one.stage != other.stage { return one.stage == .current || other.stage == .revoked }
    if one.version.isPrerelease != other.version.isPrerelease { return other.version.isPrerelease }
    return other.version < one.version
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
}
