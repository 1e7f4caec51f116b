extension RuleCase {
  private typealias F = Fixture
  private static let libfoo = "packages/acme/libfoo.json"
  private static let libbar = "packages/acme/libbar.json"
  private static let tools = "packages/zed/tools.json"
  private static let world = "index/package-indexes/world.json"

  /// The package libfoo with one release that has dependencies.
  private static func needing(_ dependencies: String, _ stage: String = "current") -> String {
    F.package(releases: needs("1.0.0", dependencies, stage))
  }

  private static func needs(
    _ version: String, _ dependencies: String, _ stage: String = "current"
  ) -> String {
    F.release(version, stage, #""dependencies": {\#(dependencies)}"#)
  }

  private static func revoked(_ version: String, _ more: String = "") -> String {
    F.release(
      version, "revoked", #""revocation": {"reason": "broken", "message": "no"\#(more)}"#)
  }

  private static let zed = ["index/projects/zed.json": F.project("zed")]

  /// What a release depends on.
  static let dependencyCases = [
    RuleCase(
      "dependencies that are met",
      zed.merging([
        libfoo: needing(
          #""libbar": "^1.0.0-rc.1", "zed/tools": {"range": "1.x", "for": "build"}, "libfoo": "1""#),
        libbar: F.package(
          named: "libbar", releases: F.release("1.0.0-rc.2"), revoked("1.0.0")),
        tools: F.package(
          named: "tools", in: "zed", releases: F.release("1.1.0"),
          needs("2.0.0", #""acme/libbar": "9", "gone": "1""#, "revoked").replacing(
            #""dependencies""#,
            with: #""revocation": {"reason": "broken", "message": "no"}, "dependencies""#)),
      ]) { $1 }),
    RuleCase(
      "dependencies on nothing",
      zed.merging([
        libfoo: needing(
          #""libbaz": ①"1", "zed/tool": ②{"range": "1", "for": "build"}, "tools": ③"1", "a/b": ④"1""#
        ),
        libbar: F.package(named: "libbar", releases: F.release("1.0.0")),
        tools: F.package(named: "tools", in: "zed", releases: F.release("1.0.0")),
      ]) { $1 },
      expect: .error("dependency-target", at: "①"), .error("dependency-target", at: "②"),
      .error("dependency-target", at: "③"), .error("dependency-target", at: "④")),
    RuleCase(
      "dependencies that nothing in range meets",
      zed.merging([
        libfoo: needing(
          #""libbar": ①"^2", "zed/tools": ②"2.0.0", "zed/next": ③"^3", "libfoo": ④"^2", "libnone": ⑤"*""#
        ),
        libbar: F.package(named: "libbar", releases: F.release("1.0.0")),
        "packages/acme/libnone.json": F.package(named: "libnone"),
        tools: F.package(
          named: "tools", in: "zed", releases: F.release("2.0.0", "candidate")),
        "packages/zed/next.json": F.package(
          named: "next", in: "zed", releases: F.release("3.1.0-rc.1")),
      ]) { $1 },
      expect: .error("dependency-unmet", at: "①"), .error("dependency-unmet", at: "②"),
      .error("dependency-unmet", at: "③"), .error("dependency-unmet", at: "④"),
      .error("dependency-unmet", at: "⑤")),
    RuleCase(
      "a candidate may need candidates",
      [
        libfoo: needing(#""libbar": "2""#, "candidate"),
        libbar: F.package(named: "libbar", releases: F.release("2.0.0", "candidate")),
      ]),
    RuleCase(
      "dependencies that only revoked releases meet",
      [
        libfoo: needing(#""libbar": ①"^1""#),
        libbar: F.package(
          named: "libbar", releases: revoked("1.0.0", #", "replacedBy": "2.0.0""#),
          F.release("1.0.1", "candidate"), F.release("2.0.0")),
      ], expect: .warning("dependency-revoked", at: "①")),
    RuleCase(
      "what a release can do without, and is not there",
      [
        libfoo: needing(
          #""libbar": ①{"range": "2", "optional": true}, "libbaz": ②{"range": "1", "for": "dev"}"#),
        libbar: F.package(named: "libbar", releases: F.release("1.0.0")),
      ],
      expect: .warning("dependency-optional", at: "①"), .warning("dependency-optional", at: "②")),
    RuleCase(
      "packages that build with one another",
      zed.merging([
        libfoo: needing(#""zed/tools": ①{"range": "1", "for": "build"}, "libbar": "1""#),
        libbar: needing(#""libbar": ③{"range": "1", "for": "build"}, "libfoo": "1""#)
          .replacing(#""name": "libfoo""#, with: #""name": "libbar""#),
        tools: F.package(
          named: "tools", in: "zed",
          releases: needs("1.0.0", #""acme/libfoo": ②{"range": "0.x || 1", "for": "build"}"#)),
      ]) { $1 },
      expect: .warning("build-cycle", at: "①"), .warning("build-cycle", at: "②"),
      .warning("build-cycle", at: "③")),
    RuleCase(
      "what a package index does not have",
      zed.merging([
        world: F.packageIndex(
          "world", #"①"foo": "acme/libfoo", ②"bar": "acme/libbar", "gone": ③"acme/gone""#),
        libfoo: F.package(
          releases: needs("1.0.0", #""acme/libbar": "1", "zed/tools": "1""#),
          needs("1.1.0", #""acme/libbar": "1", "zed/tools": "^1", "gone": "1""#),
          needs("1.2.0", #""acme/libbar": "1", "bar": "1""#)),
        libbar: F.package(
          named: "libbar", releases: needs("1.0.0", #""foo": ④"^7""#)),
        tools: F.package(named: "tools", in: "zed", releases: F.release("1.0.0")),
      ]) { $1 }, expect: .error("index-unmet", at: "①"), .error("index-unmet", at: "②"),
      .error("alias-target", at: "③"), .error("dependency-target", at: "④")),
    RuleCase(
      "a range that means nothing, and a target that cannot be understood, are findings of their own",
      [
        libfoo: needing(#""libbar": "①no", "libbaz": "1""#),
        "packages/acme/libbaz.json": "②",
      ], expect: .error("dependency-range", at: "①"), .error("json-syntax", at: "②")),
    RuleCase(
      "a closure finding that operations accepts",
      [
        libfoo: needing(#""gone": ①"1""#),
        "index/waivers.json": F.waivers(
          "②" + F.waiver(#""dependency-target""#, #""acme/libfoo@1.0.0""#)),
      ], expect: .note("dependency-target", at: "①", note: "②")),
  ]
}
