import Foundation
import IndexModel
import Registry
import Resolution
import TestSupport
import Testing

@testable import Changes

/// A change, and whom it hits.
struct ImpactCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let base: SmallWorld
  let head: SmallWorld
  let unmet: [String]
  let accepts: [String]

  init(
    _ name: String, _ base: SmallWorld, _ head: SmallWorld, unmet: [String] = [],
    accepts: [String] = []
  ) {
    testDescription = name
    self.base = base
    self.head = head
    self.unmet = unmet
    self.accepts = accepts
  }

  private static func change(
    _ name: String, _ base: SmallWorld, _ changes: [String: [String]?], unmet: [String] = [],
    accepts: [String] = []
  ) -> ImpactCase {
    ImpactCase(name, base, base.with(changes), unmet: unmet, accepts: accepts)
  }

  /// c needs b, b needs a, and others need nothing of it.
  private static let chain: SmallWorld = [
    "x/a": ["1.0.0", "1.1.0"], "x/b": ["1.0.0: a ^1.1.0", "1.1.0: a ^1.0.0"],
    "x/c": ["1.0.0: x/b 1.0.0", "1.1.0: x/b ^1.0.0"], "x/d": ["1.0.0: c 1.0.0"],
    "y/e": ["1.0.0: a *", "2.0.0"],
  ]
  private static let circle: SmallWorld = [
    "x/a": ["1.0.0"], "x/b": ["1.0.0: c *, a *"], "x/c": ["1.0.0: b *"], "x/d": ["1.0.0: c *"],
  ]
  private static let stages: SmallWorld = [
    "x/a": ["1.0.0", "2.0.0 candidate"],
    "x/b": ["1.0.0: a ^1.0.0", "2.0.0 candidate: a >=1.0.0", "3.0.0 candidate: a ^2.0.0"],
  ]

  static let all = [
    change("nothing", chain, [:]),
    change(
      "a revocation hits those without an alternative, and who needs them", chain,
      ["x/a": ["1.0.0", "1.1.0 revoked"]],
      unmet: [
        "x/b 1.0.0: x/a ^1.1.0", "x/c 1.0.0 through x/b 1.0.0", "x/d 1.0.0 through x/c 1.0.0",
      ]),
    change(
      "an alternative that nobody needs", chain, ["x/a": ["1.0.0 revoked", "1.1.0"]]),
    change(
      "a whole package is revoked", chain, ["x/a": ["1.0.0 revoked", "1.1.0 revoked"]],
      unmet: [
        "x/b 1.1.0: x/a ^1.0.0", "x/b 1.0.0: x/a ^1.1.0", "x/c 1.0.0 through x/b 1.0.0",
        "x/c 1.1.0 through x/b ^1.0.0", "x/d 1.0.0 through x/c 1.0.0",
      ]),
    change(
      "a package goes, and was never what a bare name meant elsewhere", chain, ["x/b": nil],
      unmet: [
        "x/c 1.0.0: x/b 1.0.0", "x/c 1.1.0: x/b ^1.0.0", "x/d 1.0.0 through x/c 1.0.0",
      ]),
    change(
      "a replacement in the same change", chain, ["x/a": ["1.0.0", "1.1.0 revoked", "1.1.1"]],
      accepts: ["x/a@1.1.1: x/b; "]),
    change(
      "what was not met before is not lost", chain.with(["x/a": ["1.0.0 revoked"]]),
      ["x/a": nil]),
    change(
      "a circle falls with what it needs", circle, ["x/a": ["1.0.0 revoked"]],
      unmet: [
        "x/b 1.0.0: x/a *", "x/c 1.0.0 through x/b *", "x/d 1.0.0 through x/c *",
      ]),
    change(
      "a circle that needs nothing stays",
      circle.with(["x/b": ["1.0.0: c *, a {\"range\": \"*\", \"optional\": true}"]]),
      ["x/a": ["1.0.0 revoked"]]),
    change(
      "a candidate's revocation hits candidates alone", stages,
      ["x/a": ["1.0.0", "2.0.0 revoked"]], unmet: ["x/b 3.0.0: x/a ^2.0.0"]),
    change(
      "a current release's revocation leaves a candidate what is proposed", stages,
      ["x/a": ["1.0.0 revoked", "2.0.0 candidate"]], unmet: ["x/b 1.0.0: x/a ^1.0.0"]),
    change(
      "a promotion", stages, ["x/a": ["1.0.0", "2.0.0"]], accepts: ["x/a@2.0.0: ; x/b"]),
    change(
      "the range of a candidate", stages,
      [
        "x/b": [
          "1.0.0: a ^1.0.0", "2.0.0 candidate: a >=9.0.0", "3.0.0 candidate: a ^2.0.0",
        ]
      ], unmet: ["x/b 2.0.0: x/a >=9.0.0"]),
    change(
      "new releases, by the range of the latest release of each",
      chain.with(["z/f": ["1.0.0: x/a ^1.0.0", "2.0.0: x/a ^2.0.0", "3.0.0-rc.1: x/a *"]]),
      ["x/a": ["1.0.0", "1.1.0", "1.2.0", "2.0.0"]],
      accepts: ["x/a@1.2.0: x/b; z/f", "x/a@2.0.0: z/f; x/b"]),
    change(
      "a new package that nobody waits for", chain, ["z/a": ["1.0.0"]], accepts: ["z/a@1.0.0: ; "]),
    change(
      "a new package that somebody waits for", chain.with(["z/f": ["1.0.0: y/a ^1.0.0"]]),
      ["y/a": ["1.0.0"]], accepts: ["y/a@1.0.0: z/f; "]),
    change(
      "a file that nobody understands", chain, ["x/a": ["1.0.0 flying", "1.1.0 revoked"]]),
    change(
      "a release that needs its own package", ["x/a": ["1.0.0: a ^1.0.0"]],
      ["x/a": ["1.0.0: a ^1.0.0", "2.0.0: a ^1.0.0"]], accepts: ["x/a@2.0.0: ; "]),
    ImpactCase(
      "in a curated index other names are meant",
      chain.with("w", ["a": "y/e", "b": "x/b", "k": "x/a"]),
      chain.with("w", ["a": "y/e", "b": "x/b", "k": "x/a"])
        .with(["y/e": ["1.0.0 revoked", "2.0.0"]]),
      unmet: ["w: x/b 1.1.0: y/e ^1.0.0"]),
    ImpactCase(
      "an index without an alias", chain.with("w", ["a": "x/a", "b": "x/b", "c": "x/c"]),
      chain.with("w", ["b": "x/b", "c": "x/c"]),
      unmet: [
        "w: x/b 1.1.0: a ^1.0.0", "w: x/b 1.0.0: a ^1.1.0", "w: x/c 1.0.0 through x/b 1.0.0",
        "w: x/c 1.1.0 through x/b ^1.0.0",
      ]),
    ImpactCase(
      "an alias that is another package now",
      chain.with("w", ["a": "x/a", "b": "x/b"]), chain.with("w", ["a": "y/e", "b": "x/b"]),
      unmet: ["w: x/b 1.0.0: y/e ^1.1.0"]),
    ImpactCase(
      "a package that moves to another alias", chain.with("w", ["a": "x/a", "b": "x/b"]),
      chain.with("w", ["a": "x/a", "bee": "x/b"])),
    ImpactCase("an index that goes", chain.with("w", ["a": "x/a", "b": "x/b"]), chain),
  ]
}

@Suite struct ImpactTests {
  static func words(_ impact: Impact) -> (unmet: [String], accepts: [String]) {
    let unmet = impact.unmet.map { unmet in
      (unmet.packageIndex == "default" ? "" : "\(unmet.packageIndex): ")
        + "\(unmet.package) \(unmet.versions.map(\.text).joined(separator: " "))"
        + "\(unmet.isDirect ? ":" : " through") \(unmet.target) \(unmet.range)"
    }
    let accepts = impact.accepts.map { acceptance in
      "\(acceptance.package)@\(acceptance.version.text): "
        + "\(acceptance.accepting.joined(separator: " ")); "
        + acceptance.refusing.joined(separator: " ")
    }
    return (unmet, accepts)
  }

  @Test(arguments: ImpactCase.all)
  func isWhatDependentsWillSee(_ example: ImpactCase) throws {
    let (base, head) = (example.base.files, example.head.files)
    let comparison = try Comparison(LiteralSnapshot(base), LiteralSnapshot(head))
    for known in [nil, try ReverseLookup(base)] {
      let words = Self.words(try Impact(of: comparison, asking: known, workers: 2))
      let way: Comment = known == nil ? "by a scan" : "by asking"
      #expect(words.unmet == example.unmet, way)
      #expect(words.accepts == example.accepts, way)
    }
  }

  @Test func moreAliasesThanAreSearchedForAreFoundInOnePass() throws {
    var world: SmallWorld = ["x/p0": ["1.0.0"]]
    let length = 3 * DependencyScan.mostSearches
    for number in 1...length { world.packages["x/p\(number)"] = ["1.0.0: p\(number - 1) *"] }
    let head = world.with(["x/p0": ["1.0.0 revoked"]])
    let base = CountingSnapshot(LiteralSnapshot(world.files))
    let impact = try Impact(
      of: Comparison(base, LiteralSnapshot(head.files)), workers: 2)
    #expect(impact.unmet.count == length)
    #expect(impact.unmet.map(\.isDirect) == [true] + Array(repeating: false, count: length - 1))
    let passes = DependencyScan.mostSearches + 1
    #expect(base.reads <= (passes + 2) * (length + 1), "\(base.reads)")
  }

  @Test(arguments: [
    ("packages/x/a.json", #""releases""#, #""keywords": ["k"], "releases""#),
    ("index/registry.json", #""Example""#, #""Another""#),
    ("index/package-indexes/w.json", #""name": "w""#, #""name": "w", "description": "d""#),
  ])
  func aChangeOfNoReleaseAsksNobody(path: String, old: String, new: String) throws {
    var world: SmallWorld = ["x/a": ["1.0.0"]]
    for number in 0..<50 { world.packages["y/p\(number)"] = ["1.0.0: x/a *"] }
    var files = world.with("w", ["a": "x/a"]).files
    let base = CountingSnapshot(LiteralSnapshot(files))
    files[path] = files[path]?.replacing(old, with: new)
    let comparison = try Comparison(base, LiteralSnapshot(files))
    let asked = ReverseLookup(
      dependents: { _, _ in
        Issue.record("somebody is asked")
        return []
      },
      holders: { _ in
        Issue.record("somebody is asked")
        return []
      })
    #expect(try Impact(of: comparison, asking: asked, workers: 1).isEmpty)
    #expect(try Impact(of: comparison, workers: 1).isEmpty)
    #expect(base.reads < 10, "\(base.reads)")
  }

  /// What is asked of somebody who knows is not looked for.
  @Test func whoIsAskedSparesTheScan() throws {
    var world: SmallWorld = ["x/a": ["1.0.0"], "x/b": ["1.0.0: a *"]]
    for number in 0..<50 { world.packages["y/a\(number)"] = ["1.0.0: y/other *"] }
    let head = world.with(["x/a": ["1.0.0 revoked"]])
    let base = CountingSnapshot(LiteralSnapshot(world.files))
    let comparison = try Comparison(base, LiteralSnapshot(head.files))
    let impact = try Impact(of: comparison, asking: ReverseLookup(world.files), workers: 1)
    #expect(Self.words(impact).unmet == ["x/b 1.0.0: x/a *"])
    #expect(base.reads < 10, "\(base.reads)")
  }

  /// A name that is spelled with escapes is found as well.
  @Test func findsNamesThatAreSpelledWithEscapes() throws {
    let world: SmallWorld = ["x/abc": ["1.0.0"], "y/b": ["1.0.0: x/abc *"]]
    var files = world.files
    files["packages/y/b.json"] = files["packages/y/b.json"]?
      .replacing("dependencies", with: #"\u0064ependencies"#)
      .replacing("x/abc", with: #"x\/\u0061bc"#)
    var head = files
    head["packages/x/abc.json"] =
      world.with(["x/abc": ["1.0.0 revoked"]])
      .files["packages/x/abc.json"]
    let impact = try Impact(
      of: Comparison(LiteralSnapshot(files), LiteralSnapshot(head)), workers: 1)
    #expect(Self.words(impact).unmet == ["y/b 1.0.0: x/abc *"])
  }
}
