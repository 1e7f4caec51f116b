extension RuleCase {
  private typealias F = Fixture
  private static let libfoo = "packages/acme/libfoo.json"

  /// What the releases of a package say of themselves, and of one another.
  static let releaseCases = [
    RuleCase(
      "versions that differ in build metadata, and in case",
      [
        libfoo: F.package(
          releases: #"{"version": ②"1.0.0-RC.1", "stage": "current"}"#,
          #"{"version": ①"1.0.0-rc.1+5", "stage": "current"}"#, F.release("1.0.0"))
      ], expect: .error("duplicate-version", at: "①", note: "②")),
    RuleCase(
      "revoked without a reason",
      [libfoo: F.package(releases: #"{"version": "1.0.0", "stage": ①"revoked"}"#)],
      expect: .error("stage", at: "①")),
    RuleCase(
      "a reason without being revoked",
      [
        libfoo: F.package(
          releases:
            #"{"version": "1.0.0", "stage": ②"current", "revocation": ①{"reason": "eol", "message": "m"}}"#
        )
      ], expect: .error("stage", at: "①", note: "②")),
    RuleCase(
      "a reason that is not understood is no missing reason",
      [
        libfoo: F.package(
          releases: #"{"version": "1.0.0", "stage": "revoked", "revocation": ①{"reason": "eol"}}"#)
      ], expect: .error("schema", at: "①")),
    RuleCase(
      "a promoted candidate",
      [
        libfoo: F.package(
          releases: #"""
            {"version": "1.0.0", "stage": ②"candidate", "promotion": ①{"policy": {},
              "tally": {"binding": 0, "for": 0, "against": 0}}}
            """#)
      ], expect: .error("stage", at: "①", note: "②")),
    RuleCase(
      "one URL with two digests",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current", F.files(F.archive(url: #"②"https://files.example.org/a""#))),
          F.release(
            "1.0.1", "current",
            F.files(
              F.archive(url: #"①"https://files.example.org/a""#, digest: F.otherDigest))))
      ], expect: .error("url-digest", at: "①", note: "②")),
    RuleCase(
      "one URL with one digest, twice in a release",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current", F.files(F.archive(), F.archive(name: #""again.tgz""#))))
      ]),
    RuleCase(
      "ranges that mean nothing, up to the byte where they stop to",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            #""dependencies": {"a": ">=1 >①>2", "b": {"range": "1.②02"}, "c": "^③", "d": ④"\u007e1.", "libfoo": "^1 || ~2.x"}"#
          ))
      ], expect: .error("dependency-range", at: "①"), .error("dependency-range", at: "②"),
      .error("dependency-range", at: "③"), .error("dependency-range", at: "④")),
    RuleCase(
      "a caret where versions are relaxed",
      [
        "index/registry.json": F.policy(#""versioning": "relaxed""#),
        libfoo: F.package(
          releases: F.release(
            "1", "current", #""dependencies": {"a": "①^1", "libfoo": ">=1.bcr.1 <2 || *"}"#)),
      ], expect: .error("dependency-range", at: "①")),
    RuleCase(
      "a CID that is not its archive's",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            #""cid": ①"\#(F.cid)", "files": [②\#(F.archive(digest: F.otherDigest))]"#))
      ], expect: .error("cid-digest", at: "①", note: "②")),
    RuleCase(
      "a CID that is not that of the bytes that are carried",
      [
        "packages/acme/libfoo/a": "other bytes",
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            #""cid": ①"\#(F.helloCID)", "files": [②\#(F.carried(#""a""#, path: #""a""#, role: "archive"))]"#
          )),
      ], expect: .error("cid-digest", at: "①", note: "②")),
    RuleCase(
      "a CID of a release with two archives",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            #""cid": "\#(F.cid)","#
              + F.files(
                F.archive(digest: F.otherDigest),
                F.archive(name: #""b""#, url: #""https://files.example.org/b""#))))
      ]),
    RuleCase(
      "two releases with one archive",
      [
        libfoo: F.package(
          releases: F.release("1.0.0", "current", #""files": [②\#(F.archive())]"#),
          F.release("1.0.1", "current", #""files": [①\#(F.archive())]"#))
      ], expect: .warning("shared-digest", at: "①", note: "②")),
    RuleCase(
      "published after the commit, and at its very second",
      [
        libfoo: F.package(
          releases: F.release("1.0.0", "current", #""published": "2026-06-01T00:00:00Z""#),
          F.release("1.0.1", "current", #""published": ①"2026-06-01T00:00:01Z""#))
      ], expect: .error("time-after-commit", at: "①")),
    RuleCase(
      "two votes of one voter, and one of nobody",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "candidate",
            """
            "votes": [{"voter": ②"ada", "value": 1}, {"voter": ①"ada", "value": 1},
              {"voter": ③"nobody", "value": 0}]
            """))
      ], expect: .error("vote", at: "①", note: "②"), .error("vote", at: "③")),
    RuleCase(
      "a candidate with a laxer policy than its package, whose own is laxer than its project's",
      [
        "index/projects/acme.json": F.project("acme", #""votePolicy": ③{"minimumHours": 72}"#),
        libfoo: F.package(
          #""votePolicy": ②{"minimumBinding": 2}"#,
          releases: F.release("1.0.0", "current", #""votePolicy": {}"#),
          F.release("1.0.1", "candidate", #""votePolicy": ①{"minimumBinding": 1}"#)),
      ], expect: .error("vote-policy", at: "①", note: "②"),
      .error("vote-policy", at: "②", note: "③")),
  ]
}
