internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// The findings that operations accepts: a waiver turns a closure finding or an advice into a note.
struct Waivers {
  private var granted: [Waived: WaiverList.Waiver] = [:]
  /// Where the waivers stand, for the notes that name them.
  private var unit: Unit?
  private let lookup: Lookup
  private let side: SourceRange.Side

  private struct Waived: Hashable {
    let rule: String
    let subject: String
  }

  /// - Parameters:
  ///   - lookup: The state that the findings are about.
  ///   - base: The state whose waivers count, where it is another: a change cannot waive what it
  ///     brings about.
  init(
    _ lookup: Lookup, of base: Lookup? = nil, moment: Moment
  ) throws(SnapshotError) {
    self.lookup = lookup
    side = base == nil ? .head : .base
    guard let unit = try (base ?? lookup).unit(at: SourcePlace.waiversPath),
      case .waiverList(let list)? = unit.resource
    else { return }
    self.unit = unit
    for waiver in list.waivers where waiver.isValid(at: moment.now) {
      granted[Waived(rule: waiver.rule.text, subject: waiver.subject.text)] = waiver
    }
  }

  func apply(to findings: inout [Diagnostic]) throws(SnapshotError) {
    guard !granted.isEmpty else { return }
    for at in findings.indices where findings[at].severity != .note {
      guard let rule = Rule.named(findings[at].rule), rule.class != .integrity else { continue }
      let waiver = try subjects(of: findings[at]).lazy
        .compactMap { granted[Waived(rule: rule.id, subject: $0)] }.first
      if let waiver { findings[at] = waived(findings[at], by: waiver) }
    }
  }

  /// The finding as a note, with who accepted it and why in the place of a next step.
  private func waived(_ finding: Diagnostic, by waiver: WaiverList.Waiver) -> Diagnostic {
    let words = "waived by \(waiver.grantedBy.text): \(waiver.reason)"
    return Diagnostic(
      rule: finding.rule, severity: .note, range: finding.range, pointer: finding.pointer,
      message: finding.message,
      notes: finding.notes + (unit.map { [note(at: waiver.node, of: $0, words)] } ?? []))
  }

  private func note(at node: Unit.Node, of unit: Unit, _ words: String) -> Diagnostic.Note {
    let range = unit.note(at: node, words).range
    return Diagnostic.Note(
      range: SourceRange(path: range.path, bytes: range.bytes, side: side), message: words)
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
