internal import IndexModel
internal import Registry
internal import Resolution

/// Words for what is short, and the nearest fix.
extension Shortage {
  /// Why nothing will do for a release of a stage.
  func reason(for stage: Stage) -> String {
    switch self {
    case .itself: "it can only be met by itself, as a solution has one release of each package"
    case .revoked(let versions): "only revoked ones are in range: \(listed(versions))"
    case .candidates(let versions): "only candidates are in range: \(listed(versions))"
    case .prereleases(let versions):
      "only pre-releases come close, and the range names none of them: \(listed(versions))"
    case .nothingInRange: "none is in range"
    }
  }
}

extension Stage {
  /// A fix of a release of the stage. A check does not know what is published: what is current may be, and then nobody
  /// edits it any more.
  func lasting(_ fix: String) -> String {
    guard self == .current else { return fix }
    let joint = fix.utf8.last == UInt8(ascii: "?") ? " If" : "; if"
    return "\(fix)\(joint) this release is published already, mend that in the next one"
  }
}

/// After so many findings of a rule in one file nobody guesses any more what was meant: a file may hold thousands.
let mostGuesses = 100

/// Some versions, the first few of many.
func listed(_ versions: [Version]) -> String {
  let few = versions.prefix(4).map(\.text).joined(separator: ", ")
  return versions.count > 4 ? "\(few) and \(versions.count - 4) more" : few
}

extension DependencyView {
  /// A range that would do for a release of a stage: from the newest release that may be taken on.
  func range(of package: String, for stage: Stage) throws(SnapshotError) -> String? {
    guard case .releases(let releases) = try packages.holding(package) else { return nil }
    let eligible = releases.filter { $0.isEligible(for: stage) }
    guard let newest = eligible.last(where: { !$0.version.isPrerelease }) ?? eligible.last else {
      return nil
    }
    let prefix = forward.context.policy.versioning == .relaxed ? ">=" : "^"
    return prefix + newest.version.pathText
  }

  /// The next step for one whose range has nothing that may be taken.
  func help(
    ranging package: String, for stage: Stage
  ) throws(SnapshotError) -> String {
    if let range = try range(of: package, for: stage) {
      return stage.lasting("\"\(range)\" would do")
    }
    return stage.lasting(
      "\(package) has no release yet that may be taken; name another package, or make the "
        + "dependency optional")
  }

  /// The next step for one who named a package that is not there: one of nearly the name in its
  /// project, or of the very name in another.
  ///
  /// - Parameter guessing: Whether to look for it.
  func help(
    naming target: String, _ package: String, guessing: Bool
  ) throws(SnapshotError) -> String {
    guard guessing,
      let id = try? PackageID(package, versions: forward.context.policy.versioning)
    else { return "name another" }
    if let near = try forward.nearest(to: id.name.text, in: forward.lookup.path(of: id).parent) {
      let isBare = !target.utf8.contains(UInt8(ascii: "/"))
      return "did you mean \"\(isBare ? near : "\(id.project)/\(near)")\"?"
    }
    let others = try packages.namesakes(of: id.name.text).filter { $0 != package }
    guard others.isEmpty else {
      let few = others.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
      return "did you mean \(few)?"
    }
    return "make it with `cairn new package \(package)`, or name another"
  }
}
