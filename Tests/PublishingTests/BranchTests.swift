import Foundation
import GitStore
import IndexModel
import Publishing
import TestSupport
import Testing

/// A repository with a site on a branch.
private struct Repository {
  let fixture: GitFixture
  let name = BranchName("site")!

  init() throws {
    fixture = try GitFixture(bare: true)
  }

  private static let source = ObjectID(high: 1, middle: 2, low: 3)

  /// Any marker is ours; its lines are the files.
  static let provenance = Provenance(
    marker: Sandbox.marker, isOurs: { _ in true },
    listed: { read in
      let lines = try read(Sandbox.marker)?.split(separator: UInt8(ascii: "\n")) ?? []
      return Set(lines.map { SitePath(layout: String(decoding: $0, as: UTF8.self)) })
    })

  func begin(keepsHistory: Bool = false) throws -> BranchPublication {
    let repository = try GitRepository.open(at: fixture.path)
    return try BranchPublication.begin(
      on: name, in: repository.commonFolder,
      SiteCommit(of: Self.source, time: 5, keepsHistory: keepsHistory),
      provenance: Self.provenance
    ) {
      let branch = try repository.branch(name)
      let tip = try branch.tip.map { (commit: $0, snapshot: try repository.snapshot(of: $0)) }
      return .init(tip: tip, isAlias: branch.isAlias, checkout: branch.checkout)
    }
  }

  /// What the branch leads to, by path.
  func files() throws -> [String: String] {
    let repository = try GitRepository.open(at: fixture.path)
    let snapshot = try repository.snapshot(of: fixture.id(name.text))
    var files: [String: String] = [:]
    for path in try fixture.git("ls-tree", "-r", "--name-only", name.text).split(separator: "\n") {
      let entry = try #require(
        try snapshot.entry(at: RepositoryPath(bytes: Array(path.utf8))))
      #expect(entry.kind == .file)
      files[String(path)] = String(decoding: try snapshot.read(entry.id), as: UTF8.self)
    }
    return files
  }
}

/// What a generation is made of, and what a sink said of it.
private struct Outcome: Equatable {
  var standings: [String: Standing] = [:]
  var removals: [SitePath] = []
  var upcoming: [String: [UInt8]?] = [:]
  var total: Summary.Tally?
  var written: Summary.Tally?
  var removed = 0
}

/// The files of a generation and the marker that lists them.
private func site(_ documents: [String: String]) -> [String: String] {
  let names = documents.keys.sorted() + [Sandbox.marker.text]
  return documents.merging([Sandbox.marker.text: names.joined(separator: "\n")]) { $1 }
}

private func publish(
  _ next: [String: String], over old: [String: String], to sink: any Sink, asDelta: Bool,
  _ random: inout SeededGenerator
) throws -> Outcome {
  var outcome = Outcome()
  let old = old.isEmpty ? [:] : site(old)
  let next = site(next)
  if asDelta {
    sink.keepOthers()
    for path in old.keys.sorted() where next[path] == nil {
      try sink.remove(SitePath(layout: path))
    }
  }
  for (path, text) in next.sorted(by: { $0.key < $1.key }).shuffled(using: &random)
  where !asDelta || old[path] != text || random.below(4) == 0 {
    outcome.standings[path] = try sink.put(SitePath(layout: path), Array(text.utf8))
  }
  outcome.removals = try sink.removals()
  for path in Set(old.keys).union(next.keys) {
    outcome.upcoming[path] = .some(try sink.upcoming(SitePath(layout: path)))
  }
  let summary = try sink.commit()
  (outcome.total, outcome.written) = (summary.total, summary.written)
  outcome.removed = summary.removed
  return outcome
}

@Suite("publishing to a branch")
struct BranchTests {
  private let repository: Repository

  init() throws { repository = try Repository() }

  /// Files and folders of the same names, so that one takes the other's place.
  private static let paths = ["a", "a/b", "a/b/c", "a/d", "e", "e/f", "g/h/i/j", "k-", "k/l"]

  private static func isClash(_ first: String, _ second: String) -> Bool {
    second.hasPrefix(first + "/") || first.hasPrefix(second + "/")
  }

  @Test(arguments: [
    UInt64.random(in: 0...UInt64.max), 1, 8_841_678_464_361_489_792, 2_725_641_403_817_908_049,
    8_070_815_077_558_108_333,
  ])
  func doesWhatAFolderDoes(seed: UInt64) throws {
    let sandbox = try Sandbox()
    var random = SeededGenerator(seed: seed)
    var old: [String: String] = [:]
    for step in 0..<25 {
      var next = old
      for _ in 0...random.below(4) {
        let path = Self.paths[random.below(Self.paths.count)]
        next = next.filter { !Self.isClash($0.key, path) }
        next[path] = random.below(3) == 0 ? nil : "\(random.below(3))"
      }
      let asDelta = step > 0 && random.below(2) == 0
      var (first, second) = (random, random)
      let folder = try publish(
        next, over: old,
        to: Publication.begin(at: sandbox.site, provenance: Repository.provenance),
        asDelta: asDelta, &first)
      let branch = try publish(next, over: old, to: repository.begin(), asDelta: asDelta, &second)
      #expect(branch == folder, "seed \(seed), step \(step)")
      #expect(try repository.files() == site(next), "seed \(seed), step \(step)")
      old = next
    }
    try repository.fixture.git("fsck", "--strict")
  }

  @Test func writesOnlyWhatTheBranchLacks() throws {
    var random = SeededGenerator(seed: 1)
    let documents = Dictionary(
      uniqueKeysWithValues: (0..<200).map { ("p\($0 / 10)/q\($0).json", "\($0)") })
    _ = try publish(documents, over: [:], to: repository.begin(), asDelta: false, &random)
    let first = try repository.fixture.id("site")
    let packs = try self.packs()
    var changed = documents
    changed["p7/q70.json"] = "new"
    let outcome = try publish(
      changed, over: documents, to: repository.begin(), asDelta: true, &random)
    #expect(outcome.written?.files == 1)
    let new = try #require(try self.packs().subtracting(packs).first)
    let index = try repository.fixture.git("verify-pack", "--verbose", "objects/pack/" + new)
    // A commit, the tree, one folder, one document; the marker is equal.
    #expect(index.split(separator: "\n").count { $0.split(separator: " ").count == 5 } == 4)
    let id = try repository.fixture.id("site")
    #expect(try repository.fixture.git("rev-list", "--count", id.hex) == "1")
    #expect(first != id)
  }

  private func packs() throws -> Set<String> {
    let folder = repository.fixture.path + "/objects/pack"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return Set(names.filter { $0.hasSuffix(".idx") })
  }

  @Test func equalGenerationLeavesTheBranchAndStartsNoProgram() throws {
    var random = SeededGenerator(seed: 1)
    let documents = ["a": "1", "p/b": "2"]
    _ = try publish(documents, over: [:], to: repository.begin(), asDelta: false, &random)
    let (id, packs) = (try repository.fixture.id("site"), try self.packs())
    let publication = try repository.begin()
    for (path, text) in site(documents) {
      #expect(try publication.put(SitePath(layout: path), Array(text.utf8)) == .equal)
    }
    #expect(try left() == ["lock"])
    #expect(try publication.commit().written.files == 0)
    #expect(publication.siteCommit == id)
    #expect(try repository.fixture.id("site") == id)
    #expect(try self.packs() == packs)
  }

  private func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: repository.fixture.path + "/cairn-site/site")
  }

  @Test func abandonedGenerationLeavesNothing() throws {
    let publication = try repository.begin()
    try publication.put(SitePath(layout: "a"), Array("1".utf8))
    #expect(try left().count == 2)
    publication.abandon()
    #expect(try left() == ["lock"])
    #expect(throws: (any Error).self) { try repository.fixture.id("site") }
    #expect(try packs().isEmpty)
  }

  @Test func historyIsKeptWhereItIsAskedFor() throws {
    var random = SeededGenerator(seed: 1)
    let documents = (0..<3).map { ["a": "\($0)", "b": "b"] }
    for (at, keepsHistory) in [(0, false), (1, true), (2, true)] {
      _ = try publish(
        documents[at], over: at == 0 ? [:] : documents[at - 1],
        to: repository.begin(keepsHistory: keepsHistory), asDelta: at == 2, &random)
    }
    #expect(try repository.fixture.git("rev-list", "--count", "site") == "3")
    #expect(try repository.fixture.git("show", "site~2:a") == "0")
    #expect(try repository.files() == site(documents[2]))
  }

  /// Two documents of which one is a folder on the way to the other, in each order, over each old site.
  @Test(
    arguments: [["x", "x/y"], ["x/y", "x"], ["x/y/z", "x/y"], ["x", "x/y/z"]],
    [[:], ["x": "1"], ["x/y": "1"], ["x/y/z": "1"]])
  func documentInAnothersWayIsAClash(_ paths: [String], _ old: [String: String]) throws {
    var random = SeededGenerator(seed: 1)
    if !old.isEmpty {
      _ = try publish(old, over: [:], to: repository.begin(), asDelta: false, &random)
    }
    let publication = try repository.begin()
    #expect {
      for path in paths + [Sandbox.marker.text] {
        try publication.put(SitePath(layout: path), Array("1".utf8))
      }
      _ = try publication.commit()
    } throws: { error in
      if case .clash? = error as? PublishError { true } else { false }
    }
    if !old.isEmpty { #expect(try repository.files() == site(old)) }
  }

  @Test(arguments: [("x", ["x/y": "1"]), ("x/y", ["x": "1"])])
  func deltaRemovesWhatStandsInTheWayFirst(_ path: String, _ old: [String: String]) throws {
    var random = SeededGenerator(seed: 1)
    _ = try publish(old, over: [:], to: repository.begin(), asDelta: false, &random)
    let publication = try repository.begin()
    publication.keepOthers()
    let path = SitePath(layout: path)
    #expect(throws: PublishError.clash(path)) { try publication.put(path, Array("2".utf8)) }
    #expect(throws: PublishError.clash(path)) { try publication.commit() }
    #expect(try repository.files() == site(old))
  }

  @Test func threadsPutAtOnce() throws {
    let publication = try repository.begin()
    let documents = (0..<400).map { number in
      ("p\(number % 7)/\(number)", String(repeating: "\(number) ", count: number * 3))
    }
    onThreads(4) { thread in
      for (at, (path, text)) in documents.enumerated() where at % 4 == thread {
        do {
          try publication.put(SitePath(layout: path), Array(text.utf8))
          #expect(try publication.upcoming(SitePath(layout: path)) == Array(text.utf8))
        } catch {
          Issue.record(error)
        }
      }
    }
    try publication.put(Sandbox.marker, [])
    #expect(try publication.commit().written.files == 401)
    let expected = Dictionary(uniqueKeysWithValues: documents + [(Sandbox.marker.text, "")])
    #expect(try repository.files() == expected)
  }
}
