internal import IndexModel

/// What the binding edges of an index's releases find, each looked up once: many reaches go over the same edges.
///
/// Aliases go by numbers here. Revoked releases are found by nobody.
public final class ResolvedEdges {
  private let source: any IndexSource
  private var numbers: [String: Int] = [:]
  /// By number; nil where the index has no such alias.
  private(set) var entries: [IndexEntry?] = []
  /// By number and release; nil for what nobody asked for yet.
  private var needs: [[[Need]?]] = []
  private var found: [Question: ReleaseSet] = [:]

  /// An edge of a release.
  struct Need {
    /// Which alias it names.
    let target: Int
    /// The releases of it in range: none where the range means nothing, or nothing is there.
    let releases: ReleaseSet
  }

  private struct Question: Hashable {
    let target: Int
    let range: String
  }

  public init(_ source: some IndexSource) { self.source = source }

  func number(of alias: String) throws -> Int {
    if let number = numbers[alias] { return number }
    let entry = try source.entry(alias)
    numbers[alias] = entries.count
    entries.append(entry)
    needs.append(Array(repeating: nil, count: entry?.releases.count ?? 0))
    return entries.count - 1
  }

  func releases(of alias: Int) -> [IndexedRelease] { entries[alias]?.releases ?? [] }

  func needs(of release: Int, in alias: Int) throws -> [Need] {
    if let known = needs[alias][release] { return known }
    var found: [Need] = []
    if let entry = entries[alias] {
      for edge in entry.releases[release].edges where edge.binds {
        found.append(try need(edge, of: release, in: alias, named: entry.alias))
      }
    }
    needs[alias][release] = found
    return found
  }

  private func need(
    _ edge: Edge, of release: Int, in alias: Int, named name: String
  ) throws -> Need {
    guard let range = edge.range, let text = try source.alias(for: edge.target, from: name) else {
      return Need(target: alias, releases: .nothing(of: releases(of: alias).count))
    }
    let target = try number(of: text)
    if target == alias {
      // A release that needs its own package has itself.
      var own = ReleaseSet.nothing(of: releases(of: alias).count)
      if isFound(release, of: alias, in: range) { own.insert(release) }
      return Need(target: target, releases: own)
    }
    let question = Question(target: target, range: edge.rangeText)
    if let known = found[question] { return Need(target: target, releases: known) }
    var set = ReleaseSet.nothing(of: releases(of: target).count)
    for number in releases(of: target).indices where isFound(number, of: target, in: range) {
      set.insert(number)
    }
    found[question] = set
    return Need(target: target, releases: set)
  }

  private func isFound(_ release: Int, of alias: Int, in range: VersionRange) -> Bool {
    let release = releases(of: alias)[release]
    return release.stage != .revoked && range.contains(release.version)
  }
}
