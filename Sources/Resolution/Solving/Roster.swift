internal import IndexModel

/// The releases of one alias that a request may take, by number, and what they demand.
struct Roster {
  let alias: String
  /// `<project>/<package>`; nil where the index has no such alias.
  let package: String?
  /// Those that may be taken, ascending.
  let releases: [IndexedRelease]
  /// Those that may not, ascending.
  let excluded: [(release: IndexedRelease, exclusion: Exclusion)]
  /// Any of the releases, or none.
  let anything: ReleaseSet

  private var ranges: [VersionRange: ReleaseSet] = [:]
  private var texts: [ReleaseSet: String] = [:]

  /// What one or more of the releases demand, each once; empty until it is asked for.
  private(set) var demands: [Demand] = []
  private var demandsOf: [[Int]]?

  /// What all releases with one and the same edge demand.
  ///
  /// One clause says it for all of them: the solver learns faster, and a report says "every release
  /// of libfoo" instead of each.
  struct Demand {
    let edge: Edge
    /// Those that declare it.
    var releases: ReleaseSet
    /// Whether the solver was told.
    var isStated = false
  }

  init(_ alias: String, _ entry: IndexEntry?, for request: Request) {
    var releases: [IndexedRelease] = []
    var excluded: [(release: IndexedRelease, exclusion: Exclusion)] = []
    for release in (entry?.releases ?? []).ascending {
      if let exclusion = request.exclusion(of: release, in: alias) {
        excluded.append((release, exclusion))
      } else {
        releases.append(release)
      }
    }
    self.alias = alias
    package = entry?.package
    self.releases = releases
    self.excluded = excluded
    anything = .anything(of: releases.count)
  }

  /// Every release that may be taken.
  var all: ReleaseSet { anything.subtracting(.absence(of: releases.count)) }
}

extension [IndexedRelease] {
  /// By version. An index has them so; one from a stranger's site may not.
  fileprivate var ascending: [IndexedRelease] {
    zip(self, dropFirst()).allSatisfy { $0.version < $1.version }
      ? self : sorted { $0.version < $1.version }
  }
}

// MARK: - Ranges

extension Roster {
  /// The releases in a range.
  mutating func releases(in range: VersionRange) -> ReleaseSet {
    if let known = ranges[range] { return known }
    var set = ReleaseSet.nothing(of: releases.count)
    for (number, release) in releases.enumerated() where range.contains(release.version) {
      set.insert(number)
    }
    ranges[range] = set
    if texts[set] == nil { texts[set] = range.text }
    return set
  }

  /// The releases in a range that the solver has met.
  func releases(inKnown range: VersionRange) -> ReleaseSet {
    ranges[range] ?? .nothing(of: releases.count)
  }

  /// The first range that somebody wrote for just these releases.
  func writtenRange(of set: ReleaseSet) -> String? { texts[set] }

  /// Which release is locked, if it may be taken.
  func number(of version: Version) -> Int? { releases.firstIndex { $0.version == version } }
}

// MARK: - Demands

extension Roster {
  private struct DemandKey: Hashable {
    let target: String
    let rangeText: String
  }

  /// The demands of a release, by their numbers.
  ///
  /// - Parameter dev: whether dependencies for development bind here.
  mutating func demands(of release: Int, dev: Bool) -> [Int] {
    if let demandsOf { return demandsOf[release] }
    var numbers: [DemandKey: Int] = [:]
    var all: [[Int]] = []
    for (number, release) in releases.enumerated() {
      var own: [Int] = []
      for edge in release.edges where edge.binds || dev && !edge.isOptional {
        let key = DemandKey(target: edge.target, rangeText: edge.rangeText)
        let demand = numbers[key] ?? demands.count
        if demand == demands.count {
          numbers[key] = demand
          demands.append(Demand(edge: edge, releases: .nothing(of: releases.count)))
        }
        demands[demand].releases.insert(number)
        own.append(demand)
      }
      all.append(own)
    }
    demandsOf = all
    return all[release]
  }

  /// Remembers that the solver was told of a demand; false where it had been.
  mutating func state(_ demand: Int) -> Bool {
    defer { demands[demand].isStated = true }
    return !demands[demand].isStated
  }
}
