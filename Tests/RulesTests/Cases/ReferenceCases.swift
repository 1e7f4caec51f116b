extension RuleCase {
  private typealias F = Fixture
  private static let libfoo = "packages/acme/libfoo.json"

  private static func deprecated(by replacement: String) -> String {
    #""deprecated": {"message": "m", "replacedBy": \#(replacement)}"#
  }

  private static func revoked(for replacement: String) -> String {
    #""revocation": {"reason": "eol", "message": "m", "replacedBy": \#(replacement)}"#
  }

  /// What names something else.
  static let referenceCases = [
    RuleCase(
      "roles that nobody has",
      [
        "index/registry.json": F.registry(
          #""roles": {"operations": [①"nobody"], "auditor": [②"noone"]}"#),
        "index/projects/acme.json": F.project(
          "acme",
          """
          "teams": ⑧{"core": [③"nobody"]},
          "roles": {"admin": [④"nobody"], "committer": [⑤"acme/cor"]}
          """),
        libfoo: F.package(
          #""roles": {"owner": [⑥"nobody"], "author": [⑦"zed/core", "acme/core"]}"#),
      ], expect: .error("role-reference", at: "①"), .error("role-reference", at: "②"),
      .error("role-reference", at: "③"), .error("role-reference", at: "④"),
      .error("role-reference", at: "⑤", note: "⑧"), .error("role-reference", at: "⑥"),
      .error("role-reference", at: "⑦")),
    RuleCase(
      "an index owned by nobody, and a waiver granted by nobody",
      [
        "index/package-indexes/tools.json": F.packageIndex(
          "tools", "", #""roles": {"owner": [①"nobody"]}"#),
        "index/waivers.json": F.waivers(
          #"{"rule": "look-alike", "subject": "acme/libfoo", "reason": "so", "grantedBy": ②"nobody"}"#
        ),
      ], expect: .error("role-reference", at: "①"), .error("role-reference", at: "②")),
    RuleCase(
      "a handle that is none is missed by nobody",
      [libfoo: F.package(#""roles": {"owner": [①"no body"]}"#)], expect: .error("name", at: "①")),
    RuleCase(
      "a package without a project",
      [
        "packages/zed/tools.json": F.resource(
          "VersionIndex", #""project": ①"zed", "name": "tools""#, [#""releases": []"#])
      ], expect: .error("project-missing", at: "①")),
    RuleCase(
      "a main package that is not there",
      ["index/projects/acme.json": F.project("acme", #""main": ①"libbar""#)],
      expect: .error("main-package", at: "①")),
    RuleCase(
      "replacements by itself, by no package and by no release",
      [
        libfoo: F.package(
          deprecated(by: #"①"acme/libfoo""#),
          releases: F.release("1.0.0", "current", deprecated(by: #"②"1.0.0""#)),
          F.release("1.0.1", "current", deprecated(by: #"③"acme/gone""#)),
          F.release("1.0.2", "current", deprecated(by: #"④"acme/libbar@2.0.0""#)),
          F.release("1.0.3", "current", deprecated(by: #""acme/libfoo""#)),
          F.release("1.0.4", "revoked", revoked(for: #""acme/libbar""#))),
        "packages/acme/libbar.json": F.marking("⑤", metadataOf: F.package(named: "libbar")),
      ],
      expect: .error("replaced-by", at: "①"), .error("replaced-by", at: "②"),
      .error("replaced-by", at: "③"), .error("replaced-by", at: "④", note: "⑤")),
    RuleCase(
      "a replacement that is revoked",
      [
        libfoo: F.package(
          releases:
            #"{"version": "1.0.0", "stage": ②"revoked", \#(revoked(for: #""1.0.1""#))}"#,
          F.release("1.0.1", "current", deprecated(by: #"①"1.0.0""#)))
      ], expect: .warning("revoked-replacement", at: "①", note: "②")),
    RuleCase(
      "an alias of a package that is not there",
      [
        "index/package-indexes/tools.json": F.packageIndex(
          "tools", #""libfoo": "acme/libfoo", "gone": ①"acme/gone""#)
      ], expect: .error("alias-target", at: "①")),
    RuleCase(
      "aliases that fold alike",
      [
        "index/package-indexes/tools.json": F.packageIndex(
          "tools", #"②"lib-foo": "acme/libfoo", ①"Lib_foo": "acme/libfoo""#)
      ], expect: .error("duplicate-alias", at: "①", note: "②")),
    RuleCase(
      "an index too large to be portable",
      [
        "index/package-indexes/tools.json": F.packageIndex(
          "tools", (0...1000).map { #""a\#($0)": "acme/libfoo""# }.joined(separator: ", "),
          #""portable": ①true"#),
        "index/package-indexes/large.json": F.packageIndex(
          "large", (0...1000).map { #""a\#($0)": "acme/libfoo""# }.joined(separator: ", ")),
      ], expect: .error("portable-limit", at: "①")),
    RuleCase(
      "a package shared with no project",
      [libfoo: F.package(#""sharing": {"enabled": true, "projects": [{"name": ①"zed"}]}"#)],
      expect: .error("sharing", at: "①")),
  ]
}
