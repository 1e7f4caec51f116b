internal import IndexModel

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

  /// - Throws: ``Problem``, ``Effort/Spent``, or what the source of the edges throws.
  init(
    of root: Version, in alias: String, by edges: ResolvedEdges, within effort: inout Effort
  ) throws {
    let number = try edges.number(of: alias)
    guard let entry = edges.entries[number] else { throw Problem.noAlias }
    guard let at = entry.releases.firstIndex(where: { $0.version.hasSamePrecedence(as: root) })
    else { throw Problem.noRelease }
    guard entry.releases[at].stage != .revoked else { throw Problem.revoked }
    var growth = Growth(edges)
    try growth.start(number, at, &effort)
    try growth.prune(&effort)
    guard growth.domains[number]?.contains(at) == true else { throw Problem.unsolvable }
    try growth.keepReachable(from: number, at, &effort)
    entries = growth.result
  }
}

/// A reach on its way.
private struct Growth {
  private let edges: ResolvedEdges
  /// By the number of an alias, the releases that are left.
  private(set) var domains: [Int: ReleaseSet] = [:]

  private struct Held {
    let alias: Int
    let release: Int
  }

  init(_ edges: ResolvedEdges) { self.edges = edges }

  private func nothing(of alias: Int) -> ReleaseSet {
    .nothing(of: edges.releases(of: alias).count)
  }

  private func needs(
    of held: Held, _ effort: inout Effort
  ) throws -> [ResolvedEdges.Need] {
    let needs = try edges.needs(of: held.release, in: held.alias)
    effort.spend(1 + needs.count)
    guard !effort.isSpent else { throw Effort.Spent() }
    return needs
  }

  /// Takes in whatever can be reached from the root.
  mutating func start(_ root: Int, _ release: Int, _ effort: inout Effort) throws {
    let start = Held(alias: root, release: release)
    // What the root leaves of an alias.
    var limits: [Int: ReleaseSet] = [root: nothing(of: root).inserting(release)]
    for need in try needs(of: start, &effort) {
      limits[need.target] = limits[need.target]?.intersection(need.releases) ?? need.releases
    }
    domains[root] = nothing(of: root).inserting(release)
    try follow(from: start, &effort, into: &domains) { limits[$0] }
  }

  /// Takes in what can be reached from a release, of each alias no more than its limit.
  private func follow(
    from root: Held, _ effort: inout Effort, into reached: inout [Int: ReleaseSet],
    limit: (Int) -> ReleaseSet?
  ) throws {
    var waiting = [root]
    while let next = waiting.popLast() {
      for need in try needs(of: next, &effort) {
        let known = reached[need.target] ?? nothing(of: need.target)
        let within = limit(need.target).map(need.releases.intersection) ?? need.releases
        let new = within.subtracting(known)
        guard !new.isImpossible else { continue }
        reached[need.target] = known.union(new)
        for release in new.releases { waiting.append(Held(alias: need.target, release: release)) }
      }
    }
  }

  /// Takes away whatever has an edge that nothing left meets, until nothing is.
  mutating func prune(_ effort: inout Effort) throws {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for alias in domains.keys.sorted() {
        for release in domains[alias]?.releases ?? [] {
          let needs = try needs(of: Held(alias: alias, release: release), &effort)
          let isMet = needs.allSatisfy { need in
            domains[need.target].map { !$0.isDisjoint(with: need.releases) } ?? false
          }
          guard !isMet else { continue }
          let gone = nothing(of: alias).inserting(release)
          domains[alias] = domains[alias]?.subtracting(gone)
          isSettled = false
        }
      }
    }
  }

  /// Takes away what only those led to that went.
  mutating func keepReachable(
    from root: Int, _ release: Int, _ effort: inout Effort
  ) throws {
    var reached = [root: nothing(of: root).inserting(release)]
    let domains = domains
    try follow(from: Held(alias: root, release: release), &effort, into: &reached) {
      domains[$0] ?? nothing(of: $0)
    }
    self.domains = reached
  }

  var result: [IndexEntry] {
    let entries = domains.compactMap { alias, left in
      edges.entries[alias].map { entry in
        // What the index cannot meet is marked for who takes no candidates; here it goes without saying.
        IndexEntry(
          alias: entry.alias, package: entry.package,
          releases: left.releases.map { entry.releases[$0].unmarked })
      }
    }
    return entries.sorted { $0.alias.utf8.lexicographicallyPrecedes($1.alias.utf8) }
  }
}

extension ReleaseSet {
  fileprivate func inserting(_ release: Int) -> ReleaseSet {
    var set = self
    set.insert(release)
    return set
  }
}

extension IndexedRelease {
  fileprivate var unmarked: IndexedRelease {
    IndexedRelease(
      version: version, stage: stage, published: published, cid: cid, sha256: sha256, edges: edges)
  }
}
