import Foundation
import TestSupport
import Testing

/// `check` lists the waivers, with what each of them came to.
@Suite struct WaiverListTests {
  private static func waiver(_ rule: String, _ subject: String, _ more: String = "") -> String {
    #"{"rule": "\#(rule)", "subject": "\#(subject)", "reason": "so it is", "grantedBy": "ada"\#(more)}"#
  }

  private static func list(_ waivers: String...) -> String {
    """
    {"apiVersion": "cairn/v1", "kind": "WaiverList", "metadata": {"name": "waivers"}, \
    "spec": {"waivers": [
    \(waivers.joined(separator: ",\n"))]}}

    """
  }

  private static let effective = waiver("shared-digest", "acme/libfoo@1.1.0")
  private static let waivers = list(
    effective,
    waiver("shared-digest", "acme/libfoo@1.0.0", #", "expires": "2030-01-01T00:00:00Z""#),
    waiver("shared-digest", "acme/libfoo", #", "expires": "2026-01-01T00:00:00Z""#),
    waiver("shared-digest", "acme/libfoo@1.1.0"),
    waiver("canonical-form", "index/waivers.json"))

  /// Three releases, of which each of the later two has the digest of the first.
  private static func package(_ versions: String...) -> String {
    SampleRegistry.package(releases: versions.map { SampleRegistry.release($0, digit: "a") })
  }

  struct Answer: Decodable {
    let findings: [CheckAnswer.Finding]
    let waivers: [Waiver]

    struct Waiver: Decodable {
      let rule, subject, reason, grantedBy, path: String
      let expires: String?
      let expired: Bool
      let findings, line, column: Int
    }

    init(_ run: Run) throws {
      self = try JSONDecoder().decode(Self.self, from: Data(run.output.utf8))
    }
  }

  private func fixture() throws -> GitFixture {
    try SampleRegistry.fixture([
      "packages/acme/libfoo.json": Self.package("1.0.0", "1.1.0", "1.2.0"),
      "index/waivers.json": Self.waivers,
    ])
  }

  @Test func listsWhatIsInForceAndWhatIsNot() throws {
    let git = try fixture()
    let words = ["check", "-C", git.path, "--now", "2026-06-01T00:00:00Z"]
    let answer = try Answer(Run(words: words + ["--json"]))
    #expect(answer.waivers.map(\.subject).first == "acme/libfoo@1.1.0")
    #expect(answer.waivers.map(\.findings) == [1, 0, 0, 0, 1])
    #expect(answer.waivers.map(\.expired) == [false, false, true, false, false])
    #expect(answer.waivers.map(\.line) == [2, 3, 4, 5, 6])
    #expect(answer.waivers.map(\.column) == [1, 1, 1, 1, 1])
    #expect(answer.waivers[1].expires == "2030-01-01T00:00:00Z")
    #expect(answer.waivers[0].expires == nil && answer.waivers[0].reason == "so it is")
    #expect(answer.waivers.allSatisfy { $0.path == "index/waivers.json" && $0.grantedBy == "ada" })
    // What is not waived stays: the third release, whose digest is the first's too.
    let shared = answer.findings.filter { $0.rule == "shared-digest" }
    #expect(shared.map(\.severity).sorted() == ["note", "warning"])

    let text = Run(words: words).output
    #expect(text.contains("\nwaivers: 4 in force, 2 accept nothing, 1 expired\n"), "\(text)")
    #expect(
      text.contains(
        "  index/waivers.json:2:1: shared-digest of acme/libfoo@1.1.0, by ada: 1 finding\n"))
    #expect(
      text.contains(
        "  index/waivers.json:4:1: shared-digest of acme/libfoo, by ada until "
          + "2026-01-01T00:00:00Z: expired\n"))
  }

  @Test func countsThoseOfBaseAndNoneThatTheChangeBrings() throws {
    let git = try SampleRegistry.fixture([
      "packages/acme/libfoo.json": Self.package("1.0.0"),
      "index/waivers.json": Self.list(Self.effective),
    ])
    try git.commit([
      "packages/acme/libfoo.json": Self.package("1.0.0", "1.1.0", "1.2.0"),
      "index/waivers.json": Self.list(
        "", Self.effective, Self.waiver("shared-digest", "acme/libfoo@1.2.0")
      ).replacing("\n,", with: "\n"),
    ])
    let words = ["check", "-C", git.path, "--base", "HEAD~1"]
    let answer = try Answer(Run(words: words + ["--json"]))
    #expect(answer.waivers.map(\.subject) == ["acme/libfoo@1.1.0"])
    #expect(answer.waivers.map(\.findings) == [1])
    #expect(answer.waivers.map(\.line) == [2], "the line that base has")
    let shared = answer.findings.filter { $0.rule == "shared-digest" }
    #expect(shared.map(\.severity).sorted() == ["note", "warning"])
    #expect(Run(words: words).output.contains("\nwaivers: 1 in force\n"))
  }

  @Test func ofAChangeNamesNoneThatAcceptsNothingOfIt() throws {
    let git = try SampleRegistry.fixture([
      "packages/acme/libfoo.json": Self.package("1.0.0", "1.1.0"),
      "index/waivers.json": Self.list(
        Self.effective,
        Self.waiver(
          "shared-digest", "acme/libfoo", #", "expires": "2026-01-01T00:00:00Z""#)),
    ])
    try git.commit(["README.md": "Read me.\n"])
    let words = ["check", "-C", git.path, "--base", "HEAD~1", "--now", "2026-02-01T00:00:00Z"]
    let text = Run(words: words).output
    // What it accepts is no part of the change, so it is not idle.
    #expect(!text.contains("accepts nothing") && !text.contains("acme/libfoo@1.1.0"), "\(text)")
    #expect(text.contains("waivers: 0 in force, 1 expired\n"), "\(text)")
    #expect(try Answer(Run(words: words + ["--json"])).waivers.map(\.expired) == [true])
  }

  @Test func saysNothingOfNone() throws {
    let run = Run("check", "-C", try SampleRegistry.fixture().path)
    #expect(!run.output.contains("waivers"))
  }
}
