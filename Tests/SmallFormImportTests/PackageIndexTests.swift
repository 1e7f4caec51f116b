import Authoring
import Diagnostics
import IndexModel
import JSONText
import Registry
import TestSupport
import Testing

@testable import SmallFormImport

@Suite("Package indexes in the small form")
struct PackageIndexTests {
  private let daves = Small.versionIndex(Small.dave, "libfoo", Small.release("1.0.0", 0))
  private let lucys = Small.versionIndex(Small.lucy, "libfoo", Small.release("1.0.0", 0))
  private let path = "index/package-indexes/stable.json"

  @Test func keepTheirAliasesInOrder() throws {
    let desk = try Desk()
    let outcome = try desk.take(
      Small.packageIndex(
        Small.molly, "stable", #""lucys": "\#(Small.lucy):libfoo""#,
        #""foo": "\#(Small.dave):libfoo""#), daves, lucys)
    #expect(outcome.findings.isEmpty)
    #expect(
      try desk.value(path)["spec"] == [
        "roles": ["owner": ["molly"]],
        "versionIndexes": ["foo": "dave/libfoo", "lucys": "lucy/libfoo"],
      ])
    let more = Small.packageIndex(
      Small.molly, "stable", #""zoo": "\#(Small.lucy):libfoo""#, #""goo": "\#(Small.dave):libfoo""#,
      #""hoo": "\#(Small.dave):libfoo""#)
    #expect(try desk.take(more).findings.isEmpty)
    guard case .object(let members)? = try desk.value(path)["spec"]?["versionIndexes"] else {
      Issue.record("no aliases")
      return
    }
    #expect(members.map(\.key) == ["foo", "goo", "hoo", "lucys", "zoo"])
    #expect(try desk.take(more).drafts.isEmpty)
  }

  @Test func mayChooseAgain() throws {
    let desk = try Desk()
    try desk.take(
      daves, lucys, Small.packageIndex(Small.molly, "stable", #""foo": "\#(Small.dave):libfoo""#))
    let outcome = try desk.take(
      Small.packageIndex(Small.molly, "stable", #""foo": "\#(Small.lucy):libfoo""#))
    #expect(outcome.rules == ["small-form-alias"])
    #expect(outcome.findings.first?.severity == .warning)
    #expect(try desk.value(path)["spec"]?["versionIndexes"] == ["foo": "lucy/libfoo"])
  }

  @Test func needWhatTheyName() throws {
    let marked = MarkedText(
      Small.packageIndex(
        Small.molly, "stable", #""foo": "\#(Small.dave):libfoo""#,
        #""bar": ①"\#(Small.dave):libbar""#))
    let desk = try Desk()
    let outcome = try desk.take(daves, marked.text)
    #expect(outcome.rules == ["small-form-target"])
    #expect(outcome.findings.first?.range.bytes.lowerBound == marked.places["①"])
    #expect(try desk.checkout.entries(of: .root).isEmpty)
  }

  @Test func nameWhoIsMeant() throws {
    let other = "dave:" + String(repeating: "e", count: 64)
    let outcome = try Desk().take(
      daves, Small.packageIndex(Small.molly, "stable", #""foo": "\#(other):libfoo""#))
    #expect(outcome.rules == ["small-form-identity"])
  }

  @Test func haveNamesThatAreTakenOnce() throws {
    let desk = try Desk()
    try desk.take(Small.packageIndex(Small.molly))
    let outcome = try desk.take(Small.packageIndex(Small.lucy))
    #expect(outcome.rules == ["small-form-taken"])
  }

  @Test func haveAliasesThatDifferInMoreThanCase() throws {
    let outcome = try Desk().take(
      daves,
      Small.packageIndex(
        Small.molly, "stable", #""lib-foo": "\#(Small.dave):libfoo""#,
        #""Lib_Foo": "\#(Small.dave):libfoo""#))
    #expect(outcome.rules == ["small-form-refused"])
    #expect(outcome.findings.first?.range.path == "2")
    #expect((outcome.findings.first?.range.bytes.lowerBound ?? 0) > 0)
  }
}
