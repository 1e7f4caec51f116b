import Authoring
import Diagnostics
import IndexModel
import Registry
import TestSupport
import Testing

@testable import SmallFormImport

@Suite("What is no small form")
struct ReadingTests {
  /// A text of strangers, with a marker at what is wrong, and the rule that says so.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let rule: String
    let text: String

    init(_ name: String, _ rule: String, _ text: String) {
      (self.name, self.rule, self.text) = (name, rule, text)
    }

    var testDescription: String { name }
  }

  static let owner = #""owner_identity": "\#(Small.dave)""#

  static let cases = [
    Case("empty", "json-syntax", "①"),
    Case("not JSON", "json-syntax", "①<html>"),
    Case("cut off", "json-syntax", "{\(owner), ①"),
    Case("a list", "schema", "①[]"),
    Case("a number too large", "json-number", "①99999999999999999999"),
    Case("deep nesting", "json-limit", String(repeating: "[", count: 32) + "①[" + "]"),
    Case("no owner", "schema", #"①{"version_index_name": "a", "releases": []}"#),
    Case(
      "an unknown key", "schema",
      #"{\#(owner), "version_index_name": "a", "releases": [], ①"more": 1}"#),
    Case(
      "a key twice", "json-duplicate-key",
      #"{\#(owner), "version_index_name": "a", "releases": [], ①"releases": []}"#),
    Case(
      "both kinds at once", "schema",
      #"{\#(owner), "package_index_name": "a", "version_indexes": {}, ①"releases": []}"#),
    Case(
      "an owner without a fingerprint", "name",
      #"{"owner_identity": ①"dave", "version_index_name": "a", "releases": []}"#),
    Case(
      "a fingerprint that is too short", "name",
      #"{"owner_identity": ①"dave:abc", "version_index_name": "a", "releases": []}"#),
    Case(
      "a fingerprint in capitals", "name",
      #"{"owner_identity": ①"dave:\#(String(repeating: "D", count: 64))", "#
        + #""version_index_name": "a", "releases": []}"#),
    Case(
      "a handle that leads out of its folder", "name",
      #"{"owner_identity": ①"../..:\#(String(repeating: "d", count: 64))", "#
        + #""version_index_name": "a", "releases": []}"#),
    Case(
      "a handle that is no ASCII", "name",
      #"{"owner_identity": ①"dàve:\#(String(repeating: "d", count: 64))", "#
        + #""version_index_name": "a", "releases": []}"#),
    Case(
      "a handle that is kept for another purpose", "name",
      #"{"owner_identity": ①"roles:\#(String(repeating: "d", count: 64))", "#
        + #""version_index_name": "a", "releases": []}"#),
    Case(
      "a package name that leads out", "name",
      #"{\#(owner), "version_index_name": ①"../a", "releases": []}"#),
    Case(
      "a package name that reads as a version", "name",
      #"{\#(owner), "version_index_name": ①"1.0.0", "releases": []}"#),
    Case(
      "a package index called default", "name",
      #"{\#(owner), "package_index_name": ①"default", "version_indexes": {}}"#),
    Case(
      "releases that are no list", "schema",
      #"{\#(owner), "version_index_name": "a", "releases": ①{}}"#),
    Case(
      "a release that is a number", "schema",
      #"{\#(owner), "version_index_name": "a", "releases": [①1]}"#),
    Case(
      "a release without a cid", "schema",
      #"{\#(owner), "version_index_name": "a", "releases": [①{"number": "1.0.0"}]}"#),
    Case(
      "a version that is a number", "schema",
      #"{\#(owner), "version_index_name": "a", "releases": [{"number": ①1, "cid": "\#(Small.cid(0))"}]}"#
    ),
    Case(
      "a version with a v", "version",
      #"{\#(owner), "version_index_name": "a", "releases": [{"number": ①"v1.0.0", "cid": "\#(Small.cid(0))"}]}"#
    ),
    Case(
      "a cid that is none", "cid",
      #"{\#(owner), "version_index_name": "a", "releases": [①"bafkrei"]}"#),
    Case(
      "control bytes", "json-text",
      #"{\#(owner), "version_index_name": "①\u001b[31m", "releases": []}"#),
    Case(
      "an alias twice", "json-duplicate-key",
      #"{\#(owner), "package_index_name": "a", "version_indexes": "#
        + #"{"x": "\#(Small.dave):x", ①"x": "\#(Small.lucy):x"}}"#),
    Case(
      "an alias that is no name", "name",
      #"{\#(owner), "package_index_name": "a", "version_indexes": {①"a/b": "\#(Small.dave):x"}}"#),
    Case(
      "an alias for no full name", "name",
      #"{\#(owner), "package_index_name": "a", "version_indexes": {"x": ①"dave/x"}}"#),
    Case(
      "an alias for an identity", "name",
      #"{\#(owner), "package_index_name": "a", "version_indexes": {"x": ①"\#(Small.dave)"}}"#),
    Case(
      "a colon too many", "name",
      #"{\#(owner), "package_index_name": "a", "version_indexes": {"x": ①"\#(Small.dave):x:y"}}"#),
  ]

  @Test(arguments: cases)
  func isReportedWhereItIsAndLeavesNothingBehind(_ test: Case) throws {
    let marked = MarkedText(test.text)
    let desk = try Desk()
    let outcome = try desk.take(marked.text)
    #expect(
      outcome.findings.contains {
        $0.rule == test.rule && $0.severity == .error
          && $0.range.bytes.lowerBound == marked.places["①"] && $0.help != nil
      }, "\(outcome.findings)")
    #expect(try desk.checkout.entries(of: .root).isEmpty)
  }

  @Test func isReportedAtOnce() throws {
    let outcome = try Desk().take(
      #"{"owner_identity": "x", "version_index_name": "/", "releases": ["y", {"number": "z"}]}"#)
    #expect(outcome.rules == ["name", "name", "cid", "schema", "version"])
  }

  @Test func staysUnreadWhereItIsTooLarge() throws {
    let large = "[" + String(repeating: "1,", count: 5_000_000) + "1]"
    let outcome = try Desk().take(large)
    #expect(outcome.rules == ["json-limit"])
    let finding = SmallForm.tooLarge("a.json", limit: 9)
    #expect(finding.range.bytes.lowerBound == 0)
    #expect(finding.help != nil)
  }

  @Test func mayNameASchema() throws {
    let text = #"{"$schema": "x", \#(Self.owner), "version_index_name": "a", "releases": []}"#
    #expect(try Desk().take(text).findings.isEmpty)
  }
}
