import Diagnostics
import IndexModel
import JSONText
import TestSupport
import Testing

@testable import HubImport

@Suite("What the history tells")
struct HistoryTests {
  static let day: Int64 = 86_400
  static let release = SmallHub.release("v1.0.0")

  @Test func datesAReleaseByTheCommitThatBroughtIt() throws {
    let hub = try SmallHub(changing: [Self.release: nil])
    try hub.git.commit([Self.release: Packaging().text], time: GitFixture.time + Self.day)
    try hub.git.commit(["README.md": "Later"], time: GitFixture.time + 2 * Self.day)
    #expect(try hub.imported().releases.first?["published"] == "2026-01-02T00:00:00Z")
  }

  @Test func datesAMergedReleaseByItsMerge() throws {
    let hub = try SmallHub(changing: [Self.release: nil])
    try hub.git.git("checkout", "--quiet", "-b", "topic")
    try hub.git.commit([Self.release: Packaging().text], time: GitFixture.time + Self.day)
    try hub.git.git("checkout", "--quiet", GitFixture.branch)
    try hub.git.git(
      ["merge", "--quiet", "--no-ff", "-m", "Merge", "topic"], time: GitFixture.time + 3 * Self.day)
    #expect(try hub.imported().releases.first?["published"] == "2026-01-04T00:00:00Z")
  }

  @Test func reportsARewrittenReleaseOnceAndKeepsItsFirstDate() throws {
    var packaging = Packaging()
    packaging.checksum = String(repeating: "0", count: 64)
    let hub = try SmallHub(changing: [Self.release: packaging.text])
    packaging.checksum = String(repeating: "9", count: 64)
    try hub.git.commit([Self.release: packaging.text], time: GitFixture.time + Self.day)
    try hub.git.commit([Self.release: Packaging().text], time: GitFixture.time + 2 * Self.day)
    let result = try hub.imported()
    #expect(result.rules == ["import-rewritten"])
    let finding = try #require(result.findings("import-rewritten").first)
    #expect(finding.severity == .warning)
    #expect(result.text(of: finding) == "\"\(Packaging().checksum)\"")
    #expect(finding.message.contains("\"\(String(repeating: "0", count: 64))\" (2026-01-02"))
    #expect(finding.message.contains("\"\(packaging.checksum)\" (2026-01-03"))
    #expect(result.releases.first?["published"] == "2026-01-01T00:00:00Z")
  }

  @Test func isNoWarningIfOnlyTheVersionIsSpelledAnew() throws {
    let old = Packaging().text.replacing("\"v1.0.0\"", with: "\"1.0.0\"")
    let hub = try SmallHub(changing: [Self.release: old])
    try hub.git.commit([Self.release: Packaging().text])
    #expect(try hub.imported().findings("import-rewritten").map(\.severity) == [.note])
  }

  @Test func isAWarningIfTheVersionWasAnother() throws {
    let old = Packaging().text.replacing("\"v1.0.0\"", with: "\"v0.9.0\"")
    let hub = try SmallHub(changing: [Self.release: old])
    try hub.git.commit([Self.release: Packaging().text])
    #expect(try hub.imported().findings("import-rewritten").map(\.severity) == [.warning])
  }

  @Test func datesAReleaseThatWasAwayByItsFirstArrival() throws {
    let hub = try SmallHub(changing: [:])
    try hub.git.commit(removing: [Self.release], time: GitFixture.time + Self.day)
    try hub.git.commit([Self.release: Packaging().text], time: GitFixture.time + 2 * Self.day)
    let result = try hub.imported()
    #expect(result.releases.first?["published"] == "2026-01-01T00:00:00Z")
    let finding = try #require(result.findings("import-rewritten").first)
    #expect(finding.message.contains("removed (2026-01-02"))
    #expect(finding.message.contains("brought back (2026-01-03"))
  }

  @Test func reportsARemovedReleaseAtWhatItLastSaid() throws {
    let gone = SmallHub.release("v0.1.0")
    let hub = try SmallHub(changing: [gone: Packaging.plain("v0.1.0", "3").text])
    try hub.git.commit(removing: [gone], time: GitFixture.time + Self.day)
    let result = try hub.imported()
    #expect(result.rules == ["import-removed"])
    let finding = try #require(result.findings("import-removed").first)
    #expect(finding.severity == .warning)
    #expect(finding.range.path.description == gone)
    #expect(result.text(of: finding) == "\"v0.1.0\"")
    #expect(result.versions == ["1.0.0"])
  }

  @Test func saysWhereARemovedReleaseStandsNow() throws {
    let gone = SmallHub.release("1.0.0")
    let hub = try SmallHub(changing: [gone: Packaging.plain("1.0.0", "3").text])
    try hub.git.commit(removing: [gone])
    let finding = try #require(try hub.imported().findings("import-removed").first)
    #expect(finding.severity == .note)
    #expect(finding.message.contains("it stands in the folder v1.0.0 now"))
  }

  @Test func refusesAShallowClone() throws {
    let hub = try SmallHub(changing: [:])
    let head = try hub.git.commit(["README.md": "Later"])
    let clone = try hub.git.shallowClone(depth: 1)
    #expect(throws: HubImportError.shallow(path: clone.path, head)) {
      try HubSource.open(at: clone.path)
    }
  }

  @Test func readsABareClone() throws {
    let clone = try SmallHub(changing: [:]).git.bareClone()
    let source = try HubSource.open(at: clone.path)
    #expect(try HubImport.run(source, into: [:], SmallHub.options).releases == 1)
  }
}
