import Changes
import Diagnostics
import IndexModel
import JSONText
import Registry
import Rules
import TestSupport
import Testing

@Suite struct ImmutabilityTests {
  /// 10,000 random edits: whatever is not a forward stage with its revocation, `deprecated`,
  /// `notes` or a companion more is refused, and the same said in another way is not.
  @Test(arguments: 0..<8)
  func refusesEveryChangeOfAPublishedRelease(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<1250 {
      let release = RandomRelease(&random)
      var edited = release.value
      let edit = release.edit(&edited, &random)
      let comparison = try Self.compare(release.value, edited)
      let isRefused = comparison.changes.contains {
        $0.kind == .releaseAltered || $0.kind == .releaseRemoved
      }
      let comment: Comment = "seed \(seed), round \(round): \(edit)"
      #expect(isRefused == edit.isRefused, comment)
      #expect(comparison.violations.isEmpty == !isRefused, comment)
      for violation in comparison.violations {
        #expect(violation.severity == .error && !violation.message.contains("\n"), comment)
      }
    }
  }

  static func compare(_ old: JSONValue, _ new: JSONValue) throws -> Comparison {
    func snapshot(_ release: JSONValue) -> LiteralSnapshot {
      let text = String(decoding: release.document(style: .compact), as: UTF8.self)
      return LiteralSnapshot([
        "packages/acme/libfoo.json": SampleRegistry.resource(
          "VersionIndex", #""project": "acme", "name": "libfoo""#, #""releases": [\#(text)]"#)
      ])
    }
    return try Comparison(snapshot(old), snapshot(new))
  }

  @Test func pointsAtTheFieldInBothVersions() throws {
    let trial = Trial {
      $0.edit(
        SampleRegistry.index, #"libfoo-1.0.0.tgz", "size": 7"#, #"libfoo-1.0.0.tgz", "size": 42"#)
    }
    let findings = try trial.verdict().findings.filter { $0.rule == "release-immutable" }
    try #require(findings.count == 1)
    let finding = findings[0]
    #expect(finding.pointer == "/spec/releases/1/files/0/size")
    #expect(Self.text(finding.range, trial) == "42")
    #expect(finding.range.side == .head)
    try #require(finding.notes.count == 1)
    #expect(Self.text(finding.notes[0].range, trial) == "7")
    #expect(finding.notes[0].range.side == .base)
  }

  private static func text(_ range: SourceRange, _ trial: Trial) -> String {
    let registry = range.side == .base ? trial.base : trial.head
    let bytes = Array((registry.files[range.path.description] ?? "").utf8)
    return String(decoding: bytes[range.bytes], as: UTF8.self)
  }

  @Test func aMoveOfAPackageIsARemoval() throws {
    let verdict = try Trial(actor: "ops") {
      $0.files["packages/acme/libbar.json"] = $0.files[SampleRegistry.index]?
        .replacing(#""name": "libfoo""#, with: #""name": "libbar""#)
      $0.files[SampleRegistry.index] = nil
    }.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.errors.contains("never-removed"))
    #expect(verdict.kinds.contains(.packageRemoved) && verdict.kinds.contains(.packageAdded))
  }

  @Test(arguments: [TreeEntry.Kind.executable, .symlink, .submodule, .odd(0o100664)])
  func anotherModeIsARemoval(_ kind: TreeEntry.Kind) throws {
    var trial = Trial(actor: "ops") { _ in }
    trial.oddHead[SampleRegistry.index] = kind
    let verdict = try trial.verdict()
    #expect(verdict.outcome == .fail)
    #expect(verdict.kinds == [.packageRemoved])
    #expect(verdict.errors.contains("never-removed") && verdict.errors.contains("tree-entry"))
  }

  @Test func aFileThatIsReAddedIsMeasuredByBase() throws {
    // Removed in one commit of the pull request and added in the next: only the trees count.
    let verdict = try Trial(actor: "ops") {
      $0.edit(SampleRegistry.index, #""tag": "v1.0.0""#, #""tag": "v1.0.0+again""#)
    }.verdict()
    #expect(verdict.errors == ["release-immutable"])
  }

  @Test func anotherSpellingOfTheVersionIsAnAlteration() throws {
    let verdict = try Trial(actor: "ops") {
      $0.edit(SampleRegistry.index, #""version": "1.0.0""#, #""version": "1.0.0+b""#)
    }.verdict()
    #expect(verdict.errors.contains("release-immutable"))
  }

  @Test func anotherLayoutOfTheSameRegistryMovesItsPackages() throws {
    let verdict = try Trial(actor: "ops") {
      $0.edit("index/registry.json", #""title""#, #""layout": "sharded", "title""#)
      for path in ["libfoo.json", "libfoo/1.0.0/notes.txt", "libfoo/2.0.0/notes.txt"] {
        $0.files["packages/acme/li/bf/\(path)"] = $0.files["packages/acme/\(path)"]
        $0.files["packages/acme/\(path)"] = nil
      }
      $0.files["packages/zed/to/ol/tools.json"] = $0.files["packages/zed/tools.json"]
      $0.files["packages/zed/tools.json"] = nil
    }.verdict()
    #expect(verdict.outcome == .pass, "\(verdict.account)")
    #expect(!verdict.kinds.contains(.packageRemoved) && !verdict.kinds.contains(.packageAdded))
  }
}
