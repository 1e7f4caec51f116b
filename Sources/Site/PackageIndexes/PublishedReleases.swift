internal import IndexModel
internal import Resolution

extension PublishedDocument {
  /// Releases as resolvers need them. Whatever reads them goes by what they say, so each has to be sound.
  func releases(
    _ key: String, of node: Node? = nil, versions: VersionScheme
  ) throws(TrieError) -> [IndexedRelease] {
    var releases: [IndexedRelease] = []
    var edges = PublishedEdges(versions)
    for item in try elements(key, of: node) {
      guard let version = try? Version(string("version", of: item), scheme: versions) else {
        throw malformed("version")
      }
      guard let stage = Stage(rawValue: try string("stage", of: item)) else {
        throw malformed("stage")
      }
      var published: Timestamp?
      if let text = try stringIfAny("published", of: item) {
        guard let time = try? Timestamp(text) else { throw malformed("published") }
        published = time
      }
      if let last = releases.last, !(last.version < version) { throw malformed("version") }
      releases.append(
        IndexedRelease(
          version: version, stage: stage, published: published,
          cid: try stringIfAny("cid", of: item),
          sha256: has("sha256", of: item) ? try digest("sha256", of: item) : nil,
          edges: try edges.next(of: item, in: self),
          unmet: try texts("unmet", of: item)))
    }
    return releases
  }
}

/// Reads the dependencies of the releases of a document, one release after the other.
///
/// Most of what a release depends on is spelled as in the release before it. That is not read again: reading ranges is
/// most of the work of reading an index.
private struct PublishedEdges {
  private let versions: VersionScheme
  private var last: Declared?

  /// What a release declares, as it is spelled, and what was read of it: as many edges as members.
  private struct Declared {
    let object: PublishedDocument.Node
    let members: [PublishedDocument.Member]
    let edges: [Edge]
  }

  init(_ versions: VersionScheme) { self.versions = versions }

  /// The edges of a release.
  mutating func next(
    of item: PublishedDocument.Node, in document: PublishedDocument
  ) throws(TrieError) -> [Edge] {
    guard let object = try document.objectIfAny("dependencies", of: item) else { return [] }
    if let last, document.isSpelled(object, like: last.object) { return last.edges }
    let members = document.members(of: object)
    var edges: [Edge] = []
    edges.reserveCapacity(members.count)
    // Both releases have their dependencies by name, so one walk finds what they share.
    var place = 0
    for member in members {
      while let last, place < last.members.count,
        document.precedes(last.members[place].key, member.key)
      { place += 1 }
      if let last, place < last.members.count,
        document.isSpelled(member.key, like: last.members[place].key),
        document.isSpelled(member.value, like: last.members[place].value)
      {
        edges.append(last.edges[place])
      } else {
        edges.append(try edge(member, in: document))
      }
    }
    last = Declared(object: object, members: members, edges: edges)
    return edges
  }

  private func edge(
    _ member: PublishedDocument.Member, in document: PublishedDocument
  ) throws(TrieError) -> Edge {
    // It will be looked for: it has to be a name that a document can have.
    guard let target = document.text(member.key), SitePath(target) != nil else {
      throw document.malformed("dependencies")
    }
    let node = member.value
    let range: String
    if let text = document.text(node) {
      range = text
    } else {
      range = try document.string("range", of: node)
    }
    guard
      let use = DependencyUse(
        rawValue: try document.stringIfAny("for", of: node) ?? DependencyUse.runtime.rawValue)
    else { throw document.malformed("for") }
    return Edge(
      target: target, rangeText: range, range: try? VersionRange(range, scheme: versions),
      use: use, isOptional: document.flag("optional", of: node))
  }
}
