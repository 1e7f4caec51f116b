import Changes
import Diagnostics
import Foundation
import IndexModel
import Registry
import Rules
import TestSupport
import Testing

/// The narrow check finds what the full one finds, and reads little for it.
@Suite struct NarrowCheckTests {
  /// Seeds that once failed, and others. `scripts/soak` sets CAIRN_HISTORIES for many.
  private static let seeds: [UInt64] = {
    let count = ProcessInfo.processInfo.environment["CAIRN_HISTORIES"].flatMap(UInt64.init) ?? 12
    return [123, 130, 235, 255].filter { $0 >= count } + Array(0..<count)
  }()

  @Test(arguments: seeds)
  func findsWhatTheFullCheckFinds(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var registry = RandomRegistry(&random)
    for round in 0..<25 {
      let before = registry.files
      var words: [String] = []
      for _ in 0...random.below(3) { words.append(registry.change(&random)) }
      let comment: Comment = "seed \(seed), round \(round): \(words.joined(separator: ", "))"
      try Self.compare(before, registry.files, comment)
    }
  }

  private static let moment = Moment(commit: Trial.now, now: Trial.now)

  private static func compare(
    _ old: [String: String], _ new: [String: String], _ comment: Comment
  ) throws {
    let (base, head) = (LiteralSnapshot(old), LiteralSnapshot(new))
    let paths = try TreeChange.between(base, head)
    let touched = Set(paths.map(\.path))
    let check = StateCheck(head, moment: moment, workers: 2)
    let narrow = try check.findings(
      of: paths, from: Lookup(base, context: try Context.read(base)),
      to: Lookup(head, context: try Context.read(head))
    ).findings.filter { $0.rule != "dependency-solution" }
    let full = try check.run().findings
    let known = Set(
      try StateCheck(base, moment: moment, workers: 2).run().findings.map(Said.init))
    // Names and claims count where they come or go.
    let beside: Set = ["look-alike", "name-folding", "account"]
    let expected = full.filter {
      touched.contains($0.range.path) && !beside.contains($0.rule) || !known.contains(Said($0))
    }
    // What a finding says may change without anything getting worse, or for the worse.
    let said = narrow.filter {
      !Said.varied.contains($0.rule) || touched.contains($0.range.path) || !known.contains(Said($0))
    }
    let differing = Set(said.map(Said.init)).symmetricDifference(expected.map(Said.init))
    #expect(differing.isEmpty, comment)
    for finding in narrow where !touched.contains(finding.range.path) {
      let breaksIntegrity = Rule.named(finding.rule)?.class == .integrity
      #expect(breaksIntegrity || finding.severity != .error, comment)
    }
  }

  /// What a finding says, but for its severity, which waivers and strangers' files change.
  private struct Said: Hashable, CustomStringConvertible {
    let rule: String
    let range: SourceRange
    let message: String

    init(_ finding: Diagnostic) {
      range = finding.range
      // Why a dependency is not met may change without anything getting worse for the dependent.
      let isOfEdge =
        finding.rule.hasPrefix("dependency-") && finding.rule != "dependency-range"
      rule = isOfEdge ? "dependency" : finding.rule
      message =
        isOfEdge ? "" : Self.varied.contains(rule) ? Self.quoted(finding.message) : finding.message
    }

    /// Rules whose findings are about several packages or releases at once, or about whether a name is known.
    static let varied: Set = ["full-name", "index-unmet", "replaced-by"]

    /// What is quoted first: whom or what it is about.
    private static func quoted(_ message: String) -> String {
      let parts = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
      return parts.count > 1 ? String(parts[1]) : ""
    }

    var description: String { "\(rule) at \(range.path): \(message)" }
  }

  @Test func aReleaseReadsOnlyWhatItNames() throws {
    var random = SeededGenerator(seed: 1)
    var registry = RandomRegistry(&random)
    for number in 0..<200 {
      registry.files["packages/acme/many\(number).json"] = RandomRegistry.package(
        "acme", "many\(number)", [RandomRegistry.Release(version: "1.0.0")])
    }
    let base = CountingSnapshot(LiteralSnapshot(registry.files))
    registry.files["packages/acme/many7.json"] = RandomRegistry.package(
      "acme", "many7",
      [RandomRegistry.Release(version: "1.0.0"), RandomRegistry.Release(version: "1.1.0")])
    let head = CountingSnapshot(LiteralSnapshot(registry.files))
    let verdict = try Verdict(
      Proposal(
        base: base, head: head, commit: Trial.commit, actor: nil,
        moment: Moment(commit: Trial.now, now: Trial.now)))
    #expect(verdict.kinds == [.releaseAdded])
    #expect(base.reads <= 12 && head.reads <= 12, "\(base.reads) and \(head.reads)")
  }
}
