internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry
internal import Resolution

extension Rule {
  static let indexUnmet = Rule(
    "index-unmet", .closure, .forward, "a package index holds what its packages depend on",
    """
    A package index is closed: whoever resolves in it gets everything from it. So each release of \
    each package that it holds, unless revoked, has to find there what it needs for running and for \
    building: under the alias that it names, or as the package that it names under any alias, and in \
    a release that is in range. Releases that do not are marked, and solvers skip them and all that \
    cannot do without them. Add what is missing to the index, or have a waiver say that the older \
    releases need not work there.
    """)
}

extension Check {
  static let indexUnmet = Check(
    .indexUnmet,
    .dependencies { (unit, view) throws(SnapshotError) in
      guard unit.isSound, let index = unit.packageIndex else { return [] }
      let survey = IndexSurvey(index, view)
      var findings: [DependencyFinding] = []
      for entry in index.entries where view.aliases?.contains(entry.alias) ?? true {
        for gap in try survey.gaps(of: entry) {
          let finding = unit.finding(
            .indexUnmet, at: entry.aliasNode, gap.message(about: entry.target),
            help: try survey.help(for: gap, from: entry.target))
          findings.append(
            DependencyFinding(
              finding,
              aboutEach: gap.versions.map {
                [entry.alias, entry.target.text, $0.text, gap.target]
              }))
        }
      }
      return findings
    })
}

/// What the releases of an alias need by one name and do not find.
private struct Gap {
  let target: String
  var versions: [Version] = []
  /// As written, each once: the first few.
  var ranges: [String] = []
  /// That of the newest release.
  var stage: Stage
  var outcome: EdgeOutcome

  func message(about package: PackageID) -> String {
    let lowest = versions.first?.text ?? ""
    let who =
      versions.count == 1
      ? "\(package.text)@\(lowest) needs"
      : "\(versions.count) releases of \(package.text), \(lowest) to \(versions.last?.text ?? ""), need"
    let few = ranges.map(quoted).joined(separator: " or ")
    let what = "\(who) \(quoted(target)) in \(few)"
    if case .nowhere = outcome { return "\(what), which the index does not have" }
    return "\(what), and nothing that the index has will do"
  }
}

/// Looks for what the packages of an index miss in it.
private struct IndexSurvey {
  let table: AliasTable
  let view: DependencyView

  init(_ index: PackageIndex, _ view: DependencyView) {
    table = AliasTable(index)
    self.view = view
  }

  /// By the bytes of the targets.
  func gaps(of entry: PackageIndex.Entry) throws(SnapshotError) -> [Gap] {
    guard case .releases(let releases) = try view.packages.holding(entry.target.text) else {
      return []
    }
    let judge = EdgeJudge(table, view.packages)
    var gaps: [String: Gap] = [:]
    var known: [Stage: [Edge: EdgeOutcome]] = [:]
    for release in releases where release.stage != .revoked {
      for edge in release.edges where edge.binds {
        let isOfItself = judge.isOfItself(edge, in: entry.alias)
        let remembered = isOfItself ? nil : known[release.stage]?[edge]
        let outcome: EdgeOutcome
        if let remembered {
          outcome = remembered
        } else {
          outcome = try judge.outcome(
            of: edge, of: release.version, release.stage, from: entry.alias)
        }
        known[release.stage, default: [:]][edge] = outcome
        guard outcome.isWanting else { continue }
        var gap =
          gaps[edge.target] ?? Gap(target: edge.target, stage: release.stage, outcome: outcome)
        gap.versions.append(release.version)
        // More than are told need not be kept.
        if gap.ranges.count < 3, !gap.ranges.contains(edge.rangeText) {
          gap.ranges.append(edge.rangeText)
        }
        (gap.stage, gap.outcome) = (release.stage, outcome)
        gaps[edge.target] = gap
      }
    }
    return gaps.values.sorted { $0.target.utf8.lexicographicallyPrecedes($1.target.utf8) }
  }

  /// The nearest fix.
  func help(for gap: Gap, from dependent: PackageID) throws(SnapshotError) -> String {
    switch gap.outcome {
    case .met, .unclear: return "add what is missing to the index"
    case .short(let package, let shortage):
      return try "\(shortage.reason(for: gap.stage)); "
        + view.help(ranging: package, for: gap.stage)
    case .nowhere:
      if let slash = gap.target.splitOnce(at: "/") {
        return try "add an alias for \(gap.target), such as \"\(slash.1)\""
          + (isMissing(gap.target) ? ", once there is such a package" : "")
      }
      let own = "\(dependent.project)/\(gap.target)"
      let others = try view.packages.namesakes(of: gap.target)
      if let package = try isMissing(own) ? others.first : own {
        return "add the alias \"\(gap.target)\" for \(package)"
      }
      return "no package has the name \(quoted(gap.target)): add one, and the alias"
    }
  }

  private func isMissing(_ package: String) throws(SnapshotError) -> Bool {
    if case .missing = try view.packages.holding(package) { true } else { false }
  }
}
