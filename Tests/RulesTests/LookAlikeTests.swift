import Diagnostics
import IndexModel
import Registry
import Rules
import TestSupport
import Testing

@Suite struct LookAlikeTests {
  private func alike(_ names: [String]) throws -> [String: [String]] {
    let check = try #require(Check.all.first { $0.rule.id == "look-alike" })
    guard case .names(let find) = check.body else { return [:] }
    let folder: RepositoryPath = "packages/acme"
    let space = NameSpace(
      folder: folder, sort: .package,
      names: names.sorted().map { (text: $0, path: folder.appending($0)) })
    return Dictionary(
      uniqueKeysWithValues: find(space, Context()).map { finding in
        (text(finding.range.path), finding.notes.map { text($0.range.path) })
      })
  }

  private func text(_ path: RepositoryPath) -> String {
    String(decoding: path.name, as: UTF8.self)
  }

  /// The definition, pair by pair.
  private func alikeByPairs(_ names: [String]) throws -> [String: [String]] {
    let names = try names.sorted().map { try Name($0) }
    var alike: [String: [String]] = [:]
    for (at, later) in names.enumerated() {
      let earlier = names[..<at].filter { earlier in
        guard earlier.folded != later.folded else { return false }
        return isFirstOfSkeleton(earlier, among: names[..<at]) && earlier.skeleton == later.skeleton
          || isOneLetterApart(earlier, later)
      }
      if !earlier.isEmpty { alike[later.text] = earlier.prefix(8).map(\.text) }
    }
    return alike
  }

  private func isFirstOfSkeleton(_ name: Name, among names: ArraySlice<Name>) -> Bool {
    names.first { $0.skeleton == name.skeleton } == name
  }

  private func isOneLetterApart(_ left: Name, _ right: Name) -> Bool {
    guard min(left.text.utf8.count, right.text.utf8.count) >= 5, left.isOneEditApart(from: right)
    else { return false }
    // What is left of each between the common start and the common end is what was edited.
    let (short, long) =
      left.text.utf8.count <= right.text.utf8.count
      ? (Array(left.folded.utf8), Array(right.folded.utf8))
      : (Array(right.folded.utf8), Array(left.folded.utf8))
    let start = zip(short, long).prefix { $0 == $1 }.count
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    if short.count == long.count { return !(isDigit(short[start]) && isDigit(long[start])) }
    return !isDigit(long[start])
  }

  @Test(arguments: 0..<10)
  func findsWhatComparingEveryPairFinds(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var names: Set<String> = []
    var folded: Set<String> = []
    while names.count < 150 {
      let text = random.word(of: "ab1l0o-rnmvw2", 3 + random.below(5))
      guard let name = try? Name(text), folded.insert(name.folded).inserted else { continue }
      names.insert(text)
    }
    #expect(try alike(Array(names)) == alikeByPairs(Array(names)))
  }

  @Test func seriesAreNoLookAlikes() throws {
    #expect(try alike((0..<2000).map { "part-\($0 + 2000)" }) == [:])
  }

  @Test func growsWithTheNamesAndNotWithTheirPairs() throws {
    // Comparing each with each would take minutes; the bound is wide, for busy machines.
    var random = SeededGenerator(seed: 1)
    let names = Set(
      (0..<5_000).map { _ in "common-part-" + random.word(of: "abcdefghijklmnop", 8) })
    let time = try ContinuousClock().measure { _ = try alike(Array(names)) }
    #expect(time < .seconds(60))
  }
}
