internal import IndexModel

/// Prints findings as test results in the XML that JUnit made common, for Jenkins, GitLab and others.
///
/// A file is a suite. An error is a case that failed; a warning or a note is a case that passed and
/// printed something, since nothing is to stop for it.
public struct JUnitPrinter {
  /// Cases under one name: a file, or what else was looked at.
  public struct Suite {
    let name: String
    let cases: [Case]

    public init(_ name: String, _ cases: [Case]) {
      self.name = name
      self.cases = cases
    }
  }

  /// Something that was looked at, and how it fared.
  public struct Case {
    public enum Outcome { case passed, failed, skipped }

    let name: String
    let outcome: Outcome
    /// What kind of thing failed, as a word of ours: the rule.
    let type: String
    /// One line; empty where there is nothing to say.
    let message: String
    /// More lines.
    let details: [String]

    public init(
      _ name: String, _ outcome: Outcome, type: String, message: String = "", details: [String] = []
    ) {
      self.name = name
      self.outcome = outcome
      self.type = type
      self.message = message
      self.details = details
    }
  }

  private let sources: SourceTables

  public init(_ sources: SourceTables) { self.sources = sources }

  /// The whole report: a suite for each file with findings, then others; where nothing was found one
  /// case that passed, because readers refuse a report without any.
  public func report(_ findings: [Diagnostic], and others: [Suite] = []) -> [UInt8] {
    var suites = suites(of: findings)
    if suites.isEmpty { suites = [Suite("registry", [Case("every rule", .passed, type: "check")])] }
    suites += others.filter { !$0.cases.isEmpty }
    let cases = suites.flatMap(\.cases)
    var xml = XMLText()
    xml.open(
      "testsuites", [("name", "cairn check")] + Self.counts(of: cases).filter { $0.0 != "skipped" })
    for suite in suites {
      xml.open("testsuite", [("name", suite.name)] + Self.counts(of: suite.cases))
      for test in suite.cases { print(test, of: suite, into: &xml) }
      xml.close("testsuite")
    }
    xml.close("testsuites")
    return xml.bytes
  }

  private static func counts(of cases: [Case]) -> [(String, String)] {
    [
      ("tests", "\(cases.count)"),
      ("failures", "\(cases.count { $0.outcome == .failed })"), ("errors", "0"),
      ("skipped", "\(cases.count { $0.outcome == .skipped })"),
    ]
  }

  private func print(_ test: Case, of suite: Suite, into xml: inout XMLText) {
    // GitLab knows a case by its class and its name, and shows the class as its suite.
    xml.open("testcase", [("classname", suite.name), ("name", test.name)])
    let text = ([test.message] + test.details).map(VisibleText.line).joined(separator: "\n")
    let attributes = [("type", test.type), ("message", test.message)]
    switch test.outcome {
    case .failed: xml.element("failure", attributes, text)
    case .skipped: xml.element("skipped", attributes, text)
    case .passed: if !test.message.isEmpty { xml.element("system-out", [], text) }
    }
    xml.close("testcase")
  }
}

// MARK: - Findings

extension JUnitPrinter {
  private func suites(of findings: [Diagnostic]) -> [Suite] {
    var order: [RepositoryPath] = []
    var cases: [RepositoryPath: [Case]] = [:]
    for finding in findings {
      let path = finding.range.path
      if cases[path] == nil { order.append(path) }
      cases[path, default: []].append(self.case(finding))
    }
    return order.map { Suite(VisibleText.line($0.bytes), cases[$0, default: []]) }
  }

  private func `case`(_ finding: Diagnostic) -> Case {
    var details = ["\(place(finding.range)): \(finding.severity.rawValue)"]
    if let help = finding.help { details.append("help: \(help)") }
    details += finding.notes.map { "\(place($0.range)): note: \($0.message)" }
    let subject = finding.pointer.map { " at \($0)" } ?? ""
    return Case(
      "\(finding.rule)\(subject): \(finding.message)",
      finding.severity == .error ? .failed : .passed, type: finding.rule,
      message: finding.message, details: details)
  }

  private func place(_ range: SourceRange) -> String {
    let path = VisibleText.path(range.path)
    let start = sources.table(of: range)?.position(of: range.bytes.lowerBound)
    let side = range.side == .base ? " in base" : ""
    return (start.map { "\(path):\($0.line):\($0.column)" } ?? path) + side
  }
}
