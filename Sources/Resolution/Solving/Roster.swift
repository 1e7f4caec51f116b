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

  private var gathered: Demands?

  init(_ alias: String, _ entry: IndexEntry?, for request: Request) {
    let all = (entry?.releases ?? []).ascending
    var excluded: [(release: IndexedRelease, exclusion: Exclusion)] = []
    var releases: [IndexedRelease] = []
    for place in all.indices {
      if let exclusion = request.exclusion(of: all[place], in: alias) {
        if excluded.isEmpty { releases = Array(all[..<place]) }
        excluded.append((all[place], exclusion))
      } else if !excluded.isEmpty {
        releases.append(all[place])
      }
    }
    if excluded.isEmpty { releases = all }
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
  /// The demands of a release, by their numbers.
  ///
  /// - Parameter dev: whether dependencies for development bind here: for all releases or none.
  func demands(of release: Int, dev: Bool) -> [Int] {
    if gathered == nil { gathered = Demands(of: releases, dev: dev) }
    return gathered?.ofReleases[release] ?? []
  }

  /// All demands, by number; none before the first was asked for.
  var demands: [Demand] { gathered?.all ?? [] }

  /// Remembers that the solver was told of a demand, and what it names.
  func state(_ demand: Int, naming target: Int?) { gathered?.state(demand, naming: target) }
}
