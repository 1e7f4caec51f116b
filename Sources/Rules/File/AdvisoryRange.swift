internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

extension Rule {
  static let advisoryRange = Rule(
    "advisory-range", .integrity, .file, "the ranges of an advisory can be evaluated",
    """
    A range of an advisory is a list of events along an order. Each event has one of `introduced`, \
    `fixed`, `last_affected` and `limit`; there is an `introduced`, and `fixed` and \
    `last_affected` do not stand in one range. Versions are versions of this registry, `0` in \
    `introduced` means from the beginning, a `GIT` range has a `repo` and commits. A scanner that \
    cannot evaluate a range says that nobody is affected, so the range has to be one.
    """)
}

extension Check {
  static let advisoryRange = Check(
    .advisoryRange,
    .file { unit, view in
      let versions = view.context.policy.versioning
      return (unit.advisory?.affected ?? []).flatMap { affected in
        affected.ranges.flatMap { RangeCheck(unit: unit, range: $0, versions: versions).findings }
          + affected.versions.compactMap { version in
            unit.versionFinding(version, scheme: versions)
          }
      }
    })
}

/// The check of one range.
private struct RangeCheck {
  let unit: Unit
  let range: Advisory.VersionRange
  let versions: VersionScheme

  var findings: [Diagnostic] {
    shapeFindings + range.events.flatMap(findings)
  }

  private var shapeFindings: [Diagnostic] {
    var findings: [Diagnostic] = []
    let bounds = range.events.flatMap(\.bounds)
    // An event that could not be read may have been the one that is missed.
    if !bounds.contains(where: { $0.kind == .introduced }), range.events.allSatisfy(\.isPlain) {
      findings.append(
        unit.finding(
          .advisoryRange, at: range.node, "the range has no event \"introduced\"",
          help: "begin with {\"introduced\": \"0\"} if every version before is affected"))
    }
    if let fixed = bounds.first(where: { $0.kind == .fixed }),
      let last = bounds.first(where: { $0.kind == .lastAffected })
    {
      findings.append(
        unit.finding(
          .advisoryRange, at: last.version.node,
          "the range has both \"fixed\" and \"last_affected\"",
          help: "keep \"fixed\" where a release fixes it, else \"last_affected\"",
          notes: [unit.note(at: fixed.version.node, "fixed here")]))
    }
    if range.order == .git, range.repository == nil, !unit.has("repo", in: range.node) {
      findings.append(
        unit.finding(
          .advisoryRange, at: range.node, "a GIT range without a \"repo\"",
          help: "name the repository that has the commits"))
    }
    return findings
  }

  private func findings(of event: Advisory.Event) -> [Diagnostic] {
    guard event.bounds.count == 1 else {
      guard event.bounds.count > 1 || unit.document.count(of: event.node) == 0 else { return [] }
      return [
        unit.finding(
          .advisoryRange, at: event.node,
          "the event has \(event.bounds.count) bounds, expected one",
          help: "make an event of each")
      ]
    }
    return [finding(of: event.bounds[0])].compactMap(\.self)
  }

  private func finding(of bound: Advisory.Bound) -> Diagnostic? {
    switch (bound.kind, bound.version.text) {
    case (.introduced, "0"), (.limit, "*"): return nil
    case (_, let text) where range.order == .git:
      guard ObjectID(hex: text) == nil else { return nil }
      return unit.finding(
        .advisoryRange, at: bound.version.node, "\(quoted(text)) is not a commit",
        help: "write all 40 lower-case hexadecimal digits")
    default:
      let scheme = range.order == .semver ? .semver : versions
      return unit.versionFinding(bound.version, scheme: scheme)
    }
  }
}

extension Advisory.Event {
  /// Whether the event is as expected: with one bound.
  fileprivate var isPlain: Bool { bounds.count == 1 }
}

extension Unit {
  fileprivate func versionFinding(_ version: Reference, scheme: VersionScheme) -> Diagnostic? {
    do throws(Version.Problem) {
      _ = try Version(version.text, scheme: scheme)
      return nil
    } catch {
      return finding(
        .advisoryRange, at: version.node,
        "\(quoted(version.text)) is not a version: \(error.message)",
        help: "write the version as its release has it")
    }
  }
}
