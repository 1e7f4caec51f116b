import Changes
import Diagnostics
import IndexModel
import Registry
import TestSupport
import Testing

@testable import HubImport

@Suite("The history of a hub, judged")
struct JudgedHistoryTests {
  /// What authors do after a first release, and what of it is refused.
  struct Case: CustomTestStringConvertible {
    let name: String
    /// One commit each; nil takes a file away.
    let steps: [[String: String?]]
    /// For each of them what is refused of the first release.
    let refused: [ChangeKind?]

    var testDescription: String { name }
  }

  private static let first = SmallHub.release("v1.0.0")
  private static let second = SmallHub.release("v2.0.0")
  private static let text = Packaging().text
  private static var rewritten: String { text.replacing("aaaa", with: "bbbb") }

  static let cases = [
    Case(
      name: "another release comes", steps: [[second: Packaging.plain("v2.0.0", "2").text]],
      refused: [nil]),
    Case(name: "rewritten", steps: [[first: rewritten]], refused: [.releaseAltered]),
    Case(
      name: "rewritten, and back again", steps: [[first: rewritten], [first: text]],
      refused: [.releaseAltered, .releaseAltered]),
    Case(
      name: "a field more", steps: [[first: Packaging(more: ", \"note\": 1").text]],
      refused: [.releaseAltered]),
    Case(
      name: "the version without its v", steps: [[first: Packaging(version: "1.0.0").text]],
      refused: [.releaseAltered]),
    Case(
      name: "other blanks, another order",
      steps: [
        [first: text.replacing("\n", with: "\r\n")],
        [
          first: text.replacing(
            "\"version\": \"v1.0.0\",", with: ""
          ).replacing("\n}\n", with: ", \"version\": \"v1.0.0\"}")
        ],
      ], refused: [nil, nil]),
    Case(name: "removed", steps: [[first: nil]], refused: [.releaseRemoved]),
    Case(
      name: "removed, and back again", steps: [[first: nil], [first: rewritten], [first: text]],
      refused: [.releaseRemoved, nil, .releaseAltered]),
    Case(
      name: "in another folder", steps: [[first: nil, SmallHub.release("1.0.0"): text]],
      refused: [.releaseAltered]),
    Case(
      name: "no release any more",
      steps: [[first: text.replacing("\"v1.0.0\"", with: "\"v1.1.0\"")], [first: text]],
      refused: [.releaseRemoved, nil]),
    Case(
      name: "other metadata",
      steps: [
        [SmallHub.metadata: Metadata(repository: "https://github.com/acme/elsewhere").text],
        [SmallHub.metadata: "{"], [SmallHub.metadata: Metadata().text],
      ], refused: [nil, nil, nil]),
    Case(
      name: "a later release with its URL and another checksum",
      steps: [
        [second: Packaging.plain("v2.0.0", "2").text.replacing("/v2.0.0/", with: "/v1.0.0/")]
      ],
      refused: [nil]),
  ]

  @Test(arguments: cases)
  func refusesWhatIsDoneToARelease(_ example: Case) throws {
    let hub = try SmallHub(changing: [:]).git
    for (number, step) in example.steps.enumerated() {
      try hub.commit(
        step.compactMapValues { $0 }, removing: step.filter { $0.value == nil }.map(\.key),
        time: GitFixture.time + Int64(number) + 1)
    }
    let judged = try JudgedHistory(of: hub).steps.dropFirst()
    let expected = example.refused.map { kind in kind.map { ["acme/foo@1.0.0": $0] } ?? [:] }
    #expect(judged.map(\.refusedReleases) == expected)
    #expect(judged.map(\.verdict.outcome) == example.refused.map { $0 == nil ? .pass : .fail })
    let raw = try RawHistory(of: hub).steps.dropFirst()
    #expect(raw.map(\.refusals) == expected)
  }

  @Test func seesOfAMergeWhatItBrings() throws {
    let hub = try SmallHub(changing: [:]).git
    try hub.git("checkout", "--quiet", "-b", "topic")
    try hub.commit([Self.second: Packaging.plain("v2.0.0", "2").text])
    try hub.commit([Self.second: Packaging.plain("v2.0.0", "3").text])
    try hub.git("checkout", "--quiet", GitFixture.branch)
    try hub.git("merge", "--quiet", "--no-ff", "-m", "Merge", "topic")
    let judged = try JudgedHistory(of: hub)
    #expect(judged.steps.count == 2)
    #expect(judged.steps.allSatisfy { $0.verdict.outcome == .pass })
    let raw = try RawHistory(of: hub)
    #expect(raw.steps.allSatisfy { $0.deeds.isEmpty })
    #expect(raw.releases == ["acme/foo@1.0.0", "acme/foo@2.0.0"])
  }

  @Test func missesAPackageThatIsGone() throws {
    let hub = try SmallHub(["registry/acme/bare/metadata.json": Metadata().text]).git
    try hub.git("rm", "--quiet", "-r", "registry")
    try hub.commit()
    let last = try #require(try JudgedHistory(of: hub).steps.last)
    #expect(last.refusedPackages == ["acme/bare"])
    let raw = try RawHistory(of: hub)
    #expect(raw.steps.last?.removedConnectors == ["acme/bare"])
  }
}
