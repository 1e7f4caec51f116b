import Diagnostics
import IndexModel
import Registry
import Rules
import Synchronization
import TestSupport
import Testing

@Suite struct RuleTests {
  @Test(arguments: RuleCase.all)
  func findsWhatTheCaseExpectsAndNothingElse(_ ruleCase: RuleCase) throws {
    let expectsForm = ruleCase.expected.contains { $0.rule == Rule.canonicalForm.id }
    let findings = try ruleCase.check()
      .filter { expectsForm || $0.diagnostic.rule != Rule.canonicalForm.id }
    #expect(findings.map(\.text).sorted() == ruleCase.expected.map(\.text).sorted(), "\(findings)")
  }

  @Test(arguments: RuleCase.all)
  func saysWhatWasFoundInOneLine(_ ruleCase: RuleCase) throws {
    for finding in try ruleCase.check() {
      let texts = [finding.diagnostic.message] + finding.diagnostic.notes.map(\.message)
      for text in texts {
        #expect(!text.isEmpty && !text.hasSuffix("."), "\(text)")
        #expect(!text.contains("\n"), "\(text)")
        let first = text.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
        #expect(!first || text.hasPrefix("CID") || text.hasPrefix("GIT"), "\(text)")
      }
      #expect(
        finding.diagnostic.help?.isEmpty == false || finding.diagnostic.severity == .note,
        "\(finding)")
    }
  }

  @Test(arguments: ["tree-entry", "schema", "carried-file"])
  func nothingIsHandedOnOnceIntegrityIsBroken(_ rule: String) throws {
    // The one worker of this snapshot reads the files in order, and the broken one first of all.
    let broken: [String: String] =
      switch rule {
      case "schema": ["index/identities/a.json": "{}"]
      case "carried-file":
        [
          "packages/acme/a.json": Fixture.package(
            named: "a",
            releases: Fixture.release(
              "1.0.0", "current", Fixture.files(Fixture.carried(#""a""#, path: #""gone""#))))
        ]
      default: [:]
      }
    let snapshot = LiteralSnapshot(
      Fixture.small.merging(broken) { $1 }, odd: rule == "tree-entry" ? ["index/x": .symlink] : [:])
    let handed = Mutex<[String]>([])
    let check = StateCheck(snapshot, moment: RuleCase.moment, workers: 1)
    let outcome = try check.run { _, unit, _ in
      handed.withLock { $0.append(unit.path.description) }
    }
    #expect(outcome.findings.contains { $0.rule == rule })
    #expect(!handed.withLock { $0.contains("packages/acme/libfoo.json") })
  }

  @Test func findingsAboutEntriesEndWhereNobodyWouldReadThem() throws {
    let strays = (0...StateCheck.mostOfEntries).map { ("packages/acme/\($0).txt", "x") }
    let snapshot = LiteralSnapshot(Fixture.small.merging(strays) { $1 })
    let outcome = try StateCheck(snapshot, moment: RuleCase.moment, workers: 1).run()
    #expect(outcome.findings.count { $0.rule == "unknown-file" } == StateCheck.mostOfEntries)
    #expect(outcome.findings.count { $0.rule == "tree-entry" } == 1)
  }

  @Test func everyRuleHasACaseThatTriggersIt() {
    let triggered = Set(RuleCase.all.flatMap(\.expected).map(\.rule))
    // What only a change breaks is triggered where changes are checked.
    let ofStates = Rule.all.filter { $0.scope != .change }.map(\.id)
    #expect(ofStates.filter { !triggered.contains($0) } == [])
    #expect(triggered.filter { Rule.named($0) == nil } == [])
  }

  /// The rules about files as a whole, and about what is not there: their findings are at the start.
  /// Every other finding is where its case marks it.
  static let ofWholeFiles: Set = [
    "registry-missing", "tree-entry", "unknown-file", "unreadable-object", "json-limit",
    "unowned-path", "name-folding", "look-alike",
  ]

  @Test func pointsAtTheBytesThatAreWrong() throws {
    for ruleCase in RuleCase.all {
      let files = MarkedFiles(ruleCase.files).files
      for finding in try ruleCase.check().map(\.diagnostic)
      where finding.range.bytes == 0..<0 && !Self.ofWholeFiles.contains(finding.rule) {
        // Where there are no bytes, none are wrong.
        let text = files[finding.range.path.description]
        #expect(text?.isEmpty ?? true, "\(ruleCase.name): \(finding)")
      }
    }
  }

  @Test(arguments: Rule.all)
  func isExplained(_ rule: Rule) {
    #expect(!rule.summary.isEmpty && !rule.summary.hasSuffix("."))
    #expect(rule.summary.first?.isUppercase == false || rule.summary.hasPrefix("URL"))
    #expect(rule.explanation.count > 100 && rule.explanation.hasSuffix("."))
    #expect(!rule.explanation.contains("\n"), "one paragraph")
    let kebab = rule.id.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
    }
    #expect(kebab && !rule.id.hasPrefix("-") && !rule.id.hasSuffix("-"))
  }

  @Test func idsAreUnique() {
    let ids = Rule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for rule in Rule.reading + Check.all.map(\.rule) {
      // Two rules of one id with different words would be two rules.
      #expect(Rule.named(rule.id)?.explanation == rule.explanation)
    }
  }

  @Test func scopesAreThoseOfTheirChecks() {
    for check in Check.all where Check.all.filter({ $0.rule == check.rule }).count == 1 {
      switch check.body {
      case .file: #expect(check.rule.scope == .file, "\(check.rule.id)")
      case .forward, .dependencies: #expect(check.rule.scope == .forward, "\(check.rule.id)")
      case .names, .entry, .claims: #expect(check.rule.scope == .names, "\(check.rule.id)")
      case .owners: #expect(check.rule.scope != .reverse, "\(check.rule.id)")
      }
    }
  }
}

extension RuleCase {
  static let all: [RuleCase] =
    soundCases + readingCases + releaseCases + fileCases + referenceCases + fullNameCases
    + identityCases + treeCases + nameCases + advisoryCases + waiverCases + policyCases + ownerCases
    + dependencyCases
}
