import Foundation
import IndexModel
import Testing

/// The file of cases, where there is one.
private let cases = ProcessInfo.processInfo.environment["CAIRN_NODE_RANGES"]

/// Ranges that node-semver was asked about, by `scripts/compare-ranges`.
@Suite(.enabled(if: cases != nil)) struct NodeSemverTests {
  /// The first line has the versions. Each other has a range, and one digit for each version that
  /// says whether the range admits it, or `!` where the range is none.
  @Test func agreesWithNodeSemver() throws {
    let text = try String(contentsOfFile: try #require(cases), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    let versions = try #require(lines.first).map { try? Version(String($0)) }
    #expect(lines.count > 1 && !versions.contains(nil))
    for line in lines.dropFirst() {
      let ours = Self.answer(to: String(line[0]), versions.compactMap(\.self))
      #expect(ours == line[1], "\(line[0].debugDescription)")
    }
  }

  private static func answer(to text: String, _ versions: [Version]) -> String {
    guard let range = try? VersionRange(text) else { return "!" }
    return String(versions.map { range.contains($0) ? "1" : "0" })
  }
}
