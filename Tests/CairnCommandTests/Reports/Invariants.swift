import Foundation
import FoundationXML
import JSONText
import Testing

@testable import CairnCommand
@testable import Diagnostics

/// What holds of every output of a format, whatever strangers have written.
struct Invariants {
  let format: ReportFormat
  let report: CheckReport
  /// What makes the report again.
  let origin: Comment

  func check() {
    let output = format.print(report, ReportStyle(colors: false))
    let note = format.note(report) ?? ""
    expectNothingHidden(note)
    for line in lines(of: note) { expectNoCommand(line) }
    // Annotations are commands themselves, and the answer for programs is data.
    if format.name != "github", format.name != "json" {
      for line in lines(of: output) where format.name != "markdown" { expectNoCommand(line) }
      #expect(output.utf8.firstRange(of: "##[".utf8) == nil, "\(format.name), \(origin)")
    }
    switch format.name {
    case "json": expectJSON(output, mayHoldHidden: true)
    case "sarif", "gitlab", "rdjson": expectJSON(output, mayHoldHidden: false)
    case "junit": expectXML(output)
    case "markdown": expectMarkdown(output)
    case "github": expectCommands(output)
    case "text": expectText(output)
    default: Issue.record("no invariants for \(format.name)")
    }
  }

  private func lines(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: Array($0), as: UTF8.self)
    }
  }

  private func expectNothingHidden(_ text: String) {
    let hidden = text.unicodeScalars.first { $0 != "\n" && VisibleText.isHidden($0) }
    #expect(hidden == nil, "\(format.name), \(origin)")
  }

  /// The data of strangers stands as it is in the answer for programs; what is shown to people does not.
  private func expectJSON(_ output: String, mayHoldHidden: Bool) {
    let reading = JSONDocument.read(
      Array(output.utf8), limits: JSONLimits(depth: 32, bytes: 1 << 28))
    #expect(reading.document != nil, "\(format.name), \(origin)")
    guard !mayHoldHidden else { return }
    #expect(reading.problems.isEmpty, "\(format.name), \(origin): \(reading.problems.prefix(3))")
    expectNothingHidden(output)
  }

  private func expectXML(_ output: String) {
    let counter = ElementCounter()
    let parser = XMLParser(data: Data(output.utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    let cases = report.findings.count + (report.change?.decisions.count ?? 0)
    #expect(counter.counts["testcase"] == max(cases, 1))
    #expect(counter.declared["tests"] == max(cases, 1))
    #expect(counter.declared["failures"] == counter.counts["failure", default: 0])
    expectNothingHidden(output)
  }

  private func expectMarkdown(_ output: String) {
    #expect(output.utf8.count <= MarkdownComment.limit)
    #expect(output.utf8.starts(with: "\(MarkdownComment.marker)\n".utf8))
    expectNothingHidden(output)
    for line in lines(of: output).dropFirst() {
      let words = ["- ", "  - ", "### Cairn", "#### ", "verdict: ", "There is more than fits"]
      #expect(words.contains { line.utf8.starts(with: $0.utf8) }, "\(origin): \(line.prefix(80))")
      guard let prose = MarkdownProse.outsideOfCode(line) else {
        Issue.record("a code span has no end: \(line.prefix(200))")
        continue
      }
      let body = prose.unicodeScalars.drop { $0 == "#" || $0 == " " }
      let active = body.first {
        #"<>@#[]!&\|~$%^_*{}`=+"#.unicodeScalars.contains($0)
      }
      #expect(active == nil, "\(origin): \(prose.prefix(200))")
      #expect(
        prose.utf8.firstRange(of: "://".utf8) == nil
          && prose.utf8.firstRange(of: "www.".utf8) == nil)
    }
  }

  private func expectCommands(_ output: String) {
    let lines = lines(of: output)
    #expect(lines.count == report.findings.count)
    for line in lines {
      #expect(
        ["::error file=", "::warning file=", "::notice file="].contains {
          line.utf8.starts(with: $0.utf8)
        })
    }
    expectNothingHidden(output)
  }

  private func expectText(_ output: String) {
    expectNothingHidden(output)
  }

  /// A line begins with a word of ours, a path as paths begin, or blanks before a line of a source.
  private func expectNoCommand(_ line: String) {
    let start = line.utf8.drop { $0 == UInt8(ascii: " ") }
    #expect(
      !start.starts(with: "::".utf8) && line.utf8.firstRange(of: "##".utf8) == nil,
      "\(origin): \(line.prefix(80))")
  }
}

/// Counts elements, and what the first one says of them.
private final class ElementCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var declared: [String: Int] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    if name == "testsuites" { declared = attributes.compactMapValues { Int($0) } }
  }
}

/// What CommonMark leaves of a line when its spans of code are taken out.
enum MarkdownProse {
  /// Nil where backticks begin a span that nothing ends.
  static func outsideOfCode(_ line: String) -> String? {
    let bytes = Array(line.utf8)
    let tick = UInt8(ascii: "`")
    var runs: [Range<Int>] = []
    for at in bytes.indices where bytes[at] == tick {
      if let last = runs.last, last.upperBound == at {
        runs[runs.count - 1] = last.lowerBound..<at + 1
      } else {
        runs.append(at..<at + 1)
      }
    }
    var prose: [UInt8] = []
    var start = 0
    var next = 0
    while next < runs.count {
      let opening = runs[next]
      guard let end = runs[(next + 1)...].firstIndex(where: { $0.count == opening.count }) else {
        return nil
      }
      prose += bytes[start..<opening.lowerBound] + Array("code".utf8)
      start = runs[end].upperBound
      next = end + 1
    }
    return String(decoding: prose + bytes[start...], as: UTF8.self)
  }
}
