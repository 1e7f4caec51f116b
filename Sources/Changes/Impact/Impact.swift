internal import IndexModel
internal import Registry
internal import Resolution

/// Whom a change hits through dependencies.
///
/// A change that touches no release, no dependency and no alias asks nobody, and one that only brings releases costs
/// nobody anything. Who depends on what is else asked of whoever knows, or found by a pass over the bytes of the version
/// indexes.
public struct Impact: Sendable {
  /// What could be met and cannot any more: of the index of every package first, then of each curated one by its name.
  public let unmet: [Unmet]
  /// Who takes what is new, by package and version.
  public let accepts: [Acceptance]

  public var isEmpty: Bool { unmet.isEmpty && accepts.isEmpty }

  /// That of a change which cannot be read, or was not asked about.
  public static let none = Impact(unmet: [], accepts: [])

  init(unmet: [Unmet], accepts: [Acceptance]) {
    self.unmet = unmet
    self.accepts = accepts
  }

  /// - Parameters:
  ///   - known: Who knows who depends on what in base; nil where nobody does.
  ///   - searchesForTakers: Whether to look for those who take what is new where nobody knows: a pass over the registry
  ///     for each new release that somebody proposes.
  ///   - workers: How many threads look for them.
  public init(
    of comparison: Comparison, asking known: ReverseLookup? = nil, searchesForTakers: Bool = true,
    workers: Int
  ) throws {
    let touched = try TouchedPackages(comparison)
    let worlds = Worlds(comparison, touched, asking: known, workers: workers)
    var unmet: [Unmet] = []
    var accepts: [Acceptance] = []
    let hits = !touched.onlyGains
    // Where others are looked for anyway, those who take what is new are found with them.
    let asksForTakers = !touched.all.isEmpty && (hits || known != nil || searchesForTakers)
    if hits || asksForTakers {
      let everything = try worlds.everything()
      if hits { unmet = try Unmet.all(in: everything) }
      if asksForTakers { accepts = try Acceptance.all(of: touched, in: everything, worlds.store) }
    }
    for index in try worlds.curated() { unmet += try Unmet.all(in: index) }
    self.init(unmet: unmet, accepts: accepts)
  }
}
