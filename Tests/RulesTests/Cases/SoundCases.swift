extension RuleCase {
  private typealias F = Fixture

  /// Registries that break nothing.
  static let soundCases = [
    RuleCase("a small registry", [:]),
    RuleCase(
      "a CODEOWNERS of every kind",
      [
        "index/projects/acme.json": F.project(
          "acme", #""roles": {"admin": ["ada"]}, "teams": {"core": ["dave"]}"#),
        "index/CODEOWNERS":
          "# who answers\r\n\r\n* @ada\r\n/packages/\t@roles @acme/core # all\r\n/index/*",
      ]),
    RuleCase(
      "what stands outside", ["README.md": "…", "docs/index.html": "<p>", "scripts/x": "#!"]),
    everything,
  ]

  /// A registry that uses everything there is.
  static let everything = RuleCase(
    "everything at once",
    [
      "index/registry.json": F.registry(
        """
        "baseURL": "https://registry.example.org/", "layout": "flat",
        "roles": {"operations": ["ada"], "auditor": ["dave"]},
        "policy": {"urls": {"allow": ["https://files.example.org"]}, "requireLicense": true,
          "artifactURL": "https://files.example.org/{project}/{package}/{version}/{file}"}
        """),
      "index/CODEOWNERS": "* @roles\n/packages/ @roles @ada @dave\n",
      "index/identities/ada.json": F.identity(
        "ada", #""accounts": {"github": {"login": "Dave", "id": 4}}"#),
      "index/identities/dave.json": F.identity("dave", accounts + ", " + keys),
      "index/projects/acme.json": F.project(
        "acme",
        """
        "main": "libfoo", "teams": {"core": ["dave", "ada"]},
        "roles": {"admin": ["ada"], "committer": ["dave", "acme/core"]},
        "votePolicy": {"minimumBinding": 1, "minimumHours": 72}
        """),
      "index/projects/zed.json": F.project("zed", #""roles": {"admin": ["dave"]}"#),
      "index/package-indexes/tools.json": F.packageIndex(
        "tools", #""libfoo": "acme/libfoo", "tools": "zed/tools""#,
        #""roles": {"owner": ["ada", "acme/core"]}, "portable": true"#),
      "index/advisories/EX-1.json": F.advisory(
        F.affected(advised) + ", " + source,
        #", "published": "2026-01-01T00:00:00Z", "withdrawn": "2026-02-01T00:00:00Z""#),
      "index/waivers.json": F.waivers(
        F.waiver(#""look-alike""#, #""packages/acme/libfoo.json""#),
        F.waiver(#""shared-digest""#, #""acme/libfoo@1.0.1""#),
        F.waiver(
          #""shared-digest""#, #""acme/libfoo""#, #", "expires": "2030-01-01T00:00:00Z""#)),
      "packages/zed/tools.json": F.package(
        #""license": "MIT", "deprecated": {"message": "old", "replacedBy": "acme/libfoo"}"#,
        named: "tools", in: "zed", releases: F.release("1.0.0", "candidate")),
      "packages/acme/libfoo/1.0.1/libfoo.sig": "signed",
      "packages/acme/libfoo/1.0.1/docs/index.html": F.hello,
      "packages/acme/libfoo.json": F.package(
        """
        "roles": {"owner": ["dave"], "author": ["ada", "acme/core"]}, "license": "Apache-2.0",
        "votePolicy": {"minimumBinding": 2, "minimumHours": 72, "voters": "committers"},
        "sharing": {"enabled": true, "projects": [{"name": "zed"}, {"name": "*"}]}
        """,
        releases: F.release("1.0.0", "revoked", revocation),
        F.release("1.0.1", "current", [cid, signed, deprecated, voted].joined(separator: ", ")),
        F.release("1.0.2", "candidate", stricter), F.release("1.0.3", "current", carried)),
    ])

  private static let accounts = """
    "accounts": {"github": {"login": "dave", "id": 3}, "gitlab": {"login": "dave"}}
    """
  private static let keys = """
    "keys": [
      {"type": "ssh", "public": "\(F.key)",
       "validFrom": "2020-01-01T00:00:00Z", "validUntil": "2030-01-01T00:00:00Z"},
      {"type": "ssh", "public": "\(F.otherKey)"}]
    """
  private static let advised = """
    , "ranges": [
      {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.1"}]},
      {"type": "GIT", "repo": "https://example.org/git/libfoo",
       "events": [{"introduced": "0"}, {"limit": "\(String(repeating: "a", count: 40))"}]}],
    "versions": ["1.0.0"]
    """
  private static let source = """
    {"ranges": [
      {"type": "GIT", "repo": "https://example.org/git", "events": [{"introduced": "0"}]}]}
    """
  private static let revocation = """
    "revocation": {"reason": "broken", "message": "m", "replacedBy": "1.0.1"}
    """
  private static let cid = """
    "cid": "\(F.cid)", "published": "2026-05-01T12:00:00Z"
    """
  private static let signed = F.files(
    F.archive(),
    F.carried(
      #""libfoo.tgz.sig""#, path: #""1.0.1/libfoo.sig""#, role: "signature",
      #", "of": "libfoo.tgz", "key": "dave:\#(F.fingerprint)""#),
    F.carried(#""docs/index.html""#, path: #""1.0.1/docs/index.html""#))
  private static let deprecated = """
    "deprecated": {"message": "m", "replacedBy": "zed/tools@1.0.0"}
    """
  private static let voted = """
    "votes": [{"voter": "ada", "value": 1}, {"voter": "dave", "value": -1}],
    "promotion": {
      "policy": {"minimumBinding": 1}, "tally": {"binding": 1, "for": 1, "against": 1}}
    """
  private static let stricter = """
    "votePolicy": {"minimumBinding": 2, "minimumHours": 100, "voters": "committers"}
    """
  private static let carried =
    #""cid": "\#(F.helloCID)", "#
    + F.files(F.carried(#""a.html""#, path: #""1.0.1/docs/index.html""#, role: "archive"))
}
