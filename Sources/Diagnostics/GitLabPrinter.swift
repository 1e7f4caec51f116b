internal import Cryptography
internal import IndexModel
internal import JSONText

/// Prints findings as a Code Quality report, which GitLab shows in a merge request.
///
/// One array of objects with `description`, `check_name`, `fingerprint`, `severity` and `location`.
/// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
public struct GitLabPrinter {
  private let sources: SourceTables

  public init(_ sources: SourceTables) { self.sources = sources }

  /// The whole report.
  public func report(_ findings: [Diagnostic]) -> [UInt8] {
    var fingerprints = Fingerprints()
    var writer = JSONWriter()
    writer.array { writer in
      for finding in findings {
        writer.object { writer in
          writer.member("description", description(of: finding))
          writer.member("check_name", VisibleText.line(finding.rule))
          writer.member("fingerprint", fingerprints.digest(finding).hex)
          writer.member("severity", severity(of: finding))
          writer.key("location")
          writer.object { writer in
            writer.member("path", VisibleText.line(finding.range.path.bytes))
            writer.key("lines")
            writer.object { $0.member("begin", line(of: finding.range)) }
          }
        }
      }
    }
    return writer.finish()
  }

  /// The widget shows a description and nothing else, so it holds the next step too.
  private func description(of finding: Diagnostic) -> String {
    let message = VisibleText.line(finding.message)
    return finding.help.map { "\(message) (\(VisibleText.line($0)))" } ?? message
  }

  /// An error stops a merge: of GitLab's five severities only `blocker` is worse than `critical`, and
  /// that one is for what cannot wait.
  private func severity(of finding: Diagnostic) -> String {
    switch finding.severity {
    case .error: "critical"
    case .warning: "minor"
    case .note: "info"
    }
  }

  private func line(of range: SourceRange) -> Int {
    sources.tableInHead(of: range)?.position(of: range.bytes.lowerBound).line ?? 1
  }
}
