internal import Changes
internal import Diagnostics
internal import Registry

extension CheckReport {
  /// The report as a SARIF log.
  var sarif: [UInt8] {
    let printer = SARIFPrinter(sources, version: Cairn.version) { id in
      Rule.explained.first { $0.id == id }.map {
        SARIFPrinter.Rule(
          summary: $0.summary, explanation: $0.explanation, severity: $0.severity)
      }
    }
    return printer.report(findings, properties: [(key: "verdict", value: outcome.rawValue)])
  }
}
