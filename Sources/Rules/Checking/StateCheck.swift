public import Diagnostics
public import IndexModel
public import Registry
internal import Synchronization

/// The check of a state: every rule over every unit of a snapshot.
public struct StateCheck: Sendable {
  public let snapshot: any Snapshot
  public let moment: Moment
  public let workers: Int
  /// Whether dependencies are checked, too: nothing about them breaks integrity.
  public let coversDependencies: Bool

  public init(
    _ snapshot: any Snapshot, moment: Moment, workers: Int, coversDependencies: Bool = true
  ) {
    self.snapshot = snapshot
    self.moment = moment
    self.workers = max(1, workers)
    self.coversDependencies = coversDependencies
  }

  /// What a check found, and how much it read.
  public struct Outcome: Sendable {
    /// By path, position and rule; waivers are applied.
    public let findings: [Diagnostic]
    public let context: Context
    public let units: Int
    /// All waivers of the registry, in their order.
    public let waivers: [WaiverUse]

    /// Whether `build` has to refuse the state: integrity is broken, and nothing waives that.
    public var isSound: Bool {
      !findings.contains { finding in
        finding.severity == .error && Rule.named(finding.rule)?.class != .closure
      }
    }
  }

  /// Reads and checks everything, in the order that the storage likes best, and hands each unit on.
  ///
  /// - Parameter each: Called once for each unit that is a document, from `workers` threads at the most; the first
  ///   argument is the worker's number. Once a broken promise of integrity was found, whoever found it, it is called no
  ///   more: what comes of such a state is thrown away.
  public func run(
    each: @Sendable (_ worker: Int, Unit, Lookup) -> Void = { _, _, _ in }
  ) throws(SnapshotError) -> Outcome {
    let context: Context
    do throws(ContextError) {
      context = try Context.read(snapshot)
    } catch {
      switch error {
      case .missing:
        return Outcome(findings: [.registryMissing], context: Context(), units: 0, waivers: [])
      case .unreadable(let error):
        let damage = Damage.findings(in: snapshot)
        guard !damage.isEmpty else { throw error }
        return Outcome(findings: damage, context: Context(), units: 0, waivers: [])
      }
    }
    let lookup = Lookup(snapshot, context: context)
    let all = try allFindings(lookup, each: each)
    var findings = all.findings + all.dependencies.map(\.diagnostic)
    var waivers = try Waivers(lookup, moment: moment)
    try waivers.apply(to: &findings)
    findings.sort()
    return Outcome(
      findings: findings, context: context, units: all.units, waivers: waivers.uses)
  }

  /// What every rule finds in every unit, in no order and without waivers.
  struct Findings {
    var findings: [Diagnostic]
    /// Those about dependencies.
    var dependencies: [DependencyFinding] = []
    /// How many units there are.
    var units = 0
  }

  /// What every rule finds in every unit.
  func allFindings(
    _ lookup: Lookup, each: @Sendable (_ worker: Int, Unit, Lookup) -> Void = { _, _, _ in }
  ) throws(SnapshotError) -> Findings {
    let context = lookup.context
    let walk = try Walk(snapshot, layout: context.layout)
    let view = ForwardView(lookup: lookup, moment: moment)
    var findings = Self.findings(in: walk, view)
    // What was not walked to its end would be judged by what was seen of it.
    guard walk.cut == nil else { return Findings(findings: findings) }
    let sources = walk.found.compactMap { found in
      found.entry.kind == .file ? Kind(at: found.place).map { Source(found: found, kind: $0) } : nil
    }
    let integrity = Integrity(of: findings)
    let collected = Collected<Diagnostic>(workers: workers)
    let claims = Collected<Claims>(workers: workers)
    let graph = CollectedGraph(workers: workers)
    snapshot.readAll(
      sources.map(\.found.entry.id), limit: context.policy.fileBytes, workers: workers
    ) {
      worker, index, result in
      let source = sources[index]
      switch Self.read(source, result, context) {
      case .refused(let refused):
        collected.append(refused, worker: worker)
        integrity.judge(refused)
      case .unit(let unit):
        let found = unit.findings + Self.findings(of: unit, view)
        collected.append(found, worker: worker)
        claims.append(Self.claims(of: unit), worker: worker)
        if coversDependencies { graph.take(unit, worker: worker) }
        integrity.judge(found)
        if integrity.holds { each(worker, unit, lookup) }
      }
    }
    findings += collected.all + Self.clashes(among: claims.all)
    return Findings(
      findings: findings,
      dependencies: coversDependencies ? try dependencyFindings(in: graph, of: sources, view) : [],
      units: sources.count)
  }

  /// An entry that a unit is read from.
  struct Source: Sendable {
    let found: Walk.Found
    let kind: Kind
  }

  static func read(
    _ source: Source, _ result: Result<[UInt8], SnapshotError>, _ context: Context
  ) -> Reading {
    let path = source.found.path
    switch result {
    case .success(let bytes):
      return Unit.read(
        bytes, at: path, place: source.found.place, kind: source.kind, blob: source.found.entry.id,
        context: context)
    case .failure(let error):
      return .refused([Diagnostic(error, path: path, limit: context.policy.fileBytes)])
    }
  }

  /// What the checks of scope `file` and `forward` find in one unit.
  public static func findings(of unit: Unit, _ view: ForwardView) -> [Diagnostic] {
    let fileView = FileView(context: view.context, moment: view.moment)
    var findings: [Diagnostic] = []
    for check in Check.all {
      switch check.body {
      case .file(let check): findings += check(unit, fileView)
      case .forward(let check):
        do throws(SnapshotError) {
          findings += try check(unit, view)
        } catch {
          findings.append(Diagnostic(error, path: unit.path, limit: view.context.policy.fileBytes))
        }
      case .names, .entry, .owners, .claims, .dependencies: break
      }
    }
    return findings
  }

  /// What the checks of names, entries and owners find in a tree, before its files are read.
  public static func findings(in walk: Walk, _ view: ForwardView) -> [Diagnostic] {
    if let cut = walk.cut {
      return [Diagnostic(cut.error, folder: cut.path)]
    }
    let findings = walk.unreadable.map { Diagnostic($0.error, folder: $0.path) }
    return findings + Self.findings(in: walk.nameSpaces, view.context)
      + Self.entryFindings(about: walk.found, view) + Self.ownerFindings(about: walk.found, view)
  }

  /// What the checks of names find in some places.
  static func findings(in spaces: [NameSpace], _ context: Context) -> [Diagnostic] {
    Check.all.flatMap { check -> [Diagnostic] in
      guard case .names(let check) = check.body else { return [] }
      return spaces.flatMap { check($0, context) }
    }
  }

  /// What the checks of entries find in some of them.
  static func entryFindings(about found: [Walk.Found], _ view: ForwardView) -> [Diagnostic] {
    Check.all.flatMap { check -> [Diagnostic] in
      guard case .entry(let check) = check.body else { return [] }
      return findings(of: found, by: check, view)
    }
  }

  /// What the checks of owners find about entries that somebody has to answer for.
  static func ownerFindings(about found: [Walk.Found], _ view: ForwardView) -> [Diagnostic] {
    Check.all.flatMap { check -> [Diagnostic] in
      guard case .owners(let check) = check.body else { return [] }
      do throws(SnapshotError) {
        return try check(found, view)
      } catch {
        return [
          Diagnostic(
            error, path: SourcePlace.codeOwnersPath, limit: view.context.policy.fileBytes)
        ]
      }
    }
  }

  /// After this many findings about entries no others are looked for: a small repository may unfold to millions of
  /// entries, and each of them may be wrong.
  public static let mostOfEntries = 10_000

  private static func findings(
    of entries: [Walk.Found],
    by check: (Walk.Found, ForwardView) throws(SnapshotError) -> [Diagnostic], _ view: ForwardView
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for found in entries {
      guard findings.count < mostOfEntries else {
        findings.append(
          Diagnostic(
            .treeEntry, file: found.path,
            "\(mostOfEntries) findings about entries come before this one, so the rest is not looked at",
            help: "mend what is listed, then check again"))
        return findings
      }
      do throws(SnapshotError) {
        findings += try check(found, view)
      } catch {
        findings.append(
          Diagnostic(error, path: found.path, limit: view.context.policy.fileBytes))
      }
    }
    return findings
  }
}

// MARK: - Claims

extension StateCheck {
  /// The claims of one unit, by the check that asked for them.
  struct Claims: Sendable {
    let check: Int
    let claims: [Claim]
  }

  static func claims(of unit: Unit) -> [Claims] {
    Check.all.enumerated().compactMap { at, check in
      guard case .claims(let read, _) = check.body else { return nil }
      let claims = read(unit)
      return claims.isEmpty ? nil : Claims(check: at, claims: claims)
    }
  }

  static func clashes(among claims: [Claims]) -> [Diagnostic] {
    Dictionary(grouping: claims, by: \.check).flatMap { at, claims -> [Diagnostic] in
      guard case .claims(_, let clash) = Check.all[at].body else { return [] }
      return Claim.clashes(among: claims.flatMap(\.claims)).map { clash($0.later, $0.earlier) }
    }
  }
}

/// What the workers collect: each under its own number, so that they seldom wait for one another.
final class Collected<Element: Sendable>: Sendable {
  private let slots: [Slot]

  private final class Slot: Sendable {
    let elements = Mutex<[Element]>([])
  }

  init(workers: Int) {
    slots = (0..<workers).map { _ in Slot() }
  }

  func append(_ found: [Element], worker: Int) {
    guard !found.isEmpty else { return }
    slots[worker].elements.withLock { $0 += found }
  }

  var all: [Element] {
    slots.flatMap { $0.elements.withLock { $0 } }
  }
}

/// Whether nothing was found yet that `build` has to refuse whatever else is found. Once broken it stays so: no waiver
/// mends it.
private final class Integrity: Sendable {
  private let isBroken = Atomic(false)

  init(of findings: [Diagnostic]) { judge(findings) }

  var holds: Bool { !isBroken.load(ordering: .relaxed) }

  func judge(_ findings: [Diagnostic]) {
    if findings.contains(where: \.breaksIntegrity) { isBroken.store(true, ordering: .relaxed) }
  }
}
