import Foundation
import IndexModel
import Resolution
import TestSupport
import Testing

/// An index of every package in memory.
private struct WholeWorld: IndexSource {
  var entries: [String: IndexEntry] = [:]
  func alias(for target: String, from dependent: String) -> String? {
    AliasTable.everything.alias(for: target, from: dependent)
  }
  func entry(_ alias: String) -> IndexEntry? { entries[alias] }

  /// Releases at random, with edges within projects and across.
  init(using random: inout SeededGenerator) {
    let names = (0..<7).map { "p\($0 % 2)/a\($0)" }
    for name in names where random.next() % 8 != 0 {
      var releases: [IndexedRelease] = []
      for version in ["1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.1.0-rc.1"]
      where random.next() % 4 != 0 {
        var edges: [String: Edge] = [:]
        for _ in 0..<random.below(4) {
          var target = names[random.below(names.count)]
          if target.prefix(2) == name.prefix(2), random.next() % 2 == 0 {
            target = String(target.dropFirst(3))
          }
          let range = ["^1.0.0", "*", ">=1.1.0 <2.1.0", "1.2.x || ^2.0.0-0", "<1.1.0"][
            random.below(5)]
          edges[target] = Edge(
            target: target, rangeText: range, range: try? VersionRange(range),
            use: [.runtime, .runtime, .build, .dev][random.below(4)],
            isOptional: random.next() % 8 == 0)
        }
        releases.append(
          IndexedRelease(
            version: try! Version(version),
            stage: [.current, .current, .current, .candidate, .revoked][random.below(5)],
            cid: "\(name)\(version)",
            edges: edges.values.sorted { $0.target < $1.target }))
      }
      entries[name] = IndexEntry(alias: name, package: name, releases: releases)
    }
  }
}

@Suite struct PortableTests {
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? (0..<400).map { _ in .random(in: 0...UInt64.max) }

  private static func package(
    _ alias: String, _ version: Version, isExact: Bool, of world: WholeWorld
  ) throws -> PortablePackage? {
    do {
      return try PortablePackage(
        registry: "example", versioning: .semver, packageIndex: "default", alias: alias,
        version: version, isExact: isExact, from: world)
    } catch is Reach.Problem {
      return nil
    }
  }

  @Test(arguments: seeds)
  func resolvingFromAPortablePackageEqualsResolvingFromTheWholeIndex(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let world = WholeWorld(using: &random)
    for entry in world.entries.values.sorted(by: { $0.alias < $1.alias }) {
      for release in entry.releases where release.stage != .revoked {
        for isExact in [false, true] {
          let package = try Self.package(entry.alias, release.version, isExact: isExact, of: world)
          for strategy in Request.Strategy.allCases {
            for candidates in [false, true] {
              let request = Request(
                [.init(entry.alias, try VersionRange("=\(release.version)"))], strategy: strategy,
                candidates: candidates)
              let whole = try request.resolve(in: world).solution
              let carried = try package.flatMap {
                try request.resolve(in: PortableIndex([$0])).solution
              }
              try #require(
                whole == carried,
                "CAIRN_SEED=\(seed): \(entry.alias)@\(release.version) \(strategy) \(candidates) \(isExact)"
              )
            }
          }
        }
      }
    }
  }

  @Test(arguments: seeds.prefix(50))
  func severalAtOnceAreOneIndexInAnyOrder(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let world = WholeWorld(using: &random)
    let packages = try world.entries.values.sorted { $0.alias < $1.alias }.flatMap { entry in
      try entry.releases.compactMap {
        try Self.package(entry.alias, $0.version, isExact: false, of: world)
      }
    }
    let (one, other) = (try PortableIndex(packages), try PortableIndex(packages.reversed()))
    #expect(one.names == other.names)
    for name in one.names { #expect(one.entry(name) == other.entry(name)) }
  }

  private static func package(_ alias: String, _ entries: [IndexEntry], _ registry: String = "r")
    throws -> PortablePackage
  {
    PortablePackage(
      registry: registry, versioning: .semver, packageIndex: "default", alias: alias,
      version: try Version("1.0.0"), entries: entries)
  }

  private static func entry(_ alias: String, _ package: String, cid: String) throws -> IndexEntry {
    IndexEntry(
      alias: alias, package: package,
      releases: [IndexedRelease(version: try Version("1.0.0"), cid: cid)])
  }

  /// Each edge finds something, and all together nothing: only asking for solutions shows it.
  @Test func anExactPackageOfWhatHasNoSolutionIsNone() throws {
    let index = try SampleIndex(
      """
      root 1.0.0 needs a ^1, b ^1
      a 1.0.0 needs c 1.0.0
      b 1.0.0 needs c 2.0.0
      c 1.0.0
      c 2.0.0
      """)
    func package(isExact: Bool) throws -> PortablePackage {
      try PortablePackage(
        registry: "r", versioning: .semver, packageIndex: "small", alias: "root",
        version: try Version("1.0.0"), isExact: isExact, from: index)
    }
    #expect(try package(isExact: false).entries.count == 4)
    #expect(throws: Reach.Problem.unsolvable) { try package(isExact: true) }
  }

  @Test func whatDoesNotGoTogetherIsReportedAndNeverGuessed() throws {
    let dave = try Self.package("foo", [Self.entry("foo", "dave/foo", cid: "a")])
    let lucy = try Self.package("foo", [Self.entry("foo", "lucy/foo", cid: "a")])
    let other = try Self.package("foo", [Self.entry("foo", "dave/foo", cid: "b")])
    let elsewhere = try Self.package("foo", [Self.entry("foo", "dave/foo", cid: "a")], "s")
    #expect(throws: PortableIndex.Clash.name(alias: "foo", "dave/foo", "lucy/foo")) {
      try PortableIndex([dave, lucy])
    }
    #expect(throws: PortableIndex.Clash.number(alias: "foo", try Version("1.0.0"))) {
      try PortableIndex([other, dave])
    }
    #expect(throws: PortableIndex.Clash.registries("r", "s")) {
      try PortableIndex([elsewhere, dave])
    }
    #expect(try PortableIndex([dave, dave]).names == ["foo"])
  }
}

extension Outcome {
  /// The versions by alias; nil for a conflict.
  fileprivate var solution: [String: Version]? {
    guard case .solution(let solution) = self else { return nil }
    return Dictionary(
      solution.selections.map { ($0.alias, $0.release.version) }, uniquingKeysWith: { $1 })
  }
}
