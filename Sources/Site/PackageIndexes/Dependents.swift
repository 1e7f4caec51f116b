package import IndexModel
package import JSONText
internal import Resolution

/// The list of those who depend on a target, in one package index: `package-indexes/<index>/dependents/<target>.json`.
///
/// The target is an alias of the index, or what is missing there. It is folded, so that no two targets claim one file.
package struct Dependents: Hashable, Sendable {
  package let packageIndex: String
  package let target: String

  package init(of target: String, in packageIndex: String) {
    self.packageIndex = packageIndex
    self.target = Name.fold(target)
  }
}

/// A line of the list.
package enum DependentEntry: TrieEntry, Hashable {
  /// An alias whose releases depend on the target, and the ranges that they declare, by their bytes, each once.
  case package(alias: String, ranges: [String])
  /// A curated package index that holds the target, and under which alias. In the index of every package only.
  case holder(packageIndex: String, alias: String)

  package var id: [String] {
    switch self {
    case .package(let alias, _): [alias]
    case .holder(let packageIndex, let alias): [packageIndex, alias]
    }
  }

  /// What the entry is placed by. No alias begins with an `@`.
  private var key: String {
    switch self {
    case .package(let alias, _): Name.fold(alias)
    case .holder(let packageIndex, let alias):
      "@\(Name.fold(packageIndex))/\(Name.fold(alias))"
    }
  }

  package func keyByte(at depth: Int) -> UInt8? {
    let key = key.utf8
    return depth < key.count ? key[key.index(key.startIndex, offsetBy: depth)] : nil
  }

  package func hasSameKey(as other: DependentEntry) -> Bool { key == other.key }

  package static func precedes(_ left: DependentEntry, _ right: DependentEntry) -> Bool {
    let (mine, theirs) = (left.key, right.key)
    if mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
    return left.id.lexicographicallyPrecedes(right.id)
  }
}

package struct DependentsFormat: TrieFormat {
  package let list: Dependents

  package init(_ list: Dependents) { self.list = list }

  package func path(_ prefix: String) -> SitePath {
    SiteLayout.dependents(of: list.target, in: list.packageIndex).path(prefix)
  }

  package var kind: String { "DependentList" }
  package var subject: KeyValuePairs<String, String> {
    ["packageIndex": list.packageIndex, "target": list.target]
  }

  /// How many packages depend on the target.
  package var weightKey: String? { "total" }
  package func weight(of entry: DependentEntry) -> Int {
    if case .package = entry { 1 } else { 0 }
  }

  package func write(_ entry: DependentEntry, at path: SitePath, into writer: inout JSONWriter) {
    switch entry {
    case .package(let alias, let ranges):
      writer.member("alias", alias)
      writer.key("ranges")
      writer.array { writer in
        for range in ranges { writer.string(range) }
      }
    case .holder(let packageIndex, let alias):
      writer.member("packageIndex", packageIndex)
      writer.member("alias", alias)
    }
  }

  package func read(
    _ bytes: [UInt8], prefix: String
  ) throws(TrieError) -> TrieNode<DependentEntry> {
    let document = try PublishedDocument(bytes, at: path(prefix), kind: kind, prefix: prefix)
    var entries: [DependentEntry] = []
    for item in try document.elements("items") {
      // What is read here will be looked for: it has to be a name that a document can have.
      let alias = try document.path("alias", of: item).text
      if document.has("packageIndex", of: item) {
        let holder = try document.path("packageIndex", of: item).text
        entries.append(.holder(packageIndex: holder, alias: alias))
      } else {
        entries.append(.package(alias: alias, ranges: try document.texts("ranges", of: item)))
      }
    }
    return try document.node(of: self, prefix: prefix, entries: entries)
  }
}

extension Dependents {
  /// The lines that the releases of an alias make: in the list of each target that a release names which is not
  /// revoked, for whatever use.
  static func entries(
    of alias: String, _ releases: [ReleaseNode], by table: AliasTable
  ) -> [Dependents: DependentEntry] {
    var ranges: [String: Set<String>] = [:]
    for release in releases where release.stage != .revoked {
      for edge in release.edges {
        ranges[table.alias(for: edge.target, from: alias), default: []].insert(edge.rangeText)
      }
    }
    var entries: [Dependents: Set<String>] = [:]
    for (target, ranges) in ranges {
      entries[Dependents(of: target, in: table.name), default: []].formUnion(ranges)
    }
    return entries.mapValues { ranges in
      .package(
        alias: alias,
        ranges: ranges.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }
}
