public import IndexModel

/// A package index for one release, of every release that can take part in resolving it, to be carried to where no
/// registry is.
public struct PortablePackage: Hashable, Sendable {
  /// The name of the registry that it is from.
  public let registry: String
  /// The scheme of its versions and ranges.
  public let versioning: VersionScheme
  public let packageIndex: String
  public let alias: String
  public let version: Version
  /// By the bytes of their aliases.
  public let entries: [IndexEntry]

  public init(
    registry: String, versioning: VersionScheme, packageIndex: String, alias: String,
    version: Version, entries: [IndexEntry]
  ) {
    self.registry = registry
    self.versioning = versioning
    self.packageIndex = packageIndex
    self.alias = alias
    self.version = version
    self.entries = entries
  }

  /// Gathers what a release can be resolved from.
  ///
  /// - Parameter isExact: Whether to leave out what no solution holds.
  /// - Throws: ``Reach/Problem``, or what the source throws.
  public init(
    registry: String, versioning: VersionScheme, packageIndex: String, alias: String,
    version: Version, isExact: Bool = false, from source: some IndexSource
  ) throws {
    var effort = Effort(limit: .max)
    try self.init(
      registry: registry, versioning: versioning, packageIndex: packageIndex, alias: alias,
      version: version, isExact: isExact, by: ResolvedEdges(source), within: &effort)
  }

  /// The same where many are gathered from one index, and not at any price.
  ///
  /// - Parameter effort: Each edge that is looked at is a unit, however often.
  /// - Throws: ``Reach/Problem``, ``Effort/Spent``, or what the source of the edges throws.
  public init(
    registry: String, versioning: VersionScheme, packageIndex: String, alias: String,
    version: Version, isExact: Bool = false, by edges: ResolvedEdges, within effort: inout Effort
  ) throws {
    var reach = try Reach(of: version, in: alias, by: edges, within: &effort)
    if isExact { reach = try reach.exact(for: version, in: alias, packageIndex) }
    // Build metadata is no part of what a version is known by.
    let own = reach.entries.first { $0.alias == alias }?.releases.first?.version
    self.init(
      registry: registry, versioning: versioning, packageIndex: packageIndex, alias: alias,
      version: own ?? version, entries: reach.entries)
  }

  public var name: String { "\(alias)@\(version)" }
}

/// Several portable packages as one index.
public struct PortableIndex: IndexSource {
  private let entries: [String: IndexEntry]
  /// By `<project>/<package>`.
  private let aliases: [String: String]
  private let isEverything: Bool

  /// Why portable packages do not go together. Nothing is guessed.
  public enum Clash: Error, Hashable, Sendable {
    case registries(String, String)
    case packageIndexes(String, String)
    /// One registry, at times when its versions were of another scheme.
    case versioning(String)
    /// One alias, two version indexes.
    case name(alias: String, String, String)
    /// One number, two releases: their content ids or digests, or what they need, differ.
    case number(alias: String, Version)
  }

  /// Takes them together, in any order. Releases that several of them hold are one.
  public init(_ packages: [PortablePackage]) throws(Clash) {
    isEverything = packages.first?.packageIndex == AliasTable.everything.name
    var entries: [String: IndexEntry] = [:]
    // The first clash is the same whatever order they come in.
    let packages = packages.sorted { ($0.name, $0.registry) < ($1.name, $1.registry) }
    for package in packages {
      if package.registry != packages[0].registry {
        throw .registries(packages[0].registry, package.registry)
      }
      if package.versioning != packages[0].versioning { throw .versioning(package.registry) }
      if package.packageIndex != packages[0].packageIndex {
        throw .packageIndexes(packages[0].packageIndex, package.packageIndex)
      }
      for entry in package.entries {
        entries[entry.alias] = try entries[entry.alias]?.joined(with: entry) ?? entry
      }
    }
    var aliases: [String: String] = [:]
    for entry in entries.values {
      if let other = aliases[entry.package],
        other.utf8.lexicographicallyPrecedes(entry.alias.utf8)
      {
        continue
      }
      aliases[entry.package] = entry.alias
    }
    self.entries = entries
    self.aliases = aliases
  }

  /// An index of these entries.
  init(_ entries: [IndexEntry], isEverything: Bool) {
    self.entries = Dictionary(entries.map { ($0.alias, $0) }) { $1 }
    aliases = Dictionary(entries.map { ($0.package, $0.alias) }) { first, _ in first }
    self.isEverything = isEverything
  }

  public func alias(for target: String, from dependent: String) -> String? {
    if target.utf8.contains(UInt8(ascii: "/")) { return aliases[target] }
    return isEverything ? AliasTable.everything.alias(for: target, from: dependent) : target
  }

  public func entry(_ alias: String) -> IndexEntry? { entries[alias] }

  /// The aliases that there are, by their bytes.
  public var names: [String] {
    entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension IndexEntry {
  /// The releases of both, ascending.
  fileprivate func joined(with other: IndexEntry) throws(PortableIndex.Clash) -> IndexEntry {
    guard package == other.package else { throw .name(alias: alias, package, other.package) }
    var releases = self.releases
    let own = Dictionary(releases.map { ($0.version.uniqueKey, $0) }) { first, _ in first }
    for release in other.releases {
      guard let known = own[release.version.uniqueKey] else {
        releases.append(release)
        continue
      }
      guard known.isSame(as: release) else { throw .number(alias: alias, release.version) }
    }
    return IndexEntry(
      alias: alias, package: package, releases: releases.sorted { $0.version < $1.version })
  }
}

extension IndexedRelease {
  /// Whether both are one release, perhaps at two times: its stage and what could be met may have changed.
  fileprivate func isSame(as other: IndexedRelease) -> Bool {
    version == other.version && cid == other.cid && sha256 == other.sha256 && edges == other.edges
  }
}
