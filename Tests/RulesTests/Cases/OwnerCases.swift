import IndexModel

extension RuleCase {
  private typealias F = Fixture

  /// Who answers for what.
  static let ownerCases = [
    RuleCase(
      "no CODEOWNERS", [:], without: ["index/CODEOWNERS"],
      expect: .error("codeowners", at: "index/CODEOWNERS")),
    RuleCase(
      "CODEOWNERS in another case alone", ["index/CodeOwners": "①* @ada\n"],
      without: ["index/CODEOWNERS"],
      expect: .error("codeowners", at: "index/CODEOWNERS"), .error("unknown-file", at: "①")),
    RuleCase(
      "a link for a CODEOWNERS", ["index/CODEOWNERS": "①* @ada\n"],
      odd: ["index/CODEOWNERS": .symlink], expect: .error("tree-entry", at: "①")),
    RuleCase(
      "a CODEOWNERS whose bytes are gone", [:], damaged: ["index/CODEOWNERS"],
      expect: .error("unreadable-object", at: "index/CODEOWNERS")),
    RuleCase(
      "each bad line, and no more than that",
      [
        "index/CODEOWNERS":
          "* @ada\n①!/packages/ @nobody\n/a ②ada\n③[Section]\n/b④\u{E9} @ada\n/c @ada # ⑤@dave\n"
      ],
      expect: .error("codeowners", at: "①"), .error("codeowners", at: "②"),
      .error("codeowners", at: "③"), .error("codeowners", at: "④"), .error("codeowners", at: "⑤")),
    RuleCase(
      "owners that do not exist",
      [
        "index/projects/acme.json": F.project(
          "acme", #""roles": {"admin": ["ada"]}, "teams": ⑤{"core": ["ada"]}"#),
        "index/CODEOWNERS": "* @ada ①@nobody\n/a ②@acme/cor ③@acmee/core\n/b @ada ④@nobody\n",
      ],
      expect: .error("codeowners-names", at: "①"),
      .error("codeowners-names", at: "②", note: "⑤"), .error("codeowners-names", at: "③"),
      .error("codeowners-names", at: "④")),
    RuleCase(
      "an owner whose name no one can have where versions are relaxed",
      [
        "index/registry.json": F.policy(#""versioning": "relaxed""#),
        "index/CODEOWNERS": "* @ada ①@1st ②@1st/core\n",
      ], expect: .error("codeowners-names", at: "①"), .error("codeowners-names", at: "②")),
    RuleCase(
      "paths without a line",
      ["index/CODEOWNERS": "/index/* @ada\n/packages/acme/ @ada\n", "packages/zed/a.json": "②{}"],
      expect: .error("unowned-path", at: "index/identities/ada.json"),
      .error("unowned-path", at: "index/identities/dave.json"),
      .error("unowned-path", at: "index/projects/acme.json"),
      .error("unowned-path", at: "②"), .error("schema", at: "②"), .error("schema", at: "②"),
      .error("schema", at: "②"), .error("schema", at: "②")),
    RuleCase(
      "a package that names nobody, of a line that names nobody",
      [
        "index/CODEOWNERS": "* @ada\n①/packages/acme/libfoo.json # given up\n",
        "packages/acme/libfoo.json": F.marking(
          "②", metadataOf: F.package(#""roles": {"owner": ["dave"]}"#)),
      ], expect: .warning("owners-only-operations", at: "②", note: "①")),
    RuleCase(
      "owners who are of operations",
      [
        "index/registry.json": F.registry(#""roles": {"operations": ["ada"]}"#),
        "index/projects/acme.json": F.marking(
          "③", metadataOf: F.project("acme", #""teams": {"core": ["ada"]}"#)),
        "index/CODEOWNERS": "①* @ada\n②/packages/ @acme/core @roles\n",
        "packages/acme/libfoo.json": F.marking("④", metadataOf: F.package()),
      ],
      expect: .warning("owners-only-operations", at: "③", note: "①"),
      .warning("owners-only-operations", at: "④", note: "②")),
    RuleCase(
      "owners who are of operations, and keep the package themselves",
      [
        "index/registry.json": F.registry(#""roles": {"operations": ["ada"]}"#),
        "index/CODEOWNERS": "* @ada\n/packages/ @roles\n",
      ]),
    RuleCase(
      "a package that only committers have a role in",
      [
        "index/projects/acme.json": F.project("acme", #""roles": {"committer": ["dave"]}"#),
        "index/CODEOWNERS": "* @ada\n①/packages/ @roles\n",
        "packages/acme/libfoo.json": F.marking("②", metadataOf: F.package()),
      ], expect: .warning("owners-only-operations", at: "②", note: "①")),
    RuleCase(
      "a waiver for a package that only operations answers for",
      [
        "index/CODEOWNERS": "* @ada\n①/packages/\n",
        "index/waivers.json": F.waivers(
          "②" + F.waiver(#""owners-only-operations""#, #""acme/libfoo""#)),
        "packages/acme/libfoo.json": F.marking("③", metadataOf: F.package()),
      ], expect: .note("owners-only-operations", at: "③", note: "①", "②")),
  ]
}
