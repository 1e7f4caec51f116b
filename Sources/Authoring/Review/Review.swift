public import Diagnostics
internal import IndexModel
public import Registry
public import Rules

/// What the rules say of drafts before they are written.
///
/// Each drafted file is read back and checked, with all that it names, as `cairn check --worktree`
/// would check it after the writing. What was wrong before is not held against the drafts.
public struct Review: Sendable {
  /// The registry's settings as they will be.
  public let context: Context
  /// What the drafts bring about, ordered.
  public let findings: [Diagnostic]

  /// Whether nothing would break a rule.
  public var passes: Bool { !findings.contains { $0.severity == .error } }

  /// The settings of the registry that a checkout holds.
  public static func context(of checkout: Checkout) throws(ContextError) -> Context {
    try Context.read(CheckoutSnapshot(checkout, drafts: []))
  }

  /// Reviews drafts of a checkout.
  ///
  /// - Throws: `SnapshotError` about a file that cannot be read, `ContextError` where there is no
  ///   registry.
  public init(_ drafts: [Draft], of checkout: Checkout, moment: Moment) throws {
    let before = Side(checkout, drafts.compactMap { $0.undone }, of: drafts)
    let after = Side(checkout, drafts, of: drafts)
    context = try Context.read(after.snapshot)
    let old = try before.findings(context, moment)
    findings = try after.findings(context, moment).removing(old).sorted()
  }

  /// What the rules about dependencies say of drafts and did not say before. It is no reason to refuse them: what a
  /// release needs may be on its way.
  ///
  /// - Throws: `SnapshotError` about a file that cannot be read.
  public static func dependencyFindings(
    _ drafts: [Draft], of checkout: Checkout, _ context: Context, moment: Moment
  ) throws -> [Diagnostic] {
    let old = try Side(checkout, drafts.compactMap { $0.undone }, of: drafts)
      .dependencyFindings(context, moment)
    return try Side(checkout, drafts, of: drafts).dependencyFindings(context, moment)
      .removing(old).sorted()
  }

  /// The checkout before or after the drafts are written.
  private struct Side {
    let checkout: Checkout
    let snapshot: CheckoutSnapshot
    /// The drafted files as they are on this side.
    let files: [Draft]
    /// The paths of files that are new: their names may clash with others.
    let newPaths: [RepositoryPath]
    /// The folders of drafted identities: what an identity claims, no other may.
    let claimedFolders: Set<RepositoryPath>

    init(_ checkout: Checkout, _ files: [Draft], of drafts: [Draft]) {
      self.checkout = checkout
      self.files = files
      snapshot = CheckoutSnapshot(checkout, drafts: files)
      newPaths = drafts.filter { $0.before == nil }.map(\.path)
      claimedFolders = Set(
        drafts.map(\.path).filter { path in
          if case .identity = SourcePlace(path, layout: .flat) { true } else { false }
        }.map(\.parent))
    }

    func findings(_ context: Context, _ moment: Moment) throws(SnapshotError) -> [Diagnostic] {
      let view = ForwardView(lookup: Lookup(snapshot, context: context), moment: moment)
      var findings = try nameFindings(view)
      for file in files { findings += self.findings(file, view) }
      for folder in claimedFolders { findings += try StateCheck.clashes(in: folder, view.lookup) }
      return findings
    }

    func dependencyFindings(
      _ context: Context, _ moment: Moment
    ) throws(SnapshotError) -> [Diagnostic] {
      let view = ForwardView(lookup: Lookup(snapshot, context: context), moment: moment)
      var findings: [Diagnostic] = []
      for file in files {
        guard let unit = try view.lookup.unit(at: file.path) else { continue }
        findings += try StateCheck.dependencyFindings(of: unit, view)
      }
      return findings
    }

    /// Of the tree, only the folders that new files go to: enough to compare names.
    private func nameFindings(_ view: ForwardView) throws(SnapshotError) -> [Diagnostic] {
      guard !newPaths.isEmpty else { return [] }
      let focused = CheckoutSnapshot(checkout, drafts: files, focusedOn: newPaths)
      return StateCheck.findings(in: try Walk(focused, layout: view.context.layout), view)
    }

    private func findings(_ file: Draft, _ view: ForwardView) -> [Diagnostic] {
      let place = SourcePlace(file.path, layout: view.context.layout)
      guard let kind = Kind(at: place) else { return [] }
      let reading = Unit.read(
        file.after, at: file.path, place: place, kind: kind, blob: snapshot.id(of: file.path),
        context: view.context)
      switch reading {
      case .refused(let findings): return findings
      case .unit(let unit): return unit.findings + StateCheck.findings(of: unit, view)
      }
    }
  }
}

extension Draft {
  /// The draft that leaves things as they are; nil for a new file.
  fileprivate var undone: Draft? {
    before.map { Draft(path: path, before: $0, after: $0) }
  }
}

/// What a finding says, wherever it stands in its file.
private struct Statement: Hashable {
  let rule: String
  let path: RepositoryPath
  let message: String

  init(_ finding: Diagnostic) {
    (rule, path, message) = (finding.rule, finding.range.path, finding.message)
  }
}

extension [Diagnostic] {
  /// Without those that say the same, wherever it stands: inserting moves what is behind it.
  fileprivate func removing(_ others: [Diagnostic]) -> [Diagnostic] {
    var counts = Dictionary(others.map { (Statement($0), 1) }, uniquingKeysWith: +)
    return filter { finding in
      guard let count = counts[Statement(finding)], count > 0 else { return true }
      counts[Statement(finding)] = count - 1
      return false
    }
  }
}
