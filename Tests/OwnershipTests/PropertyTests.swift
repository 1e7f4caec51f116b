import IndexModel
import Ownership
import TestSupport
import Testing

@Suite struct PropertyTests {
  /// Files of random patterns over a small alphabet, so that most patterns match something and
  /// many match the same.
  @Test(arguments: [1, 2, 3, 4, UInt64.random(in: 0...UInt64.max)])
  func theIndexFindsWhatAskingEachLineFinds(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var matched = 0
    for _ in 0..<300 {
      let patterns = (0...random.below(20)).map { _ in random.pattern() }
      let file = try OwnerFile.parsed(patterns.map { $0 + " @ada\n" }.joined())
      for _ in 0..<20 {
        let text = random.path()
        let path = RepositoryPath(text)
        let plain = patterns.lastIndex { PlainMatcher.matches($0, text) }.map { $0 + 1 }
        let asked = file.lines.last { $0.pattern.matches(path) }?.number
        let found = file.line(for: path)?.number
        #expect(plain == asked && plain == found, "seed \(seed): \(patterns) for \(text)")
        matched += found == nil ? 0 : 1
      }
    }
    #expect(matched > 1000, "seed \(seed)")
  }

  /// A pattern of many wildcards against names that almost match costs the product of their
  /// lengths and no more.
  @Test(.timeLimit(.minutes(1)), arguments: Adversary.all)
  func hostilePatternsTakeNoTime(_ adversary: Adversary) throws {
    let file = try OwnerFile.parsed(adversary.pattern + " @ada\n")
    let path = RepositoryPath(adversary.path)
    for _ in 0..<20 {
      #expect(file.line(for: path) == nil)
      #expect(file.lines[0].pattern.matches(path) == false)
    }
  }

  @Test func neverTrapsOnAnyBytes() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let alphabet: [UInt8] = Array("ab/*?\\ \t\r\n#@[]!.^-".utf8) + [0, 0xC3, 0xA9, 0x7F]
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(24)).map { _ in alphabet[random.below(alphabet.count)] }
      let reading = OwnerFile.read(bytes, at: "index/CODEOWNERS")
      #expect((reading.file == nil) == !reading.problems.isEmpty, "seed \(seed): \(bytes)")
      for problem in reading.problems {
        #expect(problem.range.upperBound <= bytes.count && !problem.range.isEmpty, "\(bytes)")
      }
      for line in reading.file?.lines ?? [] {
        #expect(bytes[line.pattern.range].elementsEqual(line.pattern.text.utf8), "\(bytes)")
        for owner in line.owners {
          #expect(bytes[owner.range].elementsEqual(owner.name.description.utf8), "\(bytes)")
        }
      }
    }
  }
}

struct Adversary: Sendable, CustomTestStringConvertible {
  let pattern: String
  let path: String
  var testDescription: String { String(pattern.prefix(40)) }

  static let all = [
    Adversary(
      pattern: String(repeating: "*a", count: 30) + "b", path: String(repeating: "a", count: 64)),
    Adversary(
      pattern: "/" + String(repeating: "**/a*/", count: 30) + "b",
      path: String(repeating: "aa/", count: 60) + "a"),
    Adversary(
      pattern: String(repeating: "**/", count: 200) + "b",
      path: String(repeating: "a/", count: 200) + "a"),
    Adversary(
      pattern: String(repeating: "?*", count: 60) + "b", path: String(repeating: "a", count: 200)),
    Adversary(
      pattern: "/" + String(repeating: "**/*/", count: 60) + "b",
      path: String(repeating: "a/", count: 200) + "a"),
  ]
}

extension SeededGenerator {
  fileprivate mutating func pattern() -> String {
    while true {
      let parts = (0...below(3)).map { _ in component() }
      let pattern =
        (below(3) == 0 ? "/" : "") + parts.joined(separator: "/") + (below(4) == 0 ? "/" : "")
      if OwnerFile.read(Array(pattern.utf8), at: "a").file?.lines.count == 1 { return pattern }
    }
  }

  private mutating func component() -> String {
    switch below(8) {
    case 0: "**"
    case 1: "*"
    case 2, 3: word(of: "ab", 1 + below(2))
    default: word(of: "aab*?", 1 + below(4))
    }
  }

  fileprivate mutating func path() -> String {
    (0...below(5)).map { _ in word(of: "aab", 1 + below(3)) }.joined(separator: "/")
  }
}
