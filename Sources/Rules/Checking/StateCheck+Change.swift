public import Diagnostics
public import IndexModel
public import Registry

/// The check of what a change brings about, at a cost that goes with the change.
extension StateCheck {
  /// What the change from `base` brings about in this state.
  ///
  /// All that is found in files that the change touches; and in others, or about what stands beside
  /// them, what was not there before. In files that it does not touch only broken integrity is an
  /// error, and a dependency that was not met before is nowhere one: nobody is blocked by a
  /// stranger's file. The waivers are those of `base`, and come with
  /// how many of these findings each of them accepts.
  ///
  /// - Parameters:
  ///   - changes: Every path that differs.
  ///   - base: The state before.
  ///   - head: This state: its snapshot is the one to check.
  public func findings(
    of changes: [TreeChange], from base: Lookup, to head: Lookup
  ) throws(SnapshotError) -> (findings: [Diagnostic], waivers: [WaiverUse]) {
    let scope = try ChangeScope(changes, from: base, to: head)
    let touched = Set(changes.map(\.path))
    let views = [base, head].map { ForwardView(lookup: $0, moment: moment) }
    let states = try ComparedStates(
      scope, from: views[0], to: views[1],
      naming: scope.losers.isEmpty || scope.isEverything ? [] : try naming(scope.losers, in: head),
      coversDependencies: coversDependencies)
    let after = try findings(in: states, of: views[1], onlyOf: nil)
    /// Whether a finding counts though it was there before: its file is touched, and it is not about
    /// what stands beside.
    func isOwn(_ finding: Diagnostic) -> Bool {
      touched.contains(finding.range.path) && !Self.rulesOfNeighbours.contains(finding.rule)
    }
    let strange = after.findings.filter { !isOwn($0) } + after.dependencies.map(\.diagnostic)
    var findings = after.findings
    if !strange.isEmpty {
      let earlier = StateCheck(
        base.snapshot, moment: moment, workers: workers, coversDependencies: coversDependencies)
      // A file that a package carries is looked at from the package.
      let paths = Set(
        strange.flatMap { finding in
          let path = finding.range.path
          return [path] + [path.carrier(in: head.context.layout)].compactMap(\.self)
        })
      let before = try earlier.findings(in: states, of: views[0], onlyOf: paths)
      let known = Set(before.findings.map(Statement.init))
      findings = findings.filter { isOwn($0) || !known.contains(Statement($0)) }
      findings += Self.caused(after.dependencies, before.dependencies, touched)
    }
    findings += try states.solutionFindings()
    var waivers = try Waivers(head, of: base, moment: moment)
    try waivers.apply(to: &findings)
    for at in findings.indices
    where findings[at].severity == .error && !touched.contains(findings[at].range.path)
      && !findings[at].breaksIntegrity
    {
      findings[at].severity = .warning
    }
    return (findings.sorted(), waivers.uses)
  }

  /// The rules about names that stand side by side, and about what no two files may claim. A change
  /// is asked about them where a name or a claim comes or goes, not wherever it touches a file.
  private static let rulesOfNeighbours = Set(
    Check.all.compactMap { check in
      switch check.body {
      case .names, .claims: check.rule.id
      case .file, .forward, .entry, .owners, .dependencies: nil
      }
    })

  /// The findings about dependencies that a change causes, and those that stood before in files that
  /// it touches: whoever adds a release need not mend the older ones.
  private static func caused(
    _ after: [DependencyFinding], _ before: [DependencyFinding], _ touched: Set<RepositoryPath>
  ) -> [Diagnostic] {
    let known = Set(before.flatMap(\.keys))
    return after.compactMap { finding in
      guard finding.keys.allSatisfy(known.contains) else { return finding.diagnostic }
      guard touched.contains(finding.diagnostic.range.path) else { return nil }
      var diagnostic = finding.diagnostic
      if diagnostic.severity == .error, !diagnostic.breaksIntegrity {
        diagnostic.severity = .warning
      }
      return diagnostic
    }
  }

  /// What the rules find in a scope of one of the two states.
  ///
  /// - Parameter paths: Files whose findings will do; nil for all.
  private func findings(
    in states: ComparedStates, of view: ForwardView, onlyOf paths: Set<RepositoryPath>?
  ) throws(SnapshotError) -> Findings {
    let (scope, state) = (states.scope, view.lookup)
    guard state.context.blob != nil else { return Findings(findings: [.registryMissing]) }
    if scope.isEverything { return try allFindings(state) }
    let spaces = try Walk(state, folders: scope.folders).nameSpaces
    var findings = Self.findings(in: spaces, view.context)
    let entries = scope.entries.filter { paths?.contains($0.path) ?? true }
    findings += Self.entryFindings(about: entries, view)
    findings += Self.ownerFindings(about: entries, view)
    for path in scope.units.union(states.named).sorted() where paths?.contains(path) ?? true {
      findings += try self.findings(at: path, view)
    }
    for folder in Set(scope.claimants.map(\.parent)).sorted() {
      findings += try Self.clashes(in: folder, state)
    }
    return Findings(
      findings: findings, dependencies: try states.dependencyFindings(in: state, onlyOf: paths))
  }

  /// What reading and the checks of one unit find; nothing where there is none.
  private func findings(
    at path: RepositoryPath, _ view: ForwardView
  ) throws(SnapshotError) -> [Diagnostic] {
    if let unit = try view.lookup.unit(at: path) {
      return unit.findings + Self.findings(of: unit, view)
    }
    let place = SourcePlace(path, layout: view.context.layout)
    guard let kind = Kind(at: place), let entry = try view.lookup.entry(at: path),
      entry.kind == .file
    else { return [] }
    let source = Source(found: Walk.Found(path: path, place: place, entry: entry), kind: kind)
    let bytes = Result { () throws(SnapshotError) in
      let size = try view.lookup.snapshot.size(of: entry.id)
      guard size <= view.context.policy.fileBytes else {
        throw .tooLarge(entry.id, size: size)
      }
      return try view.lookup.snapshot.read(entry.id)
    }
    guard case .refused(let findings) = Self.read(source, bytes, view.context) else { return [] }
    return findings
  }

  /// What the checks of claims find in a folder: claims are made by files of one kind, which share one.
  public static func clashes(
    in folder: RepositoryPath, _ state: Lookup
  ) throws(SnapshotError) -> [Diagnostic] {
    var claims: [Claims] = []
    for entry in try state.entries(of: folder) where entry.kind == .file {
      if let unit = try state.unit(at: folder.appending(entry.name)) {
        claims += Self.claims(of: unit)
      }
    }
    return Self.clashes(among: claims)
  }
}

/// What a finding says: the same in both states if nothing about it differs.
private struct Statement: Hashable {
  let rule: String
  let range: SourceRange
  let message: String

  init(_ finding: Diagnostic) {
    (rule, range, message) = (finding.rule, finding.range, finding.message)
  }
}

extension Diagnostic {
  /// Whether the finding is an error against integrity: nothing is published with one.
  public var breaksIntegrity: Bool {
    severity == .error && (Rule.named(rule).map { $0.class == .integrity } ?? true)
  }
}
