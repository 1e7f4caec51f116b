package import IndexModel
internal import JSONText
package import Resolution

/// `package-indexes/<index>/<alias>.json`: what a resolver needs of the releases that an alias stands for.
package enum IndexEntryDocument {
  package static let kind = "IndexEntry"

  package static func render(_ entry: IndexEntry, in packageIndex: String) -> SiteDocument {
    let path = SiteLayout.indexEntry(packageIndex, entry.alias)
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(kind: kind) { writer in
        writer.member("packageIndex", packageIndex)
        writer.member("alias", entry.alias)
      }
      writer.member("versionIndex", entry.package)
      if let target = SitePath("packages/\(entry.package).json") {
        writer.member("href", path.reference(to: target))
      }
      writer.key("items")
      writer.array { writer in
        for release in entry.releases { writer.object { $0.members(of: release) } }
      }
    }
    return SiteDocument(path: path, bytes: writer.finish())
  }

  /// Reads a document back.
  package static func read(
    _ bytes: [UInt8], of alias: String, in packageIndex: String, versions: VersionScheme
  ) throws(TrieError) -> IndexEntry {
    let path = SiteLayout.indexEntry(packageIndex, alias)
    let document = try PublishedDocument(bytes, at: path, kind: kind)
    guard document.metadata("alias") == alias else {
      throw document.malformed("alias")
    }
    return IndexEntry(
      alias: alias, package: try document.string("versionIndex", of: document.root),
      releases: try document.releases("items", versions: versions))
  }
}

extension JSONWriter {
  /// What resolvers need of a release.
  mutating func members(of release: IndexedRelease) {
    member("version", release.version.text)
    member("stage", release.stage.rawValue)
    if let published = release.published { member("published", published.text) }
    if let cid = release.cid { member("cid", cid) }
    if let sha256 = release.sha256 { member("sha256", sha256.hex) }
    if !release.edges.isEmpty {
      key("dependencies")
      object { writer in
        for edge in release.edges { writer.edge(edge) }
      }
    }
    if !release.unmet.isEmpty {
      key("unmet")
      array { writer in
        for target in release.unmet { writer.string(target) }
      }
    }
  }

  /// A dependency, in the short form where that says it all.
  private mutating func edge(_ edge: Edge) {
    guard edge.use != .runtime || edge.isOptional else {
      return member(edge.target, edge.rangeText)
    }
    key(edge.target)
    object { writer in
      writer.member("range", edge.rangeText)
      if edge.use != .runtime { writer.member("for", edge.use.rawValue) }
      if edge.isOptional { writer.member("optional", true) }
    }
  }
}
