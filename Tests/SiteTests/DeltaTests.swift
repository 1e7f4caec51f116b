import Foundation
import IndexModel
import Site
import TestSupport
import Testing

@Suite struct DeltaTests {
  /// Repeats a failed run: CAIRN_SEED=<seed>.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? (0..<12).map { _ in .random(in: 0...UInt64.max) }

  @Test(arguments: seeds, [false, true])
  func remakingWhatChangedEqualsBuildingFromNothing(seed: UInt64, compresses: Bool) throws {
    let source = compresses ? MemorySite.compressing : MemorySite.source
    var registry = ChangingRegistry(seed: seed, breadth: 12)
    var site = try MemorySite.build(registry.files, source: source)
    for step in 0..<12 {
      let before = registry.files
      registry.advance()
      _ = try site.advance(from: before, to: registry.files, source: source)
      let expected = try MemorySite.build(registry.files, source: source)
      let differences = site.differences(from: expected)
      #expect(
        differences.isEmpty,
        "CAIRN_SEED=\(seed), step \(step): \(differences.prefix(2).joined(separator: "\n"))")
      if !differences.isEmpty { return }
    }
  }

  @Test func aNewReleaseTouchesItsPackageAndTheWayToIt() throws {
    var registry: [String: String] = ["index/registry.json": Fixture.registry]
    registry["index/projects/acme.json"] = Fixture.project("acme")
    for number in 0..<1500 {
      registry["packages/acme/lib\(number).json"] = Fixture.package(
        "acme", "lib\(number)", ["1.0.0"])
    }
    var site = try MemorySite.build(registry)
    let before = registry
    registry["packages/acme/lib77.json"] = Fixture.package("acme", "lib77", ["1.0.0", "1.1.0"])
    let touched = try site.advance(from: before, to: registry)
    #expect(site.differences(from: try MemorySite.build(registry)).isEmpty)
    #expect(touched.removed == 0)
    // The version index, the stage, the release, latest; a list part; the entry; and for these three places in the
    // snapshot its root and at most two nodes below.
    #expect(touched.written <= 4 + 1 + 1 + 1 + 3 * 2, "\(touched.written) documents written")
  }

  @Test func aNewReleaseTouchesNothingOfTheSearchIndex() throws {
    var registry = ["index/registry.json": Fixture.registry]
    for number in 0..<40 {
      registry["packages/acme/lib\(number).json"] = Fixture.package(
        "acme", "lib\(number)", ["1.0.0"], needing: "lib\(number + 1)")
    }
    let site = try MemorySite.build(registry)
    var changed = site
    let before = registry
    registry["packages/acme/lib7.json"] = Fixture.package(
      "acme", "lib7", ["1.0.0", "1.1.0"], needing: "lib8")
    _ = try changed.advance(from: before, to: registry)
    #expect(changed.search == site.search)
    #expect(!site.search.isEmpty)
    #expect(changed.differences(from: try MemorySite.build(registry)).isEmpty)
  }

  /// The target is spelled as the package is not: the list of dependents is one all the same.
  @Test(arguments: ["acme/lib.foo", "acme/Lib-Foo"])
  func popularityFollowsTheNumberOfDependents(target: String) throws {
    func files(_ count: Int) -> [String: String] {
      var files = ["index/registry.json": Fixture.registry]
      files["packages/acme/lib.foo.json"] = Fixture.package("acme", "lib.foo", ["1.0.0"])
      for number in 0..<120 {
        files["packages/acme/user\(number).json"] = Fixture.package(
          "acme", "user\(number)", ["1.0.0"], needing: number < count ? target : nil)
      }
      return files
    }
    var site = try MemorySite.build(files(0))
    var current = 0
    for (next, isFelt) in [
      (1, true), (8, false), (9, false), (10, true), (99, false), (101, true), (99, true),
      (0, true),
    ] {
      let before = site.search
      _ = try site.advance(from: files(current), to: files(next))
      #expect((site.search != before) == isFelt, "\(current) to \(next)")
      let differences = site.differences(from: try MemorySite.build(files(next)))
      #expect(differences.isEmpty, "\(current) to \(next): \(differences.map { $0.prefix(200) })")
      current = next
    }
  }

  @Test(arguments: [MemorySite.source, MemorySite.compressing])
  func listsSplitAndJoinAtTheirLimit(source: Source) throws {
    func files(_ count: Int) -> [String: String] {
      var files = ["index/registry.json": Fixture.registry]
      files["index/projects/acme.json"] = Fixture.project("acme")
      for number in 0..<count {
        files["packages/acme/lib\(number).json"] = Fixture.package(
          "acme", "lib\(number)", ["1.0.0"])
      }
      return files
    }
    var site = try MemorySite.build(files(999), source: source)
    var current = 999
    for next in [1000, 1001, 1000, 1003, 2, 0] {
      _ = try site.advance(from: files(current), to: files(next), source: source)
      let differences = site.differences(from: try MemorySite.build(files(next), source: source))
      #expect(differences.isEmpty, "\(current) to \(next): \(differences.map { $0.prefix(200) })")
      current = next
    }
  }

  @Test func aListThatSplitsAndJoinsInOneChangeLeavesNoTraceInADeepSnapshot() throws {
    func files(_ names: [String]) -> [String: String] {
      var files = ["index/registry.json": Fixture.registry]
      for project in ["acme", "big"] {
        files["index/projects/\(project).json"] = Fixture.project(project)
      }
      for name in names {
        files["packages/acme/\(name).json"] = Fixture.package("acme", name, ["1.0.0"])
      }
      for number in 0..<14 {
        let versions = (0..<1100).map { "1.0.\($0)" }
        files["packages/big/b\(number).json"] = Fixture.package("big", "b\(number)", versions)
      }
      return files
    }
    let before = (0..<1001).map { "lib\($0)" }
    let after = Array(before.dropLast(2)) + ["zzz"]
    var site = try MemorySite.build(files(before))
    _ = try site.advance(from: files(before), to: files(after))
    let expected = try MemorySite.build(files(after))
    #expect(site.differences(from: expected).map { $0.prefix(200) } == [])
    let touched = try site.advance(from: files(after), to: files(after))
    #expect(touched == (0, 0))
    #expect(site.differences(from: expected).isEmpty)
  }

  @Test func theEntryNamesTheCommit() throws {
    let files = ["index/registry.json": Fixture.registry]
    let commit = Source.Commit(
      id: ObjectID(hex: String(repeating: "ab", count: 20))!,
      time: try Timestamp("2026-05-01T12:00:00Z"))
    let site = try MemorySite.build(files, source: Source(commit: commit, generator: "1"))
    let index = String(decoding: try #require(site.documents[SiteLayout.index]), as: UTF8.self)
    #expect(index.contains(#""commit": "abababababababababababababababababababab""#))
    #expect(index.contains(#""time": "2026-05-01T12:00:00Z""#))
  }
}
