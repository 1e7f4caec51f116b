import Changes
import IndexModel
import Registry
import Resolution
import TestSupport

/// A registry of packages that depend on one another, in as few words as it takes.
///
/// A release is `1.0.0`, then its stage if it is not current, then after a colon what it needs: `1.0.0 candidate: b ^1, z/c *`.
struct SmallWorld: Sendable, ExpressibleByDictionaryLiteral {
  var packages: [String: [String]]
  /// Packages by alias, by the name of the index.
  var indexes: [String: [String: String]] = [:]

  init(dictionaryLiteral elements: (String, [String])...) {
    packages = Dictionary(uniqueKeysWithValues: elements)
  }

  /// The same with other packages in place of those of their names; nil takes one away.
  func with(_ changes: [String: [String]?]) -> SmallWorld {
    var world = self
    for (name, releases) in changes { world.packages[name] = releases }
    return world
  }

  /// The same with a curated index.
  func with(_ index: String, _ aliases: [String: String]) -> SmallWorld {
    var world = self
    world.indexes[index] = aliases
    return world
  }

  var files: [String: String] {
    var files = ["index/registry.json": SampleRegistry.registry()]
    for (name, aliases) in indexes {
      let entries = aliases.sorted { $0.key < $1.key }.map { #""\#($0.key)": "\#($0.value)""# }
      files["index/package-indexes/\(name).json"] = SampleRegistry.resource(
        "PackageIndex", #""name": "\#(name)""#,
        #""versionIndexes": {\#(entries.joined(separator: ", "))}"#)
    }
    for (id, releases) in packages {
      let parts = id.split(separator: "/")
      files["packages/\(id).json"] = SampleRegistry.resource(
        "VersionIndex", #""project": "\#(parts[0])", "name": "\#(parts[1])""#,
        #""releases": [\#(releases.map(Self.release).joined(separator: ", "))]"#)
    }
    return files
  }

  private static func release(_ text: String) -> String {
    let parts = text.split(separator: ":", maxSplits: 1)
    let words = parts[0].split(separator: " ")
    let needs = (parts.count > 1 ? parts[1].split(separator: ",") : []).map { need in
      let words = need.split(separator: " ", maxSplits: 1)
      return #""\#(words[0])": \#(words[1].hasPrefix("{") ? String(words[1]) : "\"\(words[1])\"")"#
    }
    let stage = words.count > 1 ? words[1] : "current"
    let more =
      stage == "revoked" ? #", "revocation": {"reason": "broken", "message": "no"}"# : ""
    return
      #"{"version": "\#(words[0])", "stage": "\#(stage)", "dependencies": {\#(needs.joined(separator: ", "))}\#(more)}"#
  }
}

extension ReverseLookup {
  /// One that knows by having read everything.
  init(_ files: [String: String]) throws {
    let world = try WholeWorld(files)
    self.init(
      dependents: { alias, index in
        guard let table = try world.lookup.aliases(of: index) else { return [] }
        return try world.aliases(of: table).compactMap { dependent in
          let ranges = try world.releases(of: dependent, in: table)
            .filter { $0.stage != .revoked }.flatMap(\.edges)
            .filter { table.alias(for: $0.target, from: dependent) == alias }.map(\.rangeText)
          return ranges.isEmpty
            ? nil : Dependent(alias: dependent, ranges: Set(ranges).sorted())
        }
      },
      holders: { package in
        try world.curated.filter {
          try world.lookup.aliases(of: $0)?.entries.contains { $0.package == package } ?? false
        }
      })
  }
}

/// A registry that was read whole.
struct WholeWorld {
  let lookup: Lookup
  let packages: [String]
  let curated: [String]

  init(_ files: [String: String]) throws {
    let snapshot = LiteralSnapshot(files)
    lookup = Lookup(snapshot, context: try Context.read(snapshot))
    let places = files.keys.map { SourcePlace(RepositoryPath($0), layout: .flat) }
    packages = places.compactMap { place in
      if case .versionIndex(let project, let name) = place { "\(project)/\(name)" } else { nil }
    }.sorted()
    curated = places.compactMap { place in
      if case .packageIndex(let name) = place { name } else { nil }
    }.sorted()
  }

  func aliases(of table: AliasTable) -> [String] {
    table.isEverything ? packages : table.entries.map(\.alias)
  }

  func releases(of alias: String, in table: AliasTable) throws -> [ReleaseNode] {
    try table.package(of: alias).flatMap { try lookup.soundVersionIndex($0) }
      .map(ReleaseNode.all) ?? []
  }

  /// The releases of an index that are met, by the definition: whatever fails goes, until nothing does.
  func met(in table: AliasTable) throws -> [String: Set<String>] {
    var releases: [String: [ReleaseNode]] = [:]
    for alias in aliases(of: table) { releases[alias] = try self.releases(of: alias, in: table) }
    var met = releases.mapValues { releases in
      Set(releases.filter { $0.stage != .revoked }.map(\.version.text))
    }
    func isMet(_ edge: Edge, of release: ReleaseNode, _ alias: String) -> Bool {
      guard let range = edge.range else { return false }
      let target = table.alias(for: edge.target, from: alias)
      if target == alias { return range.contains(release.version) }
      return (releases[target] ?? []).contains {
        met[target]?.contains($0.version.text) ?? false && range.contains($0.version)
          && $0.isEligible(for: release.stage)
      }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (alias, releases) in releases {
        for release in releases
        where !release.edges.filter(\.binds).allSatisfy({ isMet($0, of: release, alias) }) {
          if met[alias]?.remove(release.version.text) != nil { isSettled = false }
        }
      }
    }
    return met
  }
}
