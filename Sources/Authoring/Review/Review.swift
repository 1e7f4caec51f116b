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
    let paths = drafts.map(\.path)
    let after = Side(checkout, drafts, focusedOn: paths)
    context = try Context.read(after.whole)
    let old = try Side(checkout, [], focusedOn: paths).findings(paths, context, moment)
    findings = try after.findings(paths, context, moment).removing(old).sorted()
  }

  /// The checkout before or after the drafts are written.
  private struct Side {
    let whole: CheckoutSnapshot
    /// Of the tree, only the folders that hold drafts: enough to compare names.
    let focused: CheckoutSnapshot

    init(_ checkout: Checkout, _ drafts: [Draft], focusedOn paths: [RepositoryPath]) {
      whole = CheckoutSnapshot(checkout, drafts: drafts)
      focused = CheckoutSnapshot(checkout, drafts: drafts, focusedOn: paths)
    }

    func findings(
      _ paths: [RepositoryPath], _ context: Context, _ moment: Moment
    ) throws(SnapshotError) -> [Diagnostic] {
      let view = ForwardView(lookup: Lookup(whole, context: context), moment: moment)
      var findings = StateCheck.findings(
        in: try Walk(focused, layout: context.layout), view)
      for path in paths { findings += try self.findings(path, view) }
      return findings
    }

    private func findings(
      _ path: RepositoryPath, _ view: ForwardView
    ) throws(SnapshotError) -> [Diagnostic] {
      let place = SourcePlace(path, layout: view.context.layout)
      guard let kind = Kind(at: place), let entry = try whole.entry(at: path), entry.kind == .file
      else { return [] }
      let reading = Unit.read(
        try whole.read(entry.id), at: path, place: place, kind: kind, blob: entry.id,
        context: view.context)
      switch reading {
      case .refused(let findings): return findings
      case .unit(let unit): return unit.findings + StateCheck.findings(of: unit, view)
      }
    }
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
