import IndexModel
import Testing

@testable import Diagnostics

/// A marked source, and what is shown of its first line and below it.
struct MarkerCase: CustomTestStringConvertible, Sendable {
  let source: String
  let line: String
  let marker: String

  init(_ source: String, _ line: String, _ marker: String) {
    self.source = source
    self.line = line
    self.marker = marker
  }

  var testDescription: String { line }

  static let all = [
    MarkerCase("\t«x»", "    x", "    ^"),
    MarkerCase("é«x»", "éx", " ^"),
    MarkerCase("e\u{301}«x»", "e\u{301}x", " ^"),
    MarkerCase("日本«語»", "日本語", "    ^~"),
    MarkerCase("😀«xy»", "😀xy", "  ^~"),
    MarkerCase("\u{1B}[31m«x»", "\\u{1b}[31mx", "          ^"),
    MarkerCase("«\u{202E}»x", "\\u{202e}x", "^~~~~~~~"),
    MarkerCase("a\u{200B}«b»", "a\\u{200b}b", "         ^"),
    MarkerCase("a\u{2028}«b»", "a\\u{2028}b", "         ^"),
    MarkerCase("a«»", "a", " ^"),
    MarkerCase("«»", "", "^"),
    MarkerCase("«a\nb»", "a", "^"),
    MarkerCase("a«b\r\n»", "ab", " ^"),
    MarkerCase("a\r«b»", "a\\u{d}b", "      ^"),
    MarkerCase("##«[»", "#\\u{23}[", "       ^"),
    MarkerCase("#«#[error]»", "#\\u{23}[error]", " ^~~~~~~~~~~~~"),
  ]
}

/// A text that a log or a terminal would obey; described so that the log of the tests does not.
struct Injection: CustomTestStringConvertible, Sendable {
  let text: String

  var testDescription: String {
    text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined(separator: " ")
  }

  static let all = [
    "::error::x", "##[error]x", "\n::error::x", "\r::error::x", "\u{85}::error::x", "\u{2028}::x",
    " ::x", "\u{1B}]0;x\u{7}", "\u{9B}31m", "%0A::error::x", "\t##vso[task.x]",
  ].map(Injection.init)
}

@Suite struct TextPrinterTests {
  @Test func pointsAtTheRange() {
    let finding = Finding("{\n  \"name\": «\"\"»,\n}\n", message: "expected a name", rule: "name")
    #expect(
      finding.text() == """
        a.json:2:11: error: expected a name [name]
          2 |   "name": "",
            |           ^~

        """)
  }

  @Test func addsHelpAndNotes() {
    let note = Diagnostic.Note(
      range: SourceRange(path: "a.json", bytes: 0..<1), message: "first declared here")
    let finding = Finding("ab\nc«d»", severity: .warning, help: "remove one", notes: [note])
    #expect(
      finding.text() == """
        a.json:2:2: warning: wrong [rule]
          2 | cd
            |  ^
          help: remove one
        a.json:1:1: note: first declared here
          1 | ab
            | ^

        """)
  }

  @Test(arguments: MarkerCase.all)
  func standsUnderTheCharactersOfTheRange(marker: MarkerCase) {
    let text = Finding(marker.source).text()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "  1 | \(marker.line)")
    #expect(lines[2] == "    | \(marker.marker)")
  }

  @Test func showsBytesThatAreNotUTF8() {
    let finding = Finding(bytes: [0xFF, 0x61, 0xED, 0xA0, 0x80, 0x62, 0xC3], range: 5..<6)
    #expect(
      finding.text().hasSuffix(
        "  1 | \\xffa\\xed\\xa0\\x80b\\xc3\n    |                  ^\n"))
  }

  @Test func survivesRangesOutsideTheSource() {
    #expect(Finding(bytes: [0x61], range: 7..<9).text().contains("a.json:1:2: error"))
    #expect(Finding(bytes: [], range: 0..<0).text().contains("a.json:1:1: error"))
    #expect(Finding(bytes: [0xC3, 0xA9, 0x61], range: 1..<2).text().contains("1 | éa\n    | ^\n"))
  }

  @Test func cutsALongLineAroundTheRange() {
    let long = String(repeating: "a", count: 500)
    let lines = Finding("\(long)«bb»\(long)").text().split(separator: "\n")
    let before = String(repeating: "a", count: 40)
    let after = String(repeating: "a", count: 58)
    #expect(lines[0] == "a.json:1:501: error: wrong [rule]")
    #expect(lines[1] == "  1 | …\(before)bb\(after)…")
    #expect(lines[2] == "    | \(String(repeating: " ", count: 41))^~")
  }

  @Test func cutsALongRange() {
    let lines = Finding("«\(String(repeating: "日", count: 500))»").text().split(separator: "\n")
    #expect(lines[1] == "  1 | \(String(repeating: "日", count: 50))…")
    #expect(lines[2] == "    | ^\(String(repeating: "~", count: 99))")
  }

  @Test func showsLittleOfAMegabyte() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(Finding(bytes: bytes, range: (1 << 19)..<(1 << 20)).text().utf8.count < 400)
  }

  @Test func printsWithoutASource() {
    var output = ""
    TextPrinter(.none).print(Finding("«a»").diagnostic, to: &output)
    #expect(output == "a.json:1:1: error: wrong [rule]\n")
  }

  @Test func coloursOnlyIfAsked() {
    #expect(!Finding("«a»").text().contains("\u{1B}"))
    #expect(Finding("«a»").text(color: true).contains("\u{1B}[1;31merror:\u{1B}[0m"))
  }

  @Test func countsBySeverity() {
    func findings(_ severities: Diagnostic.Severity...) -> [Diagnostic] {
      severities.map { Finding("«a»", severity: $0).diagnostic }
    }
    #expect(
      TextPrinter.summary(of: findings(.error, .warning, .error, .error)) == "3 errors, 1 warning")
    #expect(TextPrinter.summary(of: findings(.note, .note)) == "2 notes")
    #expect(TextPrinter.summary(of: []) == "no findings")
    var output = ""
    TextPrinter(.none).print(findings(.note), to: &output)
    #expect(output == "a.json:1:1: note: wrong [rule]\n1 note\n")
  }

  @Test(arguments: Injection.all)
  func neverLetsUntrustedTextStartALineOrReachTheTerminal(injection: Injection) {
    let text = injection.text
    let range = SourceRange(path: RepositoryPath(text), bytes: 0..<1)
    let finding = Finding(
      bytes: Array(text.utf8), range: 0..<1, path: RepositoryPath(text), message: text, rule: text,
      help: text, notes: [Diagnostic.Note(range: range, message: text)])
    let output = finding.text()
    for scalar in output.unicodeScalars where scalar != "\n" {
      #expect(!VisibleText.isHidden(scalar))
    }
    #expect(!output.contains("##"))
    for line in output.split(separator: "\n") {
      #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
    }
  }
}
