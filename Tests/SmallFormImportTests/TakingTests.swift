import Authoring
import Diagnostics
import IndexModel
import JSONText
import Registry
import TestSupport
import Testing

@testable import SmallFormImport

@Suite("Taking the small form over")
struct TakingTests {
  @Test func makesTheRegistryTheIdentityTheProjectAndThePackage() throws {
    let desk = try Desk()
    let outcome = try desk.take(
      Small.versionIndex(
        Small.dave, "libfoo", Small.release("1.10.0", 1), Small.release("1.9.0", 0))
    )
    #expect(outcome.findings.isEmpty)
    #expect(
      outcome.paths == [
        ".gitignore", "index/CODEOWNERS", "index/identities/dave.json", "index/identities/ops.json",
        "index/projects/dave.json", "packages/dave/libfoo.json", "index/registry.json",
      ])
    #expect(
      try desk.value("packages/dave/libfoo.json")["spec"] == [
        "roles": ["owner": ["dave"]],
        "releases": [
          ["version": "1.9.0", "stage": "current", "cid": .string(Small.cid(0))],
          ["version": "1.10.0", "stage": "current", "cid": .string(Small.cid(1))],
        ],
      ])
    #expect(try desk.value("index/projects/dave.json")["spec"] == ["roles": ["admin": ["dave"]]])
    #expect(
      try desk.value("index/identities/dave.json")["metadata"]?["annotations"] == [
        "small-form/full-name": .string(Small.dave)
      ])
  }

  @Test func changesNothingTheSecondTime() throws {
    let desk = try Desk()
    let libfoo = Small.versionIndex(Small.dave, "libfoo", Small.release("1.0.0", 0))
    let index = Small.packageIndex(Small.molly, "stable", #""foo": "\#(Small.dave):libfoo""#)
    #expect(try desk.take(libfoo, index).drafts.count == 9)
    let again = try desk.take(index, libfoo)
    #expect(again.drafts.isEmpty)
    #expect(again.releases == 1)
    #expect(again.findings.isEmpty)
  }

  @Test func takesAFileThatIsNamedTwiceForOne() throws {
    let libfoo = Small.versionIndex(Small.dave, "libfoo", Small.release("1.0.0", 0))
    #expect(try Desk().take(libfoo, libfoo).findings.isEmpty)
  }

  @Test func addsWhatIsNewAtItsPlace() throws {
    let desk = try Desk()
    try desk.take(
      Small.versionIndex(Small.dave, "libfoo", Small.release("1.0.0", 0), Small.release("2.0.0", 1))
    )
    let before = try desk.text("packages/dave/libfoo.json")
    let outcome = try desk.take(
      Small.versionIndex(
        Small.dave, "libfoo", Small.release("1.2.0", 2), Small.release("3.0.0", 0),
        Small.release("1.1.0", 3)))
    #expect(outcome.findings.isEmpty)
    #expect(outcome.paths == ["packages/dave/libfoo.json"])
    let after = try desk.text("packages/dave/libfoo.json")
    #expect(after.count > before.count)
    guard
      case .array(let releases)? = try desk.value("packages/dave/libfoo.json")["spec"]?["releases"]
    else {
      Issue.record("no releases")
      return
    }
    #expect(releases.map { $0["version"] } == ["1.0.0", "1.1.0", "1.2.0", "2.0.0", "3.0.0"])
    // Canonical, as it was before.
    #expect(try desk.take(Small.versionIndex()).drafts.isEmpty)
    #expect(outcome.drafts[0].after.last == UInt8(ascii: "\n"))
  }

  @Test func refusesANumberThatComesBackWithAnotherContent() throws {
    let desk = try Desk()
    try desk.take(Small.versionIndex(Small.dave, "libfoo", Small.release("1.0.0", 0)))
    let marked = MarkedText(
      Small.versionIndex(
        Small.dave, "libfoo", Small.release("1.1.0", 2), "①" + Small.release("1.0.0+again", 1)))
    let outcome = try desk.take(marked.text)
    #expect(outcome.rules == ["small-form-number"])
    #expect(outcome.findings.first?.severity == .error)
    #expect(outcome.findings.first?.range.bytes.lowerBound == marked.places["①"])
    #expect(outcome.drafts.isEmpty)
    #expect(try !desk.text("packages/dave/libfoo.json").contains("1.1.0"))
  }

  @Test(arguments: [(0, Diagnostic.Severity.warning), (1, .error)])
  func reportsANumberThatIsGivenTwice(_ cid: Int, _ severity: Diagnostic.Severity) throws {
    let marked = MarkedText(
      Small.versionIndex(
        Small.dave, "libfoo", "①" + Small.release("1.0.0", 0), "②" + Small.release("1.0.0", cid)))
    let finding = try #require(try Desk().take(marked.text).findings.first)
    #expect(finding.rule == "small-form-number")
    #expect(finding.severity == severity)
    #expect(finding.range.bytes.lowerBound == marked.places["②"])
    #expect(finding.notes.first?.range.bytes.lowerBound == marked.places["①"])
  }

  @Test func leavesOutAReleaseWithoutANumberUnlessThePackageHasIt() throws {
    let desk = try Desk()
    let marked = MarkedText(
      Small.versionIndex(
        Small.dave, "libfoo", Small.release("1.0.0", 0), "①\"\(Small.cid(1))\"",
        "\"\(Small.cid(0))\""))
    let outcome = try desk.take(marked.text)
    #expect(outcome.rules == ["small-form-unnumbered"])
    #expect(outcome.findings.first?.severity == .warning)
    #expect(outcome.findings.first?.range.bytes.lowerBound == marked.places["①"])
    #expect(outcome.releases == 1)
    #expect(try !desk.text("packages/dave/libfoo.json").contains(Small.cid(1)))
    let known = Small.versionIndex(Small.dave, "libfoo", "\"\(Small.cid(0))\"")
    #expect(try desk.take(known).findings.isEmpty)
  }

  @Test func takesVersionsOfAnyLength() throws {
    let number = String(repeating: "9", count: 60) + ".0.0"
    let desk = try Desk()
    let index = Small.versionIndex(Small.dave, "libfoo", Small.release(number, 0))
    #expect(try desk.take(index).findings.isEmpty)
    #expect(try desk.text("packages/dave/libfoo.json").contains(number))
  }

  @Test func takesAThousandReleasesAtOnce() throws {
    func index(_ minors: Range<Int>) -> String {
      let releases = minors.map { "{\"number\": \"1.\($0).0\", \"cid\": \"\(Small.cid(0))\"}" }
      return """
        {"owner_identity": "\(Small.dave)", "version_index_name": "libfoo", "releases": [
        \(releases.joined(separator: ","))]}
        """
    }
    let desk = try Desk()
    #expect(try desk.take(index(0..<500)).findings.isEmpty)
    let outcome = try desk.take(index(250..<1250))
    #expect(outcome.findings.isEmpty)
    #expect(outcome.releases == 1000)
  }
}
