internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// Which file of the small form a file of the registry comes from, so that a finding about what is
/// not written yet points at what was read.
struct Origins {
  private struct Origin {
    let form: SmallForm
    let node: JSONDocument.Node
    /// The aliases of a package index.
    var entries: [String: JSONDocument.Node] = [:]
  }

  private var origins: [RepositoryPath: Origin] = [:]

  /// A resource that a file is about as a whole.
  mutating func add(_ path: RepositoryPath, of form: SmallForm, at node: JSONDocument.Node) {
    origins[path] = Origin(form: form, node: node)
  }

  mutating func add(
    _ path: RepositoryPath, of form: SmallForm, at node: JSONDocument.Node,
    _ entries: [SmallForm.Entry]
  ) {
    let nodes = Dictionary(
      entries.map { ($0.alias, $0.node) }, uniquingKeysWith: { first, _ in first })
    origins[path] = Origin(form: form, node: node, entries: nodes)
  }

  /// A finding of the registry's rules, as one about the file that it comes from.
  func finding(_ finding: Diagnostic) -> Diagnostic {
    guard let origin = origin(of: finding.range.path) else { return finding }
    let alias = finding.pointer.flatMap { pointer in
      pointer.hasPrefix("/spec/versionIndexes/")
        ? String(pointer.dropFirst("/spec/versionIndexes/".count)) : nil
    }
    return origin.form.finding(
      .smallFormRefused, at: alias.flatMap { origin.entries[$0] } ?? origin.node,
      "\(finding.range.path) would break a rule: \(finding.message) [\(finding.rule)]",
      help: finding.help ?? "cairn explain \(finding.rule) says more")
  }

  /// Where a path comes from: itself, or the name that clashes with it.
  private func origin(of path: RepositoryPath) -> Origin? {
    if let origin = origins[path] { return origin }
    let folded = Name.fold(path.description)
    return origins.keys.sorted().first { other in
      let other = Name.fold(other.description)
      return other == folded || other.hasPrefix(folded + "/")
    }.flatMap { origins[$0] }
  }
}
