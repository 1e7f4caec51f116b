import Diagnostics
import TestSupport
import Testing

@testable import CairnCommand

/// Whatever strangers write into a registry, no format lets it out as anything but text.
@Suite struct HostileReportTests {
  @Test(arguments: HostileText.all)
  func everyFormatShowsItAsText(_ text: HostileText) throws {
    let fixture = ReportFixture(text)
    for format in ReportFormat.all {
      Invariants(format: format, report: try fixture.state(), origin: "a state").check()
      Invariants(format: format, report: try fixture.change(), origin: "a change").check()
    }
  }

  @Test func everyFormatHoldsForRandomBytes() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("`@#<>[]()!&\\|~*_:/.-%\r\n\t\u{1B}\u{202E} aZ09\u{E9}\"'".utf8)
    for round in 0..<150 {
      let fixture = ReportFixture {
        let count = random.below(40)
        return HostileText(
          bytes: (0..<count).map { _ in
            random.below(8) == 0
              ? UInt8(random.below(256)) : alphabet[random.below(alphabet.count)]
          })
      }
      let report =
        round % 2 == 0
        ? try fixture.state(findings: round % 12)
        : try fixture.change(findings: round % 12, changes: round % 7)
      for format in ReportFormat.all {
        Invariants(format: format, report: report, origin: "seed \(seed), round \(round)").check()
      }
    }
  }

  @Test func aCommentNeverGrowsPastItsLimit() throws {
    for text in [String(repeating: "@a #1 ", count: 200), String(repeating: "`", count: 900), "x"] {
      let report = try ReportFixture(HostileText(text)).change(findings: 3000, changes: 3000)
      let comment = MarkdownComment(report).text
      #expect(comment.utf8.count <= MarkdownComment.limit)
      #expect(comment.contains(" more, which the last command shows\n"))
      #expect(comment.contains("\n#### Next\n"))
      for format in ReportFormat.all where format.name == "markdown" {
        Invariants(format: format, report: report, origin: "many").check()
      }
    }
  }
}
