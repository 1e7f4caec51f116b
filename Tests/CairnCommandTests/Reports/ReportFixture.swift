import Diagnostics
import IndexModel
import Registry
import TestSupport
import Testing

@testable import CairnCommand
@testable import Changes

/// Reports in which everything that a stranger can write is one hostile text or another.
struct ReportFixture {
  /// Gives the next text.
  let next: () -> HostileText

  init(_ text: HostileText) { next = { text } }
  init(next: @escaping () -> HostileText) { self.next = next }

  /// The report of a state.
  func state(findings count: Int = 3) throws -> CheckReport {
    try report(findings(count), .state(files: 2))
  }

  /// The report of a change.
  func change(findings count: Int = 3, changes: Int = 3) throws -> CheckReport {
    let effects = try Effects(of: Comparison(EmptySnapshot(), EmptySnapshot()))
    let commit = try #require(ObjectID(hex: String(repeating: "1f", count: 20)))
    return try report(
      findings(count),
      .change(
        CheckReport.Decided(
          decisions: (0..<changes).map(decision), effects: effects, impact: try impact(),
          witnesses: try witnesses(),
          base: commit, baseName: next().text, head: commit, behind: 3, actor: next().text)))
  }

  private func impact() throws -> Impact {
    let version = try Version("1.0.0")
    return Impact(
      unmet: [true, false].map { isDirect in
        Unmet(
          packageIndex: next().text, package: next().text, versions: [version],
          target: next().text, range: next().text, isDirect: isDirect)
      },
      accepts: [
        Acceptance(
          package: next().text, version: version, accepting: [next().text],
          refusing: [next().text])
      ])
  }

  private func witnesses() throws -> Witnesses {
    let account = try Account("github:4")
    let commit = ObjectID(content: next().bytes)
    return Witnesses(
      actor: Witnesses.Witness(account, handle: next().text),
      approvers: [Witnesses.Witness(account, handle: next().text)],
      ignored: Witnesses.Reason.allCases.map { reason in
        Witnesses.Ignored(Approval(account: account, commit: commit), reason)
      })
  }

  private func report(
    _ findings: [Diagnostic], _ subject: CheckReport.Subject
  ) throws -> CheckReport {
    let source = LineTable(next().bytes + Array("\n".utf8) + next().bytes)
    let sources = SourceTables(base: { _ in source }, head: { _ in source })
    return CheckReport(
      findings: findings, outcome: .fail, sources: sources, waivers: WaiverLines([], in: sources),
      now: try Timestamp("2026-02-01T00:00:00Z"), subject: subject)
  }

  private func findings(_ count: Int) -> [Diagnostic] {
    (0..<count).map { number in
      let severities = Diagnostic.Severity.allCases
      let side: SourceRange.Side = number % 4 == 3 ? .base : .head
      return Diagnostic(
        rule: number % 2 == 0 ? "schema" : next().text,
        severity: severities[number % severities.count], range: range(side),
        pointer: number % 2 == 0 ? "/\(next().text)" : nil, message: next().text,
        help: number % 3 == 0 ? nil : next().text,
        notes: [
          Diagnostic.Note(range: range(.base), message: next().text),
          Diagnostic.Note(range: range(.head), message: next().text),
        ])
    }
  }

  private func range(_ side: SourceRange.Side) -> SourceRange {
    let text = next().bytes
    return SourceRange(
      path: RepositoryPath(bytes: text), bytes: (text.count / 2)..<(text.count + 1), side: side)
  }

  private func decision(_ number: Int) -> Decision {
    let kinds: [ChangeKind] = [.releaseAdded, .outsideEdited, .releaseAltered]
    let subject: Change.Subject =
      number % 2 == 0
      ? .path(RepositoryPath(bytes: next().bytes))
      : .release(project: next().text, name: next().text, version: next().text)
    let change = Change(
      kinds[number % kinds.count], subject, at: range(.head), of: .outside, people: [])
    let people = [
      Approver(next().text, .role(.admin, line: 2)), Approver(next().text, .consent),
    ]
    switch number % 3 {
    case 0: return Decision(change: change, outcome: .allowed, allowedBy: people, needs: [])
    case 1:
      return Decision(
        change: change, outcome: .open, allowedBy: [], needs: [people, []] + people.map { [$0] })
    default: return Decision(change: change, outcome: .forbidden, allowedBy: [], needs: [])
    }
  }
}
