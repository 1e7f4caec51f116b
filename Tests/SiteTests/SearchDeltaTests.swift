import Foundation
import IndexModel
import Search
import Site
import Synchronization
import TestSupport
import Testing

/// A search index that is brought forward equals one that is made from nothing.
@Suite struct SearchDeltaTests {
  /// Repeats a failed run: CAIRN_SEED=<seed>. `scripts/soak` sets CAIRN_HISTORIES for a long one.
  private static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["CAIRN_SEED"].flatMap(UInt64.init) { return [seed] }
    let count = environment["CAIRN_HISTORIES"].flatMap(Int.init) ?? 12
    return (0..<count).map { _ in .random(in: 0...UInt64.max) }
  }()

  @Test(arguments: seeds)
  func bringingAnIndexForwardEqualsMakingItFromNothing(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let limits = SearchLimits.tiny(&random)
    var packages = RandomPackages(&random)
    var index = try SearchFiles(packages.all, limits)
    for step in 0..<30 {
      let changes = packages.advance(&random)
      try index.advance(changes, limits)
      let differences = index.differences(from: try SearchFiles(packages.all, limits))
      #expect(
        differences.isEmpty,
        "CAIRN_SEED=\(seed), step \(step), \(changes): \(differences.prefix(3).joined(separator: "\n"))"
      )
      guard differences.isEmpty else { return }
    }
  }

  @Test func whatDoesNotDifferReadsNothing() throws {
    let package = SearchDocument(name: "acme/libfoo", summary: "Parses foo")
    let delta = try SearchDelta([SearchDelta.Change(old: package, new: package)]) { path in
      Issue.record("\(path) is read")
      return nil
    }
    #expect(delta.documents.isEmpty)
  }

  @Test func aPackageMoreChangesFewFilesOfAnIndex() throws {
    var random = SeededGenerator(seed: 7)
    let prose = Prose(&random)
    var packages: [SearchDocument] = []
    for number in 0..<2000 { packages.append(prose.package(number, &random)) }
    var index = try SearchFiles(packages)
    var counts: [Int] = []
    for number in 2000..<2012 {
      let package = prose.package(number, &random)
      packages.append(package)
      let (written, removed) = try index.advance([SearchDelta.Change(old: nil, new: package)])
      let shards = written.count { SiteLayout.isNamedByContent($0) }
      print("a package more: \(shards) shards, \(written.count) files, \(removed.count) removed")
      counts.append(shards)
    }
    // Of eight words of description and two keywords.
    #expect(counts.max()! <= 24)
    #expect(index.differences(from: try SearchFiles(packages)).isEmpty)
  }

  /// What becomes of the list of a term passes through all its forms: none, one document, a tree.
  @Test func theListOfATermGrowsAndShrinks() throws {
    func packages(_ count: Int) -> [SearchDocument] {
      (0..<count).map { SearchDocument(name: "acme/p\($0)", summary: "parser \($0 % 7)") }
    }
    var index = try SearchFiles(packages(98))
    var all = packages(98)
    for count in [101, 99, 1002, 998, 100, 0] {
      let (before, after) = (all, packages(count))
      let kept = min(before.count, after.count)
      try index.advance(
        before[kept...].map { SearchDelta.Change(old: $0, new: nil) }
          + after[kept...].map { SearchDelta.Change(old: nil, new: $0) })
      all = after
      #expect(index.differences(from: try SearchFiles(all)).isEmpty, "\(count)")
    }
    #expect(index.files.isEmpty)
  }

  @Test func aDamagedIndexIsAnErrorOfTheSite() throws {
    let package = SearchDocument(name: "acme/libfoo", summary: "Parses foo")
    let index = try SearchFiles([package])
    for path in index.files.keys where path.text.contains("/6c69") || path.text.contains("/66") {
      let empty = #"""
        {"kind": "SearchMap", "metadata": {"format": "1"}, "packages": [], "terms": {}}
        """#
      for text in ["", "{}", #"{"kind": "SearchMap"}"#, empty] {
        #expect(throws: TrieError.self, "\(path)") {
          _ = try SearchDelta([SearchDelta.Change(old: package, new: nil)]) {
            $0 == path ? Array(text.utf8) : index.files[$0]
          }
        }
      }
    }
  }
}

/// Packages as people name and describe them: some words are in many, most in few.
private struct Prose {
  private let words: [String]

  init(_ random: inout SeededGenerator) {
    words = (0..<3000).map { _ in
      random.word(of: "aaeeiiooubcdfghlmnprst", 3 + random.below(7))
    }
  }

  private func word(_ random: inout SeededGenerator) -> String {
    // As often as others are before it, cubed.
    let place = Double(random.below(10_000)) / 10_000
    return words[Int(place * place * place * Double(words.count))]
  }

  func package(_ number: Int, _ random: inout SeededGenerator) -> SearchDocument {
    let summary = (0..<8).map { _ in word(&random) }.joined(separator: " ")
    return SearchDocument(
      name: "project\(number % 50)/\(word(&random))-\(word(&random))\(number)", summary: summary,
      keywords: [word(&random), word(&random)], license: "MIT", popularity: random.below(3))
  }
}

extension SearchLimits {
  /// Limits that a few packages pass.
  fileprivate static func tiny(_ random: inout SeededGenerator) -> SearchLimits {
    var limits = SearchLimits()
    limits.mostOfTerm = 2 + random.below(4)
    limits.mostOfWord = 1 + random.below(5)
    limits.mostOfPrefix = 1 + random.below(8)
    limits.longestPrefix = 1 + random.below(4)
    limits.widest = random.below(3)
    limits.mostInMap = random.below(2000)
    limits.terms = .between(
      2 + random.below(4), typical: 1 + random.below(4), most: 6 + random.below(6))
    limits.typos = .between(
      2 + random.below(4), typical: 1 + random.below(4), most: 6 + random.below(6))
    return limits
  }
}

/// The files of an index.
private struct SearchFiles {
  var files: [SitePath: [UInt8]] = [:]

  init(_ packages: [SearchDocument], _ limits: SearchLimits = .standard) throws {
    let files = Mutex<[SitePath: [UInt8]]>([:])
    try SearchBuild(packages, limits: limits, workers: 2) { path, bytes in
      let isNew = files.withLock { $0.updateValue(bytes, forKey: path) == nil }
      precondition(isNew, "two documents claim \(path)")
    }.make()
    self.files = files.withLock { $0 }
  }

  /// - Returns: How many files were written, and how many removed.
  @discardableResult
  mutating func advance(
    _ changes: [SearchDelta.Change], _ limits: SearchLimits = .standard
  ) throws -> (written: [SitePath], removed: [SitePath]) {
    let files = files
    let delta = try SearchDelta(changes, limits: limits) { files[$0] }
    var (written, removed) = ([SitePath](), [SitePath]())
    for (path, bytes) in delta.documents where files[path] != bytes {
      if bytes == nil { removed.append(path) } else { written.append(path) }
      self.files[path] = bytes
    }
    return (written, removed)
  }

  func differences(from other: SearchFiles) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted().map {
      "\($0):\n\(Self.text(files[$0]))\n--- but should be\n\(Self.text(other.files[$0]))"
    }
  }

  private static func text(_ bytes: [UInt8]?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
  }
}

/// Packages with names and words of a few letters, which change at random.
private struct RandomPackages {
  private var packages: [String: SearchDocument] = [:]
  /// Parts of names that several have.
  private let parts: [String]
  var all: [SearchDocument] { Array(packages.values) }

  init(_ random: inout SeededGenerator) {
    // Maps of names that begin with `lib` are parted otherwise.
    parts = (0..<6).map { (random.below(3) == 0 ? "lib" : "") + random.word(of: "aab", 1 + $0) }
    for _ in 0..<random.below(40) {
      let package = self.package(&random)
      packages[package.name] = package
    }
  }

  mutating func advance(_ random: inout SeededGenerator) -> [SearchDelta.Change] {
    var before: [String: SearchDocument?] = [:]
    for _ in 0...random.below(4) {
      let known = packages.keys.sorted()
      var new: SearchDocument? = package(&random)
      var name = new?.name ?? ""
      if !known.isEmpty, random.below(3) != 0 {
        name = known[random.below(known.count)]
        new = random.below(2) == 0 ? nil : packages[name].map { edited($0, &random) }
      }
      if before[name] == nil { before.updateValue(packages[name], forKey: name) }
      packages[name] = new
    }
    return before.map { SearchDelta.Change(old: $0.value, new: packages[$0.key]) }
  }

  private func edited(
    _ package: SearchDocument, _ random: inout SeededGenerator
  ) -> SearchDocument {
    let other = self.package(&random)
    let part = random.below(4)
    return SearchDocument(
      name: package.name, summary: part == 0 ? other.summary : package.summary,
      keywords: part == 1 ? other.keywords : package.keywords,
      license: part == 2 ? other.license : package.license,
      popularity: part == 3 ? other.popularity : package.popularity)
  }

  private func package(_ random: inout SeededGenerator) -> SearchDocument {
    let name = (0...random.below(3)).map { _ in
      random.below(4) == 0 ? random.word(of: "aab", 1 + random.below(6)) : parts[random.below(6)]
    }
    .joined(separator: random.below(2) == 0 ? "-" : "7")
    let summary = (0..<random.below(4)).map { _ in random.word(of: "ab", 1 + random.below(4)) }
    return SearchDocument(
      name: "\(random.word(of: "ab", 1 + random.below(2)))/\(name)",
      summary: summary.isEmpty ? nil : summary.joined(separator: " "),
      keywords: (0..<random.below(3)).map { _ in random.word(of: "ab", 1 + random.below(5)) },
      license: [nil, "MIT", "Apache-2.0"][random.below(3)], popularity: random.below(4))
  }
}
