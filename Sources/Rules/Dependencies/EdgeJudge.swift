internal import IndexModel
internal import Resolution

/// What an edge finds where it leads.
enum EdgeOutcome: Sendable {
  case met
  /// Nothing can be said: the range means nothing, or what it leads to cannot be understood. Each is a finding of its
  /// own.
  case unclear
  /// The index has no such alias, and the index of every package no such package.
  case nowhere(alias: String)
  /// What it leads to has nothing that may be taken.
  case short(package: String, Shortage)

  var isWanting: Bool {
    switch self {
    case .met, .unclear: false
    case .nowhere, .short: true
    }
  }
}

/// Why nothing of a package may be taken.
enum Shortage: Sendable {
  /// A release can only be met by itself where it depends on its own package.
  case itself
  /// Of what is in range, all is revoked, or proposed: not for one who is published.
  case revoked([Version])
  case candidates([Version])
  case prereleases([Version])
  case nothingInRange

  /// So many pre-releases, the newest, are looked at for whether they come close.
  private static let mostPrereleases = 100

  init(_ releases: [ReleaseNode], _ range: VersionRange) {
    let inRange = releases.filter { range.contains($0.version) }
    let revoked = inRange.filter { $0.stage == .revoked }
    if !revoked.isEmpty {
      self = .revoked(revoked.map(\.version))
    } else if !inRange.isEmpty {
      self = .candidates(inRange.map(\.version))
    } else {
      let prereleases = releases.lazy.reversed().filter {
        $0.stage != .revoked && $0.version.isPrerelease
      }
      let close = prereleases.prefix(Self.mostPrereleases).reversed().filter { release in
        (try? Version(String(release.version.release), scheme: .relaxed))
          .map(range.contains) ?? false
      }
      self = close.isEmpty ? .nothingInRange : .prereleases(close.map(\.version))
    }
  }
}

/// Judges edges by the releases of what they lead to, and by nothing further away: whatever cannot be met traces back
/// to an edge without a release that may be taken, and there it is reported.
struct EdgeJudge {
  let table: AliasTable
  let packages: any PackageSource

  init(_ table: AliasTable, _ packages: any PackageSource) {
    self.table = table
    self.packages = packages
  }

  /// What an edge of a release finds.
  ///
  /// - Parameter dependent: The alias whose release declares the edge.
  func outcome(
    of edge: Edge, of version: Version, _ stage: Stage, from dependent: String
  ) throws(SnapshotError) -> EdgeOutcome {
    guard let range = edge.range else { return .unclear }
    let alias = table.alias(for: edge.target, from: dependent)
    guard let package = table.package(of: alias) else { return .nowhere(alias: alias) }
    if alias == dependent {
      return range.contains(version) ? .met : .short(package: package, .itself)
    }
    switch try packages.holding(package) {
    case .unclear: return .unclear
    // An alias of a package that is not there is a finding of its own.
    case .missing: return table.isEverything ? .nowhere(alias: alias) : .unclear
    case .releases(let releases):
      // The highest is the likeliest.
      for release in releases.reversed()
      where release.isEligible(for: stage) && range.contains(release.version) {
        return .met
      }
      return .short(package: package, Shortage(releases, range))
    }
  }

  /// Whether the outcome depends on more than the edge and the release's stage.
  func isOfItself(_ edge: Edge, in dependent: String) -> Bool {
    table.alias(for: edge.target, from: dependent) == dependent
  }
}
