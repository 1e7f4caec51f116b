import Authoring
import Diagnostics
import IndexModel
import JSONText
import Registry
import TestSupport
import Testing

@testable import SmallFormImport

@Suite("Whose the small form is")
struct IdentityTests {
  static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"

  private static func identity(_ spec: String) -> String {
    """
    {
      "apiVersion": "cairn/v1",
      "kind": "Identity",
      "metadata": {
        "name": "dave"
      },
      "spec": \(spec)
    }

    """
  }

  private let libfoo = Small.versionIndex(Small.dave, "libfoo", Small.release("1.0.0", 0))

  /// The same package, of somebody else who is called dave.
  private var stolen: MarkedText {
    let other = "dave:" + String(repeating: "e", count: 64)
    return MarkedText(
      #"{"owner_identity": ①"\#(other)", "version_index_name": "libfoo", "releases": []}"#)
  }

  @Test func isRememberedFromTheFirstImport() throws {
    let desk = try Desk()
    try desk.take(libfoo)
    let outcome = try desk.take(stolen.text)
    #expect(outcome.rules == ["small-form-identity"])
    #expect(outcome.findings.first?.range.bytes.lowerBound == stolen.places["①"])
    #expect(outcome.drafts.isEmpty)
  }

  @Test func isDecidedByTheFirstKey() throws {
    let desk = try Desk()
    try desk.take(Small.versionIndex(Small.lucy, "x"))
    let spec = #"{"keys": [{"type": "ssh", "public": "\#(Self.key)"}]}"#
    try desk.folder.write(Self.identity(spec), to: "index/identities/dave.json")
    let refused = try desk.take(libfoo)
    #expect(refused.rules == ["small-form-identity"])
    let quoted = try #require(
      refused.findings.first?.message.split(separator: "\"").dropFirst().first)
    #expect(quoted.hasPrefix("dave:"))
    let outcome = try desk.take(Small.versionIndex(String(quoted), "libfoo"))
    #expect(outcome.findings.isEmpty)
    #expect(outcome.paths == ["index/projects/dave.json", "packages/dave/libfoo.json"])
  }

  @Test func isBelievedOnceOfAnIdentityWithoutKeys() throws {
    let desk = try Desk()
    try desk.take(Small.versionIndex(Small.lucy, "x"))
    try desk.folder.write(
      Self.identity(#"{"accounts": {"github": {"id": 3}}}"#), to: "index/identities/dave.json")
    let first = try desk.take(libfoo)
    #expect(first.rules == ["small-form-unconfirmed"])
    #expect(first.findings.first?.severity == .warning)
    #expect(first.paths.contains("index/identities/dave.json"))
    #expect(
      try desk.value("index/identities/dave.json")["spec"]
        == ["accounts": ["github": ["id": 3]]])
    #expect(try desk.take(libfoo).findings.isEmpty)
    #expect(try desk.take(stolen.text).rules == ["small-form-identity"])
  }

  @Test func clashesWithinOneImport() throws {
    #expect(try Desk().take(libfoo, stolen.text).rules == ["small-form-identity"])
  }

  @Test func differsInMoreThanCase() throws {
    let desk = try Desk()
    try desk.take(libfoo)
    let other = "Dave:" + String(repeating: "e", count: 64)
    let outcome = try desk.take(Small.versionIndex(other, "libfoo"))
    #expect(Set(outcome.rules) == ["small-form-refused"])
    #expect(outcome.findings.allSatisfy { $0.range.path == "1" && $0.range.bytes.lowerBound > 0 })
  }

  @Test func keepsAPackageOfAnotherOwner() throws {
    let desk = try Desk()
    try desk.take(libfoo)
    let path = "packages/dave/libfoo.json"
    let theirs = try desk.text(path).replacing("\"dave\"\n      ]", with: "\"ops\"\n      ]")
    try desk.folder.write(theirs, to: path)
    let outcome = try desk.take(libfoo)
    #expect(outcome.rules == ["small-form-taken"])
    #expect(try desk.text(path) == theirs)
  }

  @Test func hasNoPackagesInTheProjectOfANamesake() throws {
    let desk = try Desk()
    try desk.take(Small.versionIndex(Small.lucy, "x"))
    let project = try desk.text("index/projects/lucy.json")
    try desk.folder.write(
      project.replacing("\"name\": \"lucy\"", with: "\"name\": \"dave\""),
      to: "index/projects/dave.json")
    let outcome = try desk.take(libfoo)
    #expect(outcome.rules == ["small-form-taken"])
    #expect(outcome.drafts.isEmpty)
  }

  @Test func leavesAFileAloneThatCannotBeRead() throws {
    let desk = try Desk()
    try desk.take(libfoo)
    try desk.folder.write("{", to: "packages/dave/libfoo.json")
    #expect(try desk.take(libfoo).rules == ["small-form-taken"])
    #expect(try desk.text("packages/dave/libfoo.json") == "{")
  }
}
