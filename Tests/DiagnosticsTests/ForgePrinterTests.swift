import IndexModel
import JSONText
import Testing

@testable import Diagnostics

/// The printers for GitLab, reviewdog and readers of test results.
@Suite struct ForgePrinterTests {
  private let finding = Finding(
    "é\n  é«\"x\"»", message: "expected a name", rule: "name", help: "write one",
    notes: [Diagnostic.Note(range: .start(of: "b.json", side: .base), message: "it was \"y\"")])

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func gitLabGetsALineASeverityAndAUniqueFingerprint() throws {
    let findings = [finding.diagnostic, finding.diagnostic]
    let document = try JSONDocument.read(GitLabPrinter(finding.sources).report(findings)).get()
    var seen: Set<String> = []
    for node in document.elements(of: document.root) {
      func string(_ key: String) -> String? {
        document.member(key, of: node).flatMap { document.string($0) }
      }
      #expect(string("description") == "expected a name (write one)")
      #expect(string("check_name") == "name")
      #expect(string("severity") == "critical")
      let fingerprint = try #require(string("fingerprint"))
      #expect(fingerprint.utf8.count == 64)
      #expect(seen.insert(fingerprint).inserted)
    }
    let line = document.node(at: [0, "location", "lines", "begin"])
    #expect(line.flatMap { document.integer($0) } == 2)
    #expect(seen.count == 2)
  }

  @Test func reviewdogGetsColumnsInBytes() throws {
    let bytes = RDJSONPrinter(finding.sources).report([finding.diagnostic])
    let document = try JSONDocument.read(bytes).get()
    let range: [JSONDocument.Step] = ["diagnostics", 0, "location", "range"]
    func number(_ path: [JSONDocument.Step]) -> Int? {
      document.node(at: range + path).flatMap { document.integer($0) }
    }
    #expect(number(["start", "line"]) == 2)
    #expect(number(["start", "column"]) == 5)
    #expect(number(["end", "column"]) == 8)
    let message = document.node(at: ["diagnostics", 0, "message"])
    #expect(message.flatMap { document.string($0) } == "expected a name\nhelp: write one")
    #expect(
      document.node(at: ["diagnostics", 0, "relatedLocations", 0, "location", "range"]) == nil)
  }

  @Test func testResultsFailForErrorsAlone() {
    let warning = Finding("«a»", severity: .warning, message: "odd", rule: "look")
    let report = text(
      JUnitPrinter(finding.sources).report([finding.diagnostic, warning.diagnostic]))
    #expect(report.contains(#"<testsuites name="cairn check" tests="2" failures="1" errors="0">"#))
    #expect(
      report.contains(
        """
              <failure type="name" message="expected a name">expected a name
        a.json:2:5: error
        help: write one
        b.json in base: note: it was &quot;y&quot;</failure>
        """))
    #expect(report.contains("<system-out>odd\na.json:1:1: warning</system-out>"))
  }

  @Test func testResultsOfNothingHoldOneCaseThatPassed() {
    let report = text(JUnitPrinter(.none).report([]))
    #expect(report.contains(#"tests="1" failures="0" errors="0""#))
    #expect(report.contains("<testcase classname=\"registry\" name=\"every rule\">\n"))
  }

  @Test func xmlHoldsNoCharacterThatItForbids() {
    let message = "\u{0}\u{8}\u{B}\u{1F}\u{FFFE}\u{FFFF}]]><&\"'"
    let report = text(
      JUnitPrinter(.none).report([Finding("«a»", message: message, rule: message).diagnostic]))
    #expect(report.contains(#"\u{0}\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}]]&gt;&lt;&amp;&quot;&apos;"#))
  }
}
