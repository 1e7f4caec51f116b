internal import Arguments
internal import Diagnostics
internal import IndexModel
internal import JSONText

/// A form in which `cairn check` answers.
///
/// To add one, add a line to `all`, and a printer of findings to the module `Diagnostics`.
struct ReportFormat: Sendable {
  let name: String
  /// One line for the help.
  let summary: String
  /// What stands on standard output.
  let print: @Sendable (CheckReport, ReportStyle) -> String
  /// What a person is told beside it, on standard error: what the format itself has no place for.
  var note: @Sendable (CheckReport) -> String? = { _ in nil }
  /// Whether it has a place for those whom a change hits: else nobody looks for them.
  var tellsImpact = false

  static let all: [ReportFormat] = [
    text,
    ReportFormat(
      name: "json", summary: "one JSON object, by schema/v1/check.schema.json",
      print: { report, _ in Tool.answer("check") { $0.members(of: report) } }, tellsImpact: true),
    ReportFormat(
      name: "github", summary: "annotations, by workflow commands of GitHub Actions",
      print: { report, _ in
        var text = ""
        GitHubPrinter(report.sources).print(report.findings, to: &text)
        return text
      }, note: \.decisions),
    ReportFormat(
      name: "sarif", summary: "SARIF 2.1.0, for code scanning and editors",
      print: { report, _ in String(decoding: report.sarif, as: UTF8.self) }, note: \.decisions),
    ReportFormat(
      name: "markdown", summary: "the comment on a pull request",
      print: { report, _ in MarkdownComment(report).text }, tellsImpact: true),
    ReportFormat(
      name: "gitlab", summary: "a Code Quality report of GitLab",
      print: { report, _ in
        String(decoding: GitLabPrinter(report.sources).report(report.findings), as: UTF8.self)
      }, note: \.decisions),
    ReportFormat(
      name: "rdjson", summary: "the Reviewdog Diagnostic Format",
      print: { report, _ in
        String(decoding: RDJSONPrinter(report.sources).report(report.findings), as: UTF8.self)
      }, note: \.decisions),
    ReportFormat(
      name: "junit", summary: "test results as JUnit XML",
      print: { report, _ in String(decoding: report.junit, as: UTF8.self) },
      note: { $0.change?.behindSentence.map { "behind: \($0)" } }),
  ]

  static let text = ReportFormat(
    name: "text", summary: "for people", print: { $0.text(color: $1.colors) },
    note: { report in
      guard case .state(let files) = report.subject, report.findings.isEmpty else { return nil }
      return "\(counted(files, "file")), nothing to report"
    }, tellsImpact: true)

  static let json = ReportFormat.named("json") ?? text

  private static func named(_ name: String) -> ReportFormat? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The formats with their summaries, a line each.
  static let overview: String = {
    let width = all.map(\.name.utf8.count).max() ?? 0
    return all.map { format in
      let blanks = String(repeating: " ", count: width - format.name.utf8.count + 2)
      return "  \(format.name)\(blanks)\(format.summary)"
    }.joined(separator: "\n")
  }()
}

/// How a text looks, where its reader has a say.
struct ReportStyle: Sendable {
  let colors: Bool
}

extension ReportFormat: ArgumentValue {
  init(argument: String) throws(InvalidValue) {
    guard let format = Self.named(argument) else {
      throw InvalidValue(expected: "one of \(Self.choices.joined(separator: ", "))")
    }
    self = format
  }

  var argument: String { name }
  static var choices: [String] { all.map(\.name) }
}
