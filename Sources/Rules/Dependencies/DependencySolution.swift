internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let dependencySolution = Rule(
    "dependency-solution", .closure, .change, "what a change releases can be installed",
    """
    A solution has one release of each package. A release that a change adds, or gives other \
    dependencies or another stage, has to have one: in the index of every package, or in a package \
    index that holds it. It may have none though each dependency has a release in range, if two of \
    them cannot agree on a third, or if something further away is not met. The notes say why no \
    choice works. Widen a range, or wait with the release until there is a choice that does.
    """)
}

/// Solves the releases of a package that a change touches.
struct SolutionCheck {
  let view: DependencyView
  let unit: Unit
  let index: VersionIndex

  /// What is to be said of a package of which the releases were others before.
  static func findings(
    of package: String, from base: DependencyView, to head: DependencyView
  ) throws(SnapshotError) -> [Diagnostic] {
    let lookup = head.forward.lookup
    guard let id = try? PackageID(package, versions: lookup.context.policy.versioning),
      let unit = try lookup.unit(at: lookup.path(of: id)), unit.isSound,
      let index = unit.versionIndex
    else { return [] }
    var before: [String: Release] = [:]
    for release in try base.forward.lookup.soundVersionIndex(package)?.releases ?? [] {
      before[release.version.text] = release
    }
    let check = SolutionCheck(view: head, unit: unit, index: index)
    var findings: [Diagnostic] = []
    for release in index.releases where release.stage != .revoked {
      if let old = before[release.version.text], old.stage == release.stage,
        Edge.all(of: old) == Edge.all(of: release)
      {
        continue
      }
      if let finding = try check.finding(on: release) { findings.append(finding) }
    }
    return findings
  }

  private func finding(on release: Release) throws(SnapshotError) -> Diagnostic? {
    let edges = Edge.all(of: release).filter(\.binds)
    guard !edges.isEmpty else { return nil }
    // An edge that finds nothing, or that cannot be understood, is a finding of its own.
    for edge in edges {
      let outcome = try view.outcome(
        of: edge, of: release.version, release.stage, in: index.id.text)
      guard case .met = outcome else { return nil }
    }
    var conflict: (table: AliasTable, explanation: [String])?
    for membership in view.memberships.all(of: index.id.text) {
      guard let found = try self.conflict(of: release, in: membership) else { return nil }
      // The index that the release was written for has the better explanation.
      if conflict == nil, try fits(edges, of: release, in: membership) {
        conflict = (membership.table, found)
      }
    }
    guard let conflict else { return nil }
    let node = unit.document.member("dependencies", of: release.node) ?? release.versionNode
    return unit.finding(
      .dependencySolution, at: node,
      "no solution was found for \(index.id.text)@\(release.version.text) in the package index "
        + quoted(conflict.table.name),
      help: "widen a range, or release again what cannot be met",
      notes: conflict.explanation.map { unit.note(at: node, $0.asClause) })
  }

  /// Whether a package index has something for each edge of a release.
  private func fits(
    _ edges: [Edge], of release: Release, in membership: Memberships.Membership
  ) throws(SnapshotError) -> Bool {
    let judge = EdgeJudge(membership.table, view.packages)
    for edge in edges {
      let outcome = try judge.outcome(
        of: edge, of: release.version, release.stage, from: membership.alias)
      if outcome.isWanting { return false }
    }
    return true
  }

  /// A change may bring many releases, and a stranger wrote them.
  private static let effort = Request.usualEffort / 100

  /// Why no solution was found for a release in a package index; nil if there is one.
  private func conflict(
    of release: Release, in membership: Memberships.Membership
  ) throws(SnapshotError) -> [String]? {
    guard
      let range = try? VersionRange(
        release.version.pathText, scheme: view.forward.context.policy.versioning)
    else { return nil }
    var request = Request(
      [Request.Requirement(membership.alias, range)], candidates: release.stage == .candidate)
    request.effort = Self.effort
    let source = RegistryIndex(membership.table, view.forward.lookup)
    do {
      switch try request.resolve(in: source) {
      case .solution: return nil
      case .conflict(let conflict): return conflict.explanation
      case .gaveUp:
        return ["Neither a solution nor a proof that there is none was found in reasonable time."]
      }
    } catch let error as SnapshotError {
      throw error
    } catch {
      preconditionFailure("a lookup throws nothing else")
    }
  }
}

extension String {
  /// A sentence as findings have them: in lower case, without its full stop.
  fileprivate var asClause: String {
    let bare = hasSuffix(".") ? dropLast() : self[...]
    return bare.prefix(1).lowercased() + bare.dropFirst()
  }
}
