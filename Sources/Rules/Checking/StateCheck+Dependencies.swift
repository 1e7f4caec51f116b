public import Diagnostics
public import IndexModel
public import Registry
internal import Resolution

/// What the dependencies of a registry are judged by, gathered while its units stream by: the
/// releases of its packages, and nothing else of them.
struct CollectedGraph: Sendable {
  private let releases: Collected<(package: String, releases: [ReleaseNode])>
  private let tables: Collected<AliasTable>

  init(workers: Int) {
    releases = Collected(workers: workers)
    tables = Collected(workers: workers)
  }

  func take(_ unit: Unit, worker: Int) {
    guard unit.isSound else { return }
    if let index = unit.versionIndex {
      releases.append([(index.id.text, ReleaseNode.all(of: index))], worker: worker)
    } else if let index = unit.packageIndex {
      tables.append([AliasTable(index)], worker: worker)
    }
  }

  /// The packages of a registry of some sources: those that could not be understood, too.
  func packages(of sources: [StateCheck.Source]) -> KnownPackages {
    var holdings: [String: Holding] = [:]
    for source in sources { source.package.map { holdings[$0] = .unclear } }
    for (package, releases) in releases.all { holdings[package] = .releases(releases) }
    return KnownPackages(holdings)
  }

  var memberships: Memberships {
    Memberships(tables.all.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }
}

extension StateCheck.Source {
  /// `<project>/<package>`, for a version index.
  var package: String? {
    if case .versionIndex(let project, let name) = found.place { "\(project)/\(name)" } else { nil }
  }

  fileprivate var isPackageIndex: Bool {
    if case .packageIndex = found.place { true } else { false }
  }
}

extension StateCheck {
  /// What the checks of dependencies find in a whole registry. Only files of which there is
  /// something to say are read again.
  func dependencyFindings(
    in graph: CollectedGraph, of sources: [Source], _ forward: ForwardView
  ) throws(SnapshotError) -> [DependencyFinding] {
    let packages = graph.packages(of: sources)
    var view = DependencyView(
      forward: forward, packages: packages, memberships: graph.memberships)
    view.cycles = try view.ways(around: packages.all)
    var wanting: [Source] = []
    for source in sources {
      if let package = source.package {
        guard case .releases(let releases) = packages.holding(package),
          try view.isWanting(package, releases)
        else { continue }
        wanting.append(source)
      } else if source.isPackageIndex {
        wanting.append(source)
      }
    }
    let collected = Collected<DependencyFinding>(workers: workers)
    forward.lookup.snapshot.readAll(
      wanting.map(\.found.entry.id), limit: forward.context.policy.fileBytes, workers: workers
    ) { [view, wanting] worker, index, result in
      guard case .unit(let unit) = Self.read(wanting[index], result, forward.context) else {
        return
      }
      collected.append(Self.dependencyFindings(of: unit, view), worker: worker)
    }
    return collected.all
  }

  /// What the checks of dependencies find in one unit of a state that is looked up.
  public static func dependencyFindings(
    of unit: Unit, _ forward: ForwardView
  ) throws(SnapshotError) -> [Diagnostic] {
    dependencyFindings(of: unit, try DependencyView(lookingUp: forward)).map(\.diagnostic)
  }

  /// What the checks of dependencies find in one unit.
  static func dependencyFindings(of unit: Unit, _ view: DependencyView) -> [DependencyFinding] {
    do throws(SnapshotError) {
      var view = view
      view.wanting = try view.wantingEdges(of: unit)
      var findings: [DependencyFinding] = []
      for check in Check.all {
        guard case .dependencies(let check) = check.body else { continue }
        findings += try check(unit, view)
      }
      return findings
    } catch {
      let limit = view.forward.context.policy.fileBytes
      let finding = Diagnostic(error, path: unit.path, limit: limit)
      return [DependencyFinding(finding, [finding.rule, finding.message])]
    }
  }
}
