public import IndexModel

/// Every release that can take part in resolving one: the little index that the release needs.
///
/// It is arc-consistent: a release is in it if it can be reached from the root by binding edges, lies in every range that
/// the root itself declares, and finds for each of its own edges a release that is in it too. Whatever takes part in a
/// solution is; so resolving from it and from the whole index comes out equal. Candidates are in it, for who asks for
/// them; revoked releases are not.
public struct Reach {
  /// By the bytes of their aliases, each with the releases that are left.
  public let entries: [IndexEntry]

  /// Why there is none.
  public enum Problem: Error, Hashable, Sendable {
    case noAlias
    case noRelease
    case revoked
    /// Nothing that the release needs is there: no solution holds it.
    case unsolvable
  }

  init(entries: [IndexEntry]) { self.entries = entries }

  /// - Throws: ``Problem``, or what the source throws.
  public init(of root: Version, in alias: String, of source: some IndexSource) throws {
    var growth = Growth(source)
    guard let entry = try growth.entry(alias) else { throw Problem.noAlias }
    guard let at = entry.releases.firstIndex(where: { $0.version.hasSamePrecedence(as: root) })
    else { throw Problem.noRelease }
    guard entry.releases[at].stage != .revoked else { throw Problem.revoked }
    try growth.start(alias, at)
    try growth.prune()
    guard growth.domains[alias] == [at] else { throw Problem.unsolvable }
    try growth.keepReachable(from: alias, at)
    entries = growth.result
  }
}

/// A reach on its way.
private struct Growth<Source: IndexSource> {
  private let source: Source
  private var entries: [String: IndexEntry?] = [:]
  /// By alias, the releases that are left, as places in its entry.
  private(set) var domains: [String: Set<Int>] = [:]
  /// By alias, what the root leaves of it.
  private var limits: [String: Set<Int>] = [:]

  init(_ source: Source) { self.source = source }

  mutating func entry(_ alias: String) throws -> IndexEntry? {
    if let known = entries[alias] { return known }
    let entry = try source.entry(alias)
    entries[alias] = .some(entry)
    return entry
  }

  /// The releases that meet an edge of a release, and of which alias they are; none where nothing does.
  private mutating func choices(
    _ edge: Edge, of release: Int, in alias: String
  ) throws -> (alias: String, releases: Set<Int>) {
    guard let range = edge.range, let target = try source.alias(for: edge.target, from: alias),
      let entry = try entry(target)
    else { return (edge.target, []) }
    let all = entry.releases.indices.filter {
      entry.releases[$0].stage != .revoked && range.contains(entry.releases[$0].version)
        // A release that needs its own package has itself.
        && (target != alias || $0 == release)
    }
    return (target, limits[target].map { Set(all).intersection($0) } ?? Set(all))
  }

  private func edges(of release: Int, in alias: String) -> [Edge] {
    entries[alias]??.releases[release].edges.filter(\.binds) ?? []
  }

  /// Takes in whatever can be reached from the root.
  mutating func start(_ root: String, _ release: Int) throws {
    limits[root] = [release]
    for edge in edges(of: release, in: root) {
      let (target, choices) = try choices(edge, of: release, in: root)
      limits[target] = choices
    }
    domains[root] = [release]
    var waiting = [(alias: root, release: release)]
    while let next = waiting.popLast() {
      for edge in edges(of: next.release, in: next.alias) {
        let (target, choices) = try choices(edge, of: next.release, in: next.alias)
        for choice in choices.subtracting(domains[target] ?? []) {
          domains[target, default: []].insert(choice)
          waiting.append((target, choice))
        }
      }
    }
  }

  /// Takes away whatever has an edge that nothing left meets, until nothing is.
  mutating func prune() throws {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for alias in domains.keys.sorted() {
        for release in domains[alias] ?? [] {
          for edge in edges(of: release, in: alias) {
            let (target, choices) = try choices(edge, of: release, in: alias)
            guard choices.isDisjoint(with: domains[target] ?? []) else { continue }
            domains[alias]?.remove(release)
            isSettled = false
            break
          }
        }
      }
    }
  }

  /// Takes away what only those led to that went.
  mutating func keepReachable(from root: String, _ release: Int) throws {
    var reached: [String: Set<Int>] = [root: [release]]
    var waiting = [(alias: root, release: release)]
    while let next = waiting.popLast() {
      for edge in edges(of: next.release, in: next.alias) {
        let (target, choices) = try choices(edge, of: next.release, in: next.alias)
        let left = choices.intersection(domains[target] ?? []).subtracting(reached[target] ?? [])
        for choice in left {
          reached[target, default: []].insert(choice)
          waiting.append((target, choice))
        }
      }
    }
    domains = reached
  }

  var result: [IndexEntry] {
    domains.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap {
      alias, places in
      entries[alias]?.map { entry in
        // What the index cannot meet is marked for who takes no candidates; here it goes without saying.
        IndexEntry(
          alias: alias, package: entry.package,
          releases: places.sorted().map { entry.releases[$0].unmarked })
      }
    }
  }
}

extension IndexedRelease {
  fileprivate var unmarked: IndexedRelease {
    IndexedRelease(
      version: version, stage: stage, published: published, cid: cid, sha256: sha256, edges: edges)
  }
}
