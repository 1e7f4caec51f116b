public import IndexModel
internal import Resolution

/// Which packages take a new release of another one by the ranges that they declare.
public struct Acceptance: Hashable, Sendable {
  /// `<project>/<package>`
  public let package: String
  public let version: Version
  /// The packages whose latest release depends on it by a range that the version is in, by their names.
  public let accepting: [String]
  /// Those whose latest release does so by a range that the version is not in.
  public let refusing: [String]

  /// How many packages depend on it directly.
  public var dependents: Int { accepting.count + refusing.count }
}

extension Acceptance {
  /// Of more new releases than this nobody is asked for: a change that large is not read release by release.
  static let most = 1_000

  /// Who takes the releases that a change brings, or promotes, by package and version.
  ///
  /// - Parameter index: That of every package.
  static func all(
    of touched: TouchedPackages, in index: ChangedIndex, _ store: PackageReleases
  ) throws -> [Acceptance] {
    var all: [Acceptance] = []
    for package in touched.names {
      guard all.count < most else { break }
      guard let new = touched.all[package]?.new, !new.isEmpty else { continue }
      let ranges = try ranges(of: package, in: index, store)
      for version in new.prefix(most - all.count) {
        let accepting = ranges.filter { $0.ranges.allSatisfy { $0?.contains(version) ?? false } }
        let names = Set(accepting.map(\.package))
        all.append(
          Acceptance(
            package: package, version: version, accepting: accepting.map(\.package),
            refusing: ranges.map(\.package).filter { !names.contains($0) }))
      }
    }
    return all
  }

  /// By which ranges the latest release of each dependent depends on a package; nil for one that means nothing.
  private static func ranges(
    of package: String, in index: ChangedIndex, _ store: PackageReleases
  ) throws -> [(package: String, ranges: [VersionRange?])] {
    let dependents = try index.dependents(of: package).map(\.alias).filter { $0 != package }
    try store.load(dependents)
    return try dependents.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { dependent in
        guard let latest = try store.after(dependent)?.latest else { return nil }
        let ranges = latest.edges.filter {
          index.alias(for: $0.target, from: dependent) == package
        }.map(\.range)
        return ranges.isEmpty ? nil : (dependent, ranges)
      }
  }
}

extension TouchedPackages.Package {
  /// The versions that dependents may take now, and might not before, ascending.
  fileprivate var new: [Version] {
    let stages = Dictionary(
      (before ?? []).map { ($0.version.text, $0.stage) }, uniquingKeysWith: { first, _ in first })
    return (after ?? []).filter { release in
      switch stages[release.version.text] {
      case nil: release.stage != .revoked
      case .candidate: release.stage == .current
      case .current, .revoked: false
      }
    }.map(\.version)
  }
}

extension [ReleaseNode] {
  /// The release that a client gets who asks for the latest, of a stage that is published if there is one.
  fileprivate var latest: ReleaseNode? {
    for stage in [Stage.current, .candidate] {
      let own = filter { $0.stage == stage }
      if let latest = own.last(where: { !$0.version.isPrerelease }) ?? own.last { return latest }
    }
    return nil
  }
}
