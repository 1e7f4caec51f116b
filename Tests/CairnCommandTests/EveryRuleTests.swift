import Foundation
import Testing

/// Whatever a finding may be called, `cairn explain` explains.
@Suite struct EveryRuleTests {
  /// The ids of all rules that stand in the sources, found without asking any list of them.
  static let declared: [String] = {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
    var ids: [String] = []
    for case let path as String in FileManager.default.enumerator(atPath: sources.path)!
    where path.hasSuffix(".swift") {
      let file = sources.appendingPathComponent(path)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      for part in text.components(separatedBy: "= Rule(").dropFirst() {
        let line = part.drop { $0.isWhitespace }
        guard line.first == "\"" else { continue }
        ids.append(String(line.dropFirst().prefix { $0 != "\"" }))
      }
    }
    return ids
  }()

  @Test func thereAreAsManyAsAreListed() {
    #expect(Self.declared.count > 60)
    #expect(Set(Self.declared).count == Self.declared.count, "an id is declared once")
    let list = Run("explain", "--list").output
    for id in Self.declared { #expect(list.contains("\(id) ("), "\(id)") }
  }

  @Test(arguments: declared)
  func isExplained(_ id: String) throws {
    let run = Run("explain", id)
    #expect(run.code == 0)
    let paragraphs = run.output.components(separatedBy: "\n\n")
    try #require(paragraphs.count == 3)
    #expect(paragraphs[0].hasPrefix("\(id): ") && paragraphs[0].count > id.count + 10)
    // What is expected, and why, takes more than one sentence.
    #expect(paragraphs[1].count > 100 && paragraphs[1].contains(". "))
    #expect(paragraphs[2].hasPrefix("Class "))
  }
}
