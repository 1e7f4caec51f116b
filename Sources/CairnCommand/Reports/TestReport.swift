internal import Changes
internal import Diagnostics
internal import IndexModel
internal import Registry

extension CheckReport {
  /// The report as test results: findings by file, and of a change each of its parts as a case.
  ///
  /// What waits for somebody is a case that was skipped: it has not failed, and not passed either.
  var junit: [UInt8] {
    let cases = (change?.decisions ?? []).map { decision in
      let line = decision.change.line
      let kind = decision.change.kind.rawValue
      return switch decision.outcome {
      case .allowed: JUnitPrinter.Case(line, .passed, type: kind)
      case .open: JUnitPrinter.Case(line, .skipped, type: kind, message: decision.people)
      case .forbidden: JUnitPrinter.Case(line, .failed, type: kind, message: decision.people)
      }
    }
    return JUnitPrinter(sources).report(findings, and: [JUnitPrinter.Suite("changes", cases)])
  }
}
