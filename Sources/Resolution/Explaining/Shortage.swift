internal import IndexModel

/// Why no release of an alias can be taken in a range.
enum Shortage: Hashable {
  case unknownAlias
  case meaninglessRange
  case noReleases
  /// There are some in range, but the request takes none of them.
  case excluded([Exclusion: [Version]])
  /// Only pre-releases of what would be in range, which a range takes when it names one.
  case prereleases([Version])
  /// Nothing is in range, and what there is goes from the one to the other.
  case outOfRange(lowest: Version, highest: Version)

  /// Why nothing of an alias is in a range; the alias is nil where the index has no such thing.
  init(of roster: Roster?, in range: VersionRange?) {
    guard let range else {
      self = .meaninglessRange
      return
    }
    guard let roster, roster.package != nil else {
      self = .unknownAlias
      return
    }
    let excluded = roster.excluded.filter { range.contains($0.release.version) }
    let versions = (roster.releases + roster.excluded.map(\.release)).map(\.version).sorted()
    guard let lowest = versions.first, let highest = versions.last else {
      self = .noReleases
      return
    }
    if !excluded.isEmpty {
      self = .excluded(
        Dictionary(grouping: excluded, by: \.exclusion).mapValues { $0.map(\.release.version) })
      return
    }
    let prereleases = versions.filter { version in
      version.isPrerelease && version.releaseAlone.map(range.contains) == true
    }
    self =
      prereleases.isEmpty
      ? .outOfRange(lowest: lowest, highest: highest) : .prereleases(prereleases)
  }

  /// The reason as answers spell it.
  var reason: String {
    switch self {
    case .unknownAlias: "unknown-alias"
    case .meaninglessRange: "range-without-meaning"
    case .noReleases: "no-release"
    case .excluded: "not-considered"
    case .prereleases: "only-pre-releases"
    case .outOfRange: "none-in-range"
    }
  }
}

extension Version {
  /// `1.2.0` of `1.2.0-rc.1`.
  fileprivate var releaseAlone: Version? { try? Version(String(release), scheme: .relaxed) }
}
