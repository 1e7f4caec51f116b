import IndexModel

extension RuleCase {
  private typealias F = Fixture

  /// What stands where.
  static let treeCases = [
    RuleCase(
      "no registry", [:], without: ["index/registry.json"],
      expect: .error("registry-missing", at: "index/registry.json")),
    RuleCase(
      "a link, a submodule, an executable and an odd mode",
      ["index/a": "①a", "packages/b": "②b", "packages/acme/c.json": "③c", "index/d": "④d"],
      odd: [
        "index/a": .symlink, "packages/b": .submodule, "packages/acme/c.json": .executable,
        "index/d": .odd(0o100664),
      ],
      expect: .error("tree-entry", at: "①"), .error("unknown-file", at: "①"),
      .error("tree-entry", at: "②"), .error("unknown-file", at: "②"),
      .error("tree-entry", at: "③"), .error("tree-entry", at: "④"),
      .error("unknown-file", at: "④")),
    RuleCase(
      "paths that some system reads in another way",
      [
        "index/identities/aux.json":
          "①" + F.identity("aux").replacing(#""aux""#, with: #"③"aux""#),
        "index/.gitattributes": "②*",
      ],
      expect: .error("tree-entry", at: "①"), .error("name", at: "③"),
      .error("tree-entry", at: "②"), .error("unknown-file", at: "②")),
    RuleCase(
      "files that are none of the registry's",
      [
        "index/README.md": "①", "packages/acme.json": "②", "index/teams/a.json": "③",
        "packages/acme/libfoo.jsn": "④", "index/identities/sub/a.json": "⑤",
      ],
      expect: .error("unknown-file", at: "①"), .error("unknown-file", at: "②"),
      .error("unknown-file", at: "③"), .error("unknown-file", at: "④"),
      .error("unknown-file", at: "⑤")),
    RuleCase(
      "a second CODEOWNERS, even one that a release names",
      [
        "index/codeowners": "④* @dave", "packages/CODEOWNERS": "①* @dave",
        "packages/acme/libfoo/codeowners": "②* @dave", "packages/acme/libfoo/1/CodeOwners": "③",
        "packages/acme/libfoo.json": F.package(
          releases: F.release(
            "1.0.0", "current", F.files(F.carried(#""a""#, path: #""codeowners""#)))),
      ],
      expect: .error("unknown-file", at: "①"), .error("unknown-file", at: "②"),
      .error("unknown-file", at: "③"), .error("unknown-file", at: "④")),
    RuleCase(
      "a flat file in a sharded registry, and one in the wrong shard",
      [
        "index/registry.json": F.registry(#""layout": "sharded""#),
        "packages/acme/libfoo.json": "①" + F.package(),
        "packages/acme/li/ba/libfoo.json": "②" + F.package(),
        "packages/acme/3/a/abc.json": F.package(named: "abc"),
        "packages/acme/li/bb/LibBar.json": F.marking(
          "④", metadataOf: F.package(named: "LibBar")),
        "packages/acme/li/bb/LibBar/a": "③a",
      ],
      expect: .error("unknown-file", at: "①"), .error("unknown-file", at: "②"),
      .error("unknown-file", at: "③", note: "④")),
    RuleCase(
      "a sharded registry whose settings are lost",
      [
        "index/registry.json": "①", "packages/acme/li/bf/libfoo.json": F.package(),
      ], without: ["packages/acme/libfoo.json"], expect: .error("json-syntax", at: "①")),
  ]
}
