import Foundation
import IndexModel
import Registry
import Resolution
import TestSupport
import Testing

@testable import Changes

/// Whatever happens to a registry: a scan finds what asking finds, and both what follows from the definition.
@Suite struct RandomImpactTests {
  private static func seeds(_ count: Int) -> [UInt64] {
    ProcessInfo.processInfo.environment["CAIRN_SEED"].flatMap(UInt64.init).map { [$0] }
      ?? (0..<count).map { _ in .random(in: 0...UInt64.max) }
  }

  @Test(arguments: seeds(8))
  func isWhatFollowsFromTheDefinitionInAnyHistory(seed: UInt64) throws {
    var registry = ChangingRegistry(seed: seed, breadth: 14)
    for step in 0..<10 {
      let before = registry.files
      registry.advance()
      _ = try Self.compare(before, registry.files, "CAIRN_SEED=\(seed), step \(step)")
    }
  }

  @Test(arguments: seeds(60))
  func isWhatFollowsFromTheDefinitionWhereAllDependOnAll(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var world = DenseWorld(&random)
    for step in 0..<6 {
      let before = world.world.files
      for _ in 0...random.below(2) { world.change(&random) }
      _ = try Self.compare(before, world.world.files, "CAIRN_SEED=\(seed), step \(step)")
    }
  }

  /// Else the comparison would say little.
  @Test func thoseWorldsAreHitEverywhere() throws {
    var found: [Impact] = []
    for seed: UInt64 in 0..<12 {
      var random = SeededGenerator(seed: seed)
      var world = DenseWorld(&random)
      for _ in 0..<6 {
        let before = world.world.files
        world.change(&random)
        found.append(try Self.compare(before, world.world.files, "CAIRN_SEED=\(seed)"))
      }
    }
    for isDirect in [true, false] {
      for isCurated in [true, false] {
        #expect(
          found.flatMap(\.unmet).contains {
            $0.isDirect == isDirect && ($0.packageIndex != "default") == isCurated
          }, "direct \(isDirect), curated \(isCurated)")
      }
    }
    let accepts = found.flatMap(\.accepts)
    #expect(accepts.contains { !$0.accepting.isEmpty } && accepts.contains { !$0.refusing.isEmpty })
  }

  private static func compare(
    _ before: [String: String], _ after: [String: String], _ comment: Comment
  ) throws -> Impact {
    let comparison = try Comparison(LiteralSnapshot(before), LiteralSnapshot(after))
    let scanned = try Impact(of: comparison, workers: 2)
    let asked = try Impact(of: comparison, asking: ReverseLookup(before), workers: 2)
    try #require(scanned.unmet == asked.unmet, comment)
    try #require(scanned.accepts == asked.accepts, comment)
    let found = scanned.unmet.flatMap { unmet in
      unmet.versions.map { "\(unmet.packageIndex) \(unmet.package)@\($0.text)" }
    }
    let expected = try expected(from: WholeWorld(before), to: WholeWorld(after))
    // Under two aliases a package may lack two things.
    try #require(Set(found) == Set(expected), comment)
    return scanned
  }

  /// What was met and is not, by the definition.
  private static func expected(from base: WholeWorld, to head: WholeWorld) throws -> [String] {
    var lost: Set<String> = []
    for index in ["default"] + head.curated {
      guard let old = try base.lookup.aliases(of: index),
        let new = try head.lookup.aliases(of: index)
      else { continue }
      let (before, after) = (try base.met(in: old), try head.met(in: new))
      for alias in head.aliases(of: new) {
        let package = try #require(new.package(of: alias))
        let same = base.aliases(of: old).filter { old.package(of: $0) == package }
        let aliases = old.package(of: alias) == package ? [alias] : same
        let met = Set(aliases.flatMap { before[$0] ?? [] })
        for release in try head.releases(of: alias, in: new)
        where release.stage != .revoked && met.contains(release.version.text)
          && !(after[alias]?.contains(release.version.text) ?? false)
        {
          lost.insert("\(index) \(package)@\(release.version.text)")
        }
      }
    }
    return lost.sorted()
  }
}

/// A few packages in which much depends on much, in circles too, and a curated index of most of them.
private struct DenseWorld {
  private(set) var world: SmallWorld = [:]
  private static let names = ["x/a", "x/b", "x/c", "x/d", "y/a", "y/e", "y/f", "y/g"]

  init(_ random: inout SeededGenerator) {
    for name in Self.names { world.packages[name] = Self.releases(&random) }
    for name in Self.names where random.below(4) > 0 { hold(name) }
  }

  mutating func change(_ random: inout SeededGenerator) {
    let name = Self.names[random.below(Self.names.count)]
    switch random.below(8) {
    case 0: world.packages[name] = nil
    case 1: hold(name)
    case 2: world.indexes["w"]?[String(name.suffix(1))] = nil
    case 3: world.packages[name] = Self.releases(&random)
    case 4:
      world.packages[name]?.append("3.\(random.below(9)).\(random.below(99))\(Self.needs(&random))")
    default:
      world.packages[name] = world.packages[name]?.map { release in
        guard random.below(2) == 0 else { return release }
        return "\(release.prefix { $0 != " " && $0 != ":" }) revoked"
      }
    }
  }

  private mutating func hold(_ name: String) {
    world.indexes["w", default: [:]][String(name.suffix(1))] = name
  }

  private static func releases(_ random: inout SeededGenerator) -> [String] {
    ["1.0.0", "1.1.0", "2.0.0"].prefix(1 + random.below(3)).map { version in
      version + (random.below(6) == 0 ? " candidate" : "") + needs(&random)
    }
  }

  private static func needs(_ random: inout SeededGenerator) -> String {
    let ranges = ["*", "^1.0.0", "1.1.0", ">=2.0.0", "<2.0.0"]
    var needs: [String: String] = [:]
    for _ in 0..<[0, 0, 1, 1, 1, 2][random.below(6)] {
      let target = names[random.below(names.count)]
      let spelled = random.below(2) == 0 ? target : String(target.suffix(1))
      needs[spelled] = ranges[random.below(ranges.count)]
    }
    guard !needs.isEmpty else { return "" }
    return ": "
      + needs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}
