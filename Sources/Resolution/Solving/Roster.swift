internal import IndexModel

/// The releases of one alias that a request may take, by number, and what they demand.
///
/// A class, since the solver looks into it at every step: no step pays for a copy of it.
final class Roster {
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

  /// What some of the releases demand, as far as it was asked for.
  private(set) var demands: [Demand] = []
  /// The places of the demands of one target and range.
  private var demandsByKey: [DemandKey: [Int]] = [:]

  /// What releases near each other demand by one and the same edge.
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
    let all = (entry?.releases ?? []).ascending
    var excluded: [(release: IndexedRelease, exclusion: Exclusion)] = []
    for place in all.indices {
      guard let exclusion = request.exclusion(of: all[place], in: alias) else { continue }
      excluded.append((all[place], exclusion))
    }
    let isTaken = { request.exclusion(of: $0, in: alias) == nil }
    let releases = excluded.isEmpty ? all : all.filter(isTaken)
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
    let isAscending = indices.dropFirst().allSatisfy { self[$0 - 1].version < self[$0].version }
    return isAscending ? self : sorted { $0.version < $1.version }
  }
}

// MARK: - Ranges

extension Roster {
  /// The releases in a range.
  func releases(in range: VersionRange) -> ReleaseSet {
    if let known = ranges[range] { return known }
    var set = ReleaseSet.nothing(of: releases.count)
    for number in releases.indices where range.contains(releases[number].version) {
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
  func demands(of release: Int, dev: Bool) -> [Int] {
    releases[release].edges.filter { $0.binds(dev: dev) }
      .map { demand($0, of: release, dev: dev) }
  }

  private func demand(_ edge: Edge, of release: Int, dev: Bool) -> Int {
    let key = DemandKey(target: edge.target, rangeText: edge.rangeText)
    let known = demandsByKey[key] ?? []
    if let demand = known.first(where: { demands[$0].releases.contains(release) }) {
      return demand
    }
    demandsByKey[key] = known + [demands.count]
    demands.append(
      Demand(edge: edge, releases: neighbours(of: release) { $0.demands(like: edge, dev: dev) }))
    return demands.count - 1
  }

  /// The release, and those before and behind it of which something holds, until for a long way it
  /// holds of none: a package of ten thousand releases is not gone through for each of them.
  private func neighbours(
    of release: Int, where holds: (IndexedRelease) -> Bool
  ) -> ReleaseSet {
    var set = ReleaseSet.nothing(of: releases.count)
    set.insert(release)
    for step in [1, -1] {
      var (number, last) = (release + step, release)
      while releases.indices.contains(number), abs(number - last) <= Self.longWay {
        if holds(releases[number]) {
          set.insert(number)
          last = number
        }
        number += step
      }
    }
    return set
  }

  private static let longWay = 64

  /// Remembers that the solver was told of a demand; false where it had been.
  func state(_ demand: Int) -> Bool {
    defer { demands[demand].isStated = true }
    return !demands[demand].isStated
  }
}

extension Edge {
  fileprivate func binds(dev: Bool) -> Bool { dev ? !isOptional : binds }
}

extension IndexedRelease {
  fileprivate func demands(like edge: Edge, dev: Bool) -> Bool {
    edges.contains {
      $0.target == edge.target && $0.rangeText == edge.rangeText && $0.binds(dev: dev)
    }
  }
}
