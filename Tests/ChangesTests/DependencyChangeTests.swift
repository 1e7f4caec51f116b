import Changes
import Diagnostics
import TestSupport
import Testing

/// What a change does to dependencies: its own, and those of strangers.
@Suite struct DependencyChangeTests {
  private typealias Registry = [String: String]

  /// A package of releases, each as version, stage and dependencies.
  private static func package(
    _ id: String, _ releases: (version: String, stage: String, needs: String)...
  ) -> Registry {
    let parts = id.split(separator: "/")
    let list = releases.map { release in
      let revocation =
        release.stage == "revoked" ? #", "revocation": {"reason": "broken", "message": "no"}"# : ""
      return #"{"version": "\#(release.version)", "stage": "\#(release.stage)", "#
        + #""dependencies": {\#(release.needs)}\#(revocation)}"#
    }
    let text = SampleRegistry.resource(
      "VersionIndex", #""project": "\#(parts[0])", "name": "\#(parts[1])""#,
      #""releases": [\#(list.joined(separator: ", "))]"#)
    return ["packages/\(id).json": text]
  }

  /// What a change of some files finds about dependencies, by path.
  private static func findings(_ base: [Registry], _ head: [Registry]) throws -> [String] {
    let verdict = try Trial(
      from: { registry in
        for files in base { registry.files.merge(files) { $1 } }
      }, actor: "ops"
    ) { registry in
      for files in head { registry.files.merge(files) { $1 } }
    }.verdict()
    let others = ["index-unmet", "build-cycle"]
    return verdict.findings
      .filter { $0.rule.hasPrefix("dependency-") || others.contains($0.rule) }
      .map { "\($0.severity) \($0.rule) \($0.range.path)" }
  }

  /// What is current may be published, and then nobody edits it any more.
  @Test(arguments: [
    (
      "current", #""acme/bar": "^3""#,
      #""^2.0.0" would do; if this release is published already, mend that in the next one"#
    ),
    ("candidate", #""acme/bar": "^3""#, #""^2.0.0" would do"#),
    (
      "current", #""acme/baz": "^2""#,
      #"did you mean "acme/bar"? If this release is published already, mend that in the next one"#
    ),
    ("candidate", #""acme/baz": "^2""#, #"did you mean "acme/bar"?"#),
  ])
  func helpNeverAsksToEditWhatIsPublished(_ stage: String, _ needs: String, _ help: String) throws {
    let verdict = try Trial(
      from: { $0.files.merge(Self.bar) { $1 } }, actor: "ops"
    ) { registry in
      registry.files.merge(Self.package("zed/app", ("1.0.0", stage, needs))) { $1 }
    }.verdict()
    let found = verdict.findings.filter { $0.rule.hasPrefix("dependency-") }
    #expect(found.map(\.help) == [help])
  }

  private static let bar = package("acme/bar", ("1.0.0", "current", ""), ("2.0.0", "current", ""))

  @Test func aNewReleaseThatNothingMeetsIsAnError() throws {
    let found = try Self.findings(
      [Self.bar], [Self.package("zed/app", ("1.0.0", "current", #""acme/bar": "^3", "no": "1""#))])
    #expect(
      found == [
        "error dependency-unmet packages/zed/app.json",
        "error dependency-target packages/zed/app.json",
      ])
  }

  @Test func whatWasNotMetBeforeIsOnlyAWarningForWhoeverAddsARelease() throws {
    let old = Self.package("zed/app", ("1.0.0", "current", #""acme/bar": "^3""#))
    let more = Self.package(
      "zed/app", ("0.9.0", "current", #""acme/bar": "*""#),
      ("1.0.0", "current", #""acme/bar": "^3""#))
    #expect(
      try Self.findings([Self.bar, old], [more])
        == ["warning dependency-unmet packages/zed/app.json"])
    // A candidate that is replaced is a new release.
    let candidate = Self.package("zed/app", ("1.0.0", "candidate", #""acme/bar": "^3""#))
    let replaced = Self.package(
      "zed/app", ("1.0.0", "candidate", #""acme/bar": "^3", "acme/libfoo": "1""#))
    #expect(
      try Self.findings([Self.bar, candidate], [replaced])
        == ["error dependency-unmet packages/zed/app.json"])
  }

  @Test func aRevocationIsHeardByWhoeverNeedsTheRelease() throws {
    let app = Self.package(
      "zed/app", ("1.0.0", "current", #""acme/bar": "^2""#), ("1.1.0", "current", ""))
    let revoked = Self.package(
      "acme/bar", ("1.0.0", "current", ""), ("2.0.0", "revoked", ""))
    #expect(
      try Self.findings([Self.bar, app], [revoked])
        == ["warning dependency-revoked packages/zed/app.json"])
    // Whoever has something else hears nothing.
    let other = Self.package("zed/app", ("1.0.0", "current", #""acme/bar": "*""#))
    #expect(try Self.findings([Self.bar, other], [revoked]) == [])
  }

  @Test func aRevocationIsHeardThroughAnAlias() throws {
    let world = [
      "index/package-indexes/world.json": SampleRegistry.packageIndex(
        #""base": "acme/bar", "app": "zed/app", "libfoo": "acme/libfoo", "tools": "zed/tools""#)
    ]
    let app = Self.package("zed/app", ("1.0.0", "current", #""base": "^2""#))
    let revoked = Self.package(
      "acme/bar", ("1.0.0", "current", ""), ("2.0.0", "revoked", ""))
    #expect(
      try Self.findings([Self.bar, app, world], [revoked]) == [
        "warning index-unmet index/package-indexes/world.json",
        "warning dependency-target packages/zed/app.json",
      ])
  }

  @Test func anAliasThatGoesIsMissedByWhoeverWasMetByIt() throws {
    func world(_ aliases: String) -> Registry {
      ["index/package-indexes/world.json": SampleRegistry.packageIndex(aliases)]
    }
    let app = Self.package("zed/app", ("1.0.0", "current", #""base": "^2""#))
    let before = world(#""base": "acme/bar", "app": "zed/app""#)
    #expect(
      try Self.findings([Self.bar, app, before], [world(#""app": "zed/app""#)]) == [
        "error index-unmet index/package-indexes/world.json",
        "warning dependency-target packages/zed/app.json",
      ])
    // And nobody hears of an alias more, but of what was there before: that is no error.
    let unmet = world(#""app": "zed/app""#)
    #expect(
      try Self.findings(
        [Self.bar, app, unmet], [world(#""app": "zed/app", "tools": "zed/tools""#)])
        == ["warning index-unmet index/package-indexes/world.json"])
  }

  /// Fewer releases lack something than before: what is left of it is nobody's new mistake.
  @Test func whoMendsAPartOfAnIndexIsNotBlamedForTheRest() throws {
    func world(_ aliases: String) -> Registry {
      ["index/package-indexes/world.json": SampleRegistry.packageIndex(aliases)]
    }
    let app = Self.package(
      "zed/app", ("1.0.0", "current", #""base": "^9""#), ("2.0.0", "current", #""base": "^2""#))
    #expect(
      try Self.findings(
        [Self.bar, app, world(#""app": "zed/app""#)],
        [world(#""app": "zed/app", "base": "acme/bar""#)]
      ).filter { $0.contains("index-unmet") }
        == ["warning index-unmet index/package-indexes/world.json"])
  }

  @Test func aCircleIsToldToAllWhoAreOnIt() throws {
    let app = Self.package(
      "zed/app", ("1.0.0", "current", #""acme/bar": {"range": "*", "for": "build"}"#))
    let bar = Self.package(
      "acme/bar", ("1.0.0", "current", #""zed/app": {"range": "*", "for": "build"}"#))
    #expect(
      try Self.findings([app], [bar]) == [
        "warning build-cycle packages/acme/bar.json", "warning build-cycle packages/zed/app.json",
      ])
  }

  @Test func aReleaseWithoutASolutionIsAnErrorThatSaysWhy() throws {
    let one = Self.package("acme/one", ("1.0.0", "current", #""bar": "^1""#))
    let two = Self.package("acme/two", ("1.0.0", "current", #""bar": "^2""#))
    let app = Self.package(
      "zed/app", ("1.0.0", "current", #""acme/one": "*", "acme/two": "*""#))
    #expect(
      try Self.findings([Self.bar, one, two], [app])
        == ["error dependency-solution packages/zed/app.json"])
    let verdict = try Trial(
      from: { for files in [Self.bar, one, two] { $0.files.merge(files) { $1 } } }, actor: "ops"
    ) { $0.files.merge(app) { $1 } }.verdict()
    let finding = try #require(verdict.findings.first { $0.rule == "dependency-solution" })
    #expect(finding.message.hasSuffix("in the package index \"default\""))
    #expect(finding.notes.contains { $0.message.contains("acme/one") })
    for note in finding.notes {
      #expect(!note.message.hasSuffix(".") && note.message.first?.isUppercase == false)
    }
    // It was there before.
    let more = Self.package(
      "zed/app", ("0.9.0", "current", ""),
      ("1.0.0", "current", #""acme/one": "*", "acme/two": "*""#))
    #expect(try Self.findings([Self.bar, one, two, app], [more]) == [])
  }

  @Test func aSolutionInAPackageIndexThatHoldsItWillDo() throws {
    let world = [
      "index/package-indexes/world.json": SampleRegistry.packageIndex(
        #""app": "zed/app", "base": "acme/bar""#)
    ]
    let app = Self.package("zed/app", ("1.0.0", "current", #""base": "^2""#))
    #expect(try Self.findings([Self.bar, world], [app]) == [])
  }
}
