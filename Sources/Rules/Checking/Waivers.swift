internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// The findings that operations accepts: a waiver turns a closure finding or an advice into a note.
struct Waivers {
  private var granted: Set<Waived> = []
  private let lookup: Lookup

  private struct Waived: Hashable {
    let rule: String
    let subject: String
  }

  init(_ lookup: Lookup, moment: Moment) throws(SnapshotError) {
    self.lookup = lookup
    guard case .waiverList(let list)? = try lookup.unit(at: SourcePlace.waiversPath)?.resource
    else { return }
    for waiver in list.waivers where waiver.isValid(at: moment.now) {
      granted.insert(Waived(rule: waiver.rule.text, subject: waiver.subject.text))
    }
  }

  func apply(to findings: inout [Diagnostic]) throws(SnapshotError) {
    guard !granted.isEmpty else { return }
    for at in findings.indices where findings[at].severity != .note {
      guard let rule = Rule.named(findings[at].rule), rule.class != .integrity else { continue }
      for subject in try subjects(of: findings[at])
      where granted.contains(Waived(rule: rule.id, subject: subject)) {
        findings[at].severity = .note
      }
    }
  }

  /// What a waiver may call a finding's subject: its path, its package, its release.
  private func subjects(of finding: Diagnostic) throws(SnapshotError) -> [String] {
    let path = finding.range.path
    var subjects = [path.description]
    guard
      case .versionIndex(let project, let name) = SourcePlace(path, layout: lookup.context.layout)
    else {
      return subjects
    }
    subjects.append("\(project)/\(name)")
    guard case .versionIndex(let index)? = try lookup.unit(at: path)?.resource,
      let unit = try lookup.unit(at: path)
    else { return subjects }
    for release in index.releases {
      let range = unit.document.range(of: release.node)
      if range.lowerBound <= finding.range.bytes.lowerBound,
        finding.range.bytes.upperBound <= range.upperBound
      {
        subjects.append("\(project)/\(name)@\(release.version.text)")
      }
    }
    return subjects
  }
}

extension WaiverList.Waiver {
  /// Whether the waiver still holds.
  func isValid(at now: Timestamp) -> Bool {
    expires.map { now < $0.value } ?? true
  }
}
