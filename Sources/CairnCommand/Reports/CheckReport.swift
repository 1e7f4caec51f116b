internal import Changes
internal import Diagnostics
internal import IndexModel
internal import Registry

/// What a check has to say, of a state or of a change: the one value that every format prints.
struct CheckReport {
  /// By path, position and rule.
  let findings: [Diagnostic]
  let outcome: Verdict.Outcome
  let sources: SourceTables
  /// The waivers that counted.
  let waivers: WaiverLines
  /// What counted as now.
  let now: Timestamp
  let subject: Subject

  /// What was checked.
  enum Subject {
    /// A state, and how many files were read.
    case state(files: Int)
    case change(Decided)
  }

  /// A change, and what was decided about it.
  struct Decided {
    let decisions: [Decision]
    let effects: Effects
    let impact: Impact
    let witnesses: Witnesses
    let base: ObjectID
    /// Base as it was named.
    let baseName: String
    let head: ObjectID
    /// How many of base's commits head does not contain; nil where that was not to be found out.
    let behind: Int?
    /// The account that pushed head, as it was named.
    let actor: String?
  }

  /// The change; nil where a state was checked.
  var change: Decided? {
    guard case .change(let change) = subject else { return nil }
    return change
  }

  func findings(_ severity: Diagnostic.Severity) -> [Diagnostic] {
    findings.filter { $0.severity == severity }
  }

  /// How the command ends.
  var exitCode: ExitCode {
    switch outcome {
    case .pass: .good
    case .needsReview: .needsReview
    case .fail: .findings
    }
  }
}
