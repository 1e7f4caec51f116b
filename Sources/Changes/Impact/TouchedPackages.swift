internal import IndexModel
internal import Registry
internal import Resolution

/// The packages of which a change brings, takes or alters something that dependents could meet.
///
/// A package that head holds but does not say soundly is not among them: no site is made of it.
struct TouchedPackages {
  /// By `<project>/<package>`.
  let all: [String: Package]

  /// Its releases, ascending; nil where it is not there.
  struct Package {
    let before: [ReleaseNode]?
    let after: [ReleaseNode]?
  }

  init(_ comparison: Comparison) throws(SnapshotError) {
    let (base, head) = (comparison.base.lookup, comparison.head.lookup)
    var all: [String: Package] = [:]
    for path in comparison.paths.map(\.path) {
      for state in [base, head] {
        guard
          case .versionIndex(let project, let name) = SourcePlace(
            path, layout: state.context.layout),
          let id = try? PackageID("\(project)/\(name)", versions: state.context.policy.versioning),
          all[id.text] == nil
        else { continue }
        let before = try base.soundVersionIndex(id.text).map(ReleaseNode.all)
        let after = try head.soundVersionIndex(id.text).map(ReleaseNode.all)
        if after == nil, try head.hasPackage(id) { continue }
        if !Self.are(before, like: after) { all[id.text] = Package(before: before, after: after) }
      }
    }
    self.all = all
  }

  private static func are(_ some: [ReleaseNode]?, like others: [ReleaseNode]?) -> Bool {
    guard let some, let others else { return some == nil && others == nil }
    return some.count == others.count
      && zip(some, others).allSatisfy { one, other in
        one.version.text == other.version.text && one.stage == other.stage
          && one.edges == other.edges
      }
  }

  /// Whether nobody can lose anything by it: releases came, and none went or is another than it was.
  var onlyGains: Bool {
    all.values.allSatisfy { package in
      let after = Dictionary(
        (package.after ?? []).map { ($0.version.text, $0) }, uniquingKeysWith: { first, _ in first }
      )
      return (package.before ?? []).allSatisfy { old in
        after[old.version.text].map { $0.stage == old.stage && $0.edges == old.edges } ?? false
      }
    }
  }

  /// The names, in order.
  var names: [String] {
    all.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
