import IndexModel
import JSONText
import Testing

@testable import Diagnostics

@Suite struct SARIFPrinterTests {
  private func result(_ findings: [Diagnostic], _ sources: SourceTables) throws -> JSONDocument {
    let printer = SARIFPrinter(sources, version: "1.0.0") { id in
      id == "rule"
        ? SARIFPrinter.Rule(summary: "s", explanation: "{e}", severity: .warning) : nil
    }
    return try JSONDocument.read(printer.report(findings)).get()
  }

  /// A column counts UTF-16 code units: a source with its range marked, and where that is.
  @Test(
    arguments: [
      ("a«b»", [1, 2, 1, 3]), ("é«b»", [1, 2, 1, 3]), ("日本«語»", [1, 3, 1, 4]),
      ("😀«x»", [1, 3, 1, 4]), ("«😀»", [1, 1, 1, 3]), ("é😀\n😀é«x\ny»", [2, 4, 3, 2]),
      ("«»", [1, 1, 1, 1]), ("e\u{301}«x»", [1, 3, 1, 4]),
    ])
  func countsColumnsInUTF16(_ source: String, _ expected: [Int]) throws {
    let finding = Finding(source)
    let document = try result([finding.diagnostic], finding.sources)
    let region = try #require(
      document.node(at: [
        "runs", 0, "results", 0, "locations", 0, "physicalLocation", "region",
      ]))
    let keys = ["startLine", "startColumn", "endLine", "endColumn"]
    #expect(keys.map { document.member($0, of: region).flatMap(document.integer) } == expected)
  }

  @Test func countsTheSameFarIntoALongLine() {
    let text = String(repeating: "a😀é", count: 2000)
    let table = LineTable(Array(text.utf8))
    var bytes = 0
    var units = 0
    for scalar in text.unicodeScalars {
      #expect(table.utf16Position(of: bytes).column == units + 1)
      bytes += UTF8.width(scalar)
      units += UTF16.width(scalar)
    }
    #expect(table.utf16Position(of: bytes).column == units + 1)
  }

  @Test func survivesOffsetsInsideOfCharactersAndPastTheEnd() {
    let table = LineTable([0x80, 0x80, 0xF0, 0x9F, 0x98, 0x80, 0x0A, 0x80])
    for offset in -1...20 { #expect(table.utf16Position(of: offset).column >= 1) }
    #expect(table.utf16Position(of: 4) == table.utf16Position(of: 2))
  }

  @Test func whatStandsInBaseHasNoRegion() throws {
    let range = SourceRange(path: "a b/é.json", bytes: 0..<1, side: .base)
    let finding = Diagnostic(rule: "other", severity: .error, range: range, message: "gone")
    let document = try result(
      [finding], SourceTables(base: { _ in LineTable([0x61]) }) { _ in nil })
    let place = try #require(
      document.node(at: ["runs", 0, "results", 0, "locations", 0, "physicalLocation"]))
    #expect(document.member("region", of: place) == nil)
    let uri = document.node(at: [
      "runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri",
    ])
    #expect(uri.flatMap { document.string($0) } == "a%20b/%C3%A9.json")
  }

  @Test func noMessageHoldsAPlaceholderOrALink() throws {
    let message = "found {0} and [a](1)"
    let document = try result([Finding("«a»", message: message).diagnostic], .none)
    let text = document.node(at: ["runs", 0, "results", 0, "message", "text"])
    #expect(text.flatMap { document.string($0) } == #"found {{0}} and \[a\](1)"#)
  }

  @Test func fingerprintsStayWhenLinesMoveAndDifferAmongThoseAlike() {
    func finding(_ at: Int, message: String, pointer: String? = nil) -> Diagnostic {
      Diagnostic(
        rule: "rule", severity: .error, range: SourceRange(path: "a.json", bytes: at..<at),
        pointer: pointer, message: message)
    }
    var before = Fingerprints()
    var after = Fingerprints()
    let first = before.digest(finding(1, message: "a"))
    #expect(first == after.digest(finding(90, message: "a")))
    #expect(first != before.digest(finding(2, message: "a")))
    #expect(first != before.digest(finding(1, message: "b")))
    let pointed = before.digest(finding(3, message: "now 3", pointer: "/x"))
    #expect(pointed == after.digest(finding(3, message: "now 4", pointer: "/x")))
  }
}
