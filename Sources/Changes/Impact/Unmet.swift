public import IndexModel
internal import Resolution

/// Releases of a package that could be met before a change, and cannot after it, for one reason.
public struct Unmet: Hashable, Sendable {
  public let packageIndex: String
  /// `<project>/<package>`
  public let package: String
  /// Ascending.
  public let versions: [Version]
  /// The package in which the range finds nothing any more, or the alias where the index has none of that name.
  public let target: String
  /// As it is written.
  public let range: String
  /// Whether there is no release in range at all. Else those that are there cannot be met themselves.
  public let isDirect: Bool
}

extension Unmet {
  /// What a change leaves unmet in a package index, in order.
  static func all(in index: ChangedIndex) throws -> [Unmet] {
    var versions: [Reason: [Version]] = [:]
    for (alias, marks) in try Closure.marks(of: index.changed, in: index) {
      guard marks.contains(where: { !$0.isEmpty }),
        let package = index.table.package(of: alias), let now = try index.releases(of: alias)
      else { continue }
      let met = try index.marks.versions(of: package, metUnder: alias)
      for (release, unmet) in zip(now, marks)
      where !unmet.isEmpty && met.contains(release.version.text) {
        guard let reason = try Reason(release, unmet, alias, package, index) else { continue }
        versions[reason, default: []].append(release.version)
      }
    }
    return versions.map { reason, versions in
      Unmet(
        packageIndex: index.table.name, package: reason.package, versions: versions.unique,
        target: reason.target, range: reason.range, isDirect: reason.isDirect)
    }.sorted(by: precedes)
  }

  /// Those whom the change hits itself come first.
  private static func precedes(_ one: Unmet, _ other: Unmet) -> Bool {
    if one.isDirect != other.isDirect { return one.isDirect }
    let (mine, theirs) = (
      [one.package, one.target, one.range], [other.package, other.target, other.range]
    )
    return mine.lexicographicallyPrecedes(theirs) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Why a release cannot be met.
  private struct Reason: Hashable {
    let package: String
    let target: String
    let range: String
    let isDirect: Bool

    /// Of several edges the first counts that finds nothing at all.
    init?(
      _ release: ReleaseNode, _ unmet: [String], _ alias: String, _ package: String,
      _ index: ChangedIndex
    ) throws {
      let edges = release.edges.filter { $0.binds && unmet.contains($0.target) }
      guard var edge = edges.first else { return nil }
      var isDirect = false
      for other in edges where try !Self.finds(other, release, alias, index) {
        edge = other
        isDirect = true
        break
      }
      let target = index.alias(for: edge.target, from: alias)
      self.package = package
      self.target = index.table.package(of: target) ?? target
      range = edge.rangeText
      self.isDirect = isDirect
    }

    /// Whether there is a release in range, met or not.
    private static func finds(
      _ edge: Edge, _ release: ReleaseNode, _ alias: String, _ index: ChangedIndex
    ) throws -> Bool {
      let target = index.alias(for: edge.target, from: alias)
      guard let range = edge.range, target != alias else { return false }
      return try index.releases(of: target)?.contains {
        $0.isEligible(for: release.stage) && range.contains($0.version)
      } ?? false
    }
  }
}

extension [Version] {
  /// Ascending, each once: one package may stand under several aliases.
  fileprivate var unique: [Version] {
    var unique: [Version] = []
    for version in sorted() where unique.last?.text != version.text { unique.append(version) }
    return unique
  }
}
