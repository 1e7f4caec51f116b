internal import Diagnostics
internal import IndexModel
internal import JSONText
internal import Registry

/// The findings that operations accepts: a waiver turns a closure finding or an advice into a note.
struct Waivers {
  /// Every waiver of the list, in its order, with what it came to.
  private(set) var uses: [WaiverUse] = []
  /// Which of them counts for a rule and a subject: the first that still holds.
  private var granted: [Waived: Int] = [:]
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
    for waiver in list.waivers {
      let isValid = waiver.isValid(at: moment.now)
      uses.append(
        WaiverUse(waiver, range: range(of: waiver.node, in: unit), isExpired: !isValid))
      guard isValid else { continue }
      let waived = Waived(rule: waiver.rule.text, subject: waiver.subject.text)
      granted[waived] = granted[waived] ?? uses.count - 1
    }
  }

  mutating func apply(to findings: inout [Diagnostic]) throws(SnapshotError) {
    guard !granted.isEmpty else { return }
    for at in findings.indices where findings[at].severity != .note {
      guard let rule = Rule.named(findings[at].rule), rule.class != .integrity else { continue }
      let subject = try subjects(of: findings[at])
        .first { granted[Waived(rule: rule.id, subject: $0)] != nil }
      guard let subject, let waiver = granted[Waived(rule: rule.id, subject: subject)] else {
        continue
      }
      uses[waiver].findings += 1
      findings[at] = waived(findings[at], by: uses[waiver])
    }
  }

  /// The finding as a note, with who accepted it and why in the place of a next step.
  private func waived(_ finding: Diagnostic, by waiver: WaiverUse) -> Diagnostic {
    let words = "waived by \(waiver.grantedBy): \(waiver.reason)"
    return Diagnostic(
      rule: finding.rule, severity: .note, range: finding.range, pointer: finding.pointer,
      message: finding.message,
      notes: finding.notes + [Diagnostic.Note(range: waiver.range, message: words)])
  }

  private func range(of node: Unit.Node, in unit: Unit) -> SourceRange {
    SourceRange(path: unit.path, bytes: unit.document.range(of: node), side: side)
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
    if let unit = try lookup.unit(at: path), let release = unit.release(around: finding.range.bytes)
    {
      subjects.append("\(project)/\(name)@\(release.version.text)")
    }
    return subjects
  }
}

extension Unit {
  /// The release that holds some bytes. Releases stand one behind the other, so that most of them
  /// are not looked at.
  fileprivate func release(around bytes: Range<Int>) -> Release? {
    guard case .versionIndex(let index)? = resource else { return nil }
    let releases = index.releases
    var (low, high) = (0, releases.count)
    while low < high {
      let middle = (low + high) / 2
      if document.range(of: releases[middle].node).lowerBound <= bytes.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return nil }
    let release = releases[low - 1]
    return bytes.upperBound <= document.range(of: release.node).upperBound ? release : nil
  }
}

extension WaiverList.Waiver {
  /// Whether the waiver still holds.
  func isValid(at now: Timestamp) -> Bool {
    expires.map { now < $0.value } ?? true
  }
}
