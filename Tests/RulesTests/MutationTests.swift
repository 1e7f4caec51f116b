import Diagnostics
import IndexModel
import JSONText
import Registry
import Rules
import TestSupport
import Testing

/// Whatever a stranger writes, a check ends, and points into the files that there are.
@Suite struct MutationTests {
  /// A registry that uses everything there is.
  static let files: [RepositoryPath: [UInt8]] = {
    let everything = RuleCase.everything.files
    return Dictionary(
      uniqueKeysWithValues: everything.map { (RepositoryPath($0), Array($1.utf8)) })
  }()

  @Test(arguments: 0..<8)
  func mutationsNeverTrapAndFindingsStayInTheirFiles(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<25 {
      var mutation = Mutation(files: Self.files)
      for _ in 0...random.below(4) { mutation.mutate(&random) }
      let findings = try mutation.check()
      for range in findings.flatMap({ [$0.range] + $0.notes.map(\.range) }) {
        let size = mutation.files[range.path]?.count ?? 0
        #expect(range.bytes.upperBound <= size, "seed \(seed), round \(round): \(range)")
      }
      #expect(findings == findings.sorted(), "seed \(seed), round \(round)")
      guard round % 5 == 0 else { continue }
      #expect(try mutation.check() == findings, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: 0..<4)
  func bytesAtRandomAreOnlyFindings(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      var mutation = Mutation(files: Self.files)
      for path in mutation.files.keys.sorted() where random.below(3) == 0 {
        mutation.files[path] = (0..<random.below(80)).map { _ in UInt8(random.below(256)) }
      }
      _ = try mutation.check()
    }
  }
}

/// A registry on its way from sound to anything else.
struct Mutation {
  var files: [RepositoryPath: [UInt8]]
  var odd: [RepositoryPath: TreeEntry.Kind] = [:]

  func check() throws -> [Diagnostic] {
    let snapshot = LiteralSnapshot(bytes: files, odd: odd)
    return try StateCheck(snapshot, moment: RuleCase.moment, workers: 2).run().findings
  }

  mutating func mutate(_ random: inout SeededGenerator) {
    let paths = files.keys.sorted()
    guard !paths.isEmpty else { return }
    let path = paths[random.below(paths.count)]
    let other = paths[random.below(paths.count)]
    switch random.below(9) {
    case 0...4: transplant(from: other, into: path, &random)
    case 5: garble(path, &random)
    case 6: files[path] = nil
    case 7:
      let name = [Array(other.name), Array("a".utf8), [0xFF, 0x2E]].randomElement(using: &random)!
      let target = path.parent.appending(name)
      // A file cannot stand where a folder is, nor in a file.
      guard !files.keys.contains(where: { $0.isBeside(target) }) else { return }
      files[target] = files[path]
    default:
      odd[path] = [.symlink, .submodule, .executable, .odd(0)].randomElement(using: &random)
    }
  }

  /// Puts a value of one file where one of another is: the JSON stays JSON.
  private mutating func transplant(
    from: RepositoryPath, into: RepositoryPath, _ random: inout SeededGenerator
  ) {
    guard let source = values(of: from).randomElement(using: &random),
      let target = values(of: into).randomElement(using: &random),
      let bytes = files[from]
    else { return }
    files[into]?.replaceSubrange(target, with: bytes[source])
  }

  private func values(of path: RepositoryPath) -> [Range<Int>] {
    guard let document = files[path].flatMap({ JSONDocument.read($0).document }) else { return [] }
    var ranges: [Range<Int>] = []
    func visit(_ node: JSONDocument.Node) {
      ranges.append(document.range(of: node))
      for member in document.members(of: node) {
        ranges.append(document.range(of: member.key))
        visit(member.value)
      }
      for element in document.elements(of: node) { visit(element) }
    }
    visit(document.root)
    return ranges
  }

  private mutating func garble(_ path: RepositoryPath, _ random: inout SeededGenerator) {
    guard var bytes = files[path], !bytes.isEmpty else { return }
    let at = random.below(bytes.count)
    switch random.below(3) {
    case 0: bytes[at] = UInt8(random.below(256))
    case 1: bytes.remove(at: at)
    default: bytes.insert(UInt8(random.below(128)), at: at)
    }
    files[path] = bytes
  }
}

extension RepositoryPath {
  /// Whether one of the two paths is in the other, or both are one.
  fileprivate func isBeside(_ other: RepositoryPath) -> Bool {
    let slash = [UInt8(ascii: "/")]
    return (bytes + slash).starts(with: other.bytes + slash)
      || (other.bytes + slash).starts(with: bytes + slash)
  }
}
