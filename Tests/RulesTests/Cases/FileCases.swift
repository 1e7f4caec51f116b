import IndexModel

extension RuleCase {
  private typealias F = Fixture
  private static let libfoo = "packages/acme/libfoo.json"

  private static func release(_ files: String...) -> [String: String] {
    let list = files.joined(separator: ", ")
    return [libfoo: F.package(releases: F.release("1.0.0", "current", #""files": [\#(list)]"#))]
  }

  private static func url(_ last: String) -> String { #""https://files.example.org/\#(last)""# }

  /// The files of releases.
  static let fileCases = [
    RuleCase(
      "two files of one name, and one in another case",
      release(
        F.archive(name: #"③"a.tgz""#, url: url("1")), F.archive(name: #"①"a.tgz""#, url: url("2")),
        F.archive(name: #"②"A.tgz""#, url: url("3"))),
      expect: .error("duplicate-file", at: "①", note: "③"),
      .error("duplicate-file", at: "②", note: "③")),
    RuleCase(
      "a file that is the folder of another",
      release(
        F.archive(name: #"②"Docs""#, url: url("1")),
        F.archive(name: #"①"docs/api/a.html""#, url: url("2")),
        F.archive(name: #""docs-more/a.html""#, url: url("3"))),
      expect: .error("duplicate-file", at: "①", note: "②")),
    RuleCase(
      "a file that stands for its folder", release(F.archive(name: #"①"Index.html""#)),
      expect: .error("file-shadow", at: "①")),
    RuleCase(
      "files that hosts take for compressed copies of others",
      release(
        F.carried(#""a""#, path: #""a""#), F.carried(#"①"a.gz""#, path: #""b""#),
        F.carried(#"②"a.br""#, path: #""c""#), F.carried(#""b.gz""#, path: #""d""#),
        F.archive(name: #""c""#, url: url("c")), F.carried(#""c.gz""#, path: #""e""#),
        F.archive(name: #""d.gz""#, url: url("d")), F.carried(#""d""#, path: #""f""#)
      )
      .merging(
        Dictionary(uniqueKeysWithValues: "abcdef".map { ("packages/acme/libfoo/\($0)", "\($0)") })
      ) { $1 },
      expect: .error("file-shadow", at: "①"), .error("file-shadow", at: "②")),
    RuleCase(
      "signatures of nothing, of themselves and of what is not there",
      release(
        F.archive(),
        #"①{"name": "a", "role": "signature", "url": \#(url("a")), "sha256": "\#(F.digest)"}"#,
        F.archive(name: #""b""#, url: url("b"), #", "of": ②"b""#),
        F.archive(name: #""c""#, url: url("c"), #", "of": ③"libfoo.tar""#)
      ).mapValues { $0.replacing(#""1.0.0""#, with: #"④"1.0.0""#) },
      expect: .error("signature", at: "①"), .error("signature", at: "②"),
      .error("signature", at: "③", note: "④")),
    RuleCase(
      "a list of checksums, which names its files itself",
      release(
        F.archive(), F.carried(#""SHA256SUMS""#, path: #""a""#, role: "checksum"),
        F.carried(#""b.sum""#, path: #""b""#, role: "checksum", #", "of": ①"gone.tgz""#)
      )
      .merging(["packages/acme/libfoo/a": "x", "packages/acme/libfoo/b": "y"]) { $1 }
      .mapValues { $0.replacing(#""1.0.0""#, with: #"②"1.0.0""#) },
      expect: .error("signature", at: "①", note: "②")),
    RuleCase(
      "a checksum of a file that could not be read",
      release(
        #"①{"name": "libfoo.tgz", "role": "archive"}"#,
        F.carried(#""a.sum""#, path: #""a""#, role: "checksum", #", "of": "libfoo.tgz""#)
      )
      .merging(["packages/acme/libfoo/a": "x"]) { $1 },
      expect: .error("schema", at: "①")),
    RuleCase(
      "files that are not where the registry allows",
      release(
        F.archive(name: #""a""#, url: #"①"https://files.example.com/a""#),
        F.archive(name: #""b""#, url: #"②"https://files.example.org.evil/b""#),
        F.archive(name: #""c""#, url: #"③"https://files.example.org/relay""#),
        F.archive(name: #""d""#, url: #""https://files.example.org/rel/a""#)
      ).merging([
        "index/registry.json": F.policy(
          #""urls": {"allow": ["https://files.example.org/rel", "https://b.org/"]}"#)
      ]) { $1 },
      expect: .error("url-allowed", at: "①"), .error("url-allowed", at: "②"),
      .error("url-allowed", at: "③")),
    RuleCase(
      "carried files that are not there, no plain file, or too large",
      release(
        F.carried(#""a""#, path: #"①"gone""#), F.carried(#""b""#, path: #"②"1.0.0""#),
        F.carried(#""c""#, path: #"③"1.0.0/link""#), F.carried(#""d""#, path: #"④"1.0.0/large""#)
      ).merging([
        "index/registry.json": F.policy(#""limits": {"fileBytes": 1024}"#),
        "packages/acme/libfoo/1.0.0/link": "⑤a",
        "packages/acme/libfoo/1.0.0/large": String(repeating: "x", count: 1025),
      ]) { $1 }, odd: ["packages/acme/libfoo/1.0.0/link": .symlink],
      expect: .error("carried-file", at: "①"), .error("carried-file", at: "②"),
      .error("carried-file", at: "③"), .error("carried-file", at: "④"),
      .error("tree-entry", at: "⑤")),
    RuleCase(
      "a carried file that a release names twice",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            F.files(F.carried(#""a""#, path: #"①"a""#), F.carried(#""b""#, path: #"②"a""#))),
          F.release("1.0.1", "current", F.files(F.carried(#""a""#, path: #""a""#)))),
        "packages/acme/libfoo/a": "x",
      ],
      expect: .error("carried-file", at: "②", note: "①")),
    RuleCase(
      "more carried bytes than a package may have, counted for each release",
      [
        "index/registry.json": F.policy(#""limits": {"carriedBytes": 5}"#),
        libfoo: F.package(
          releases: F.release("1.0.0", "current", F.files(F.carried(#""a""#, path: #""a""#))),
          F.release(
            "1.0.1", "current",
            F.files(F.carried(#""a""#, path: #""a""#), F.carried(#""b""#, path: #"①"b""#))),
          F.release("1.0.2", "current", F.files(F.carried(#""a""#, path: #""a""#)))),
        "packages/acme/libfoo/a": "xx",
        "packages/acme/libfoo/b": "yy",
      ],
      expect: .error("carried-file", at: "①")),
    RuleCase(
      "a carried file that no release names",
      [
        libfoo: F.marking("②", metadataOf: F.package()),
        "packages/acme/libfoo/1.0.0/a": "①a",
      ], expect: .error("unknown-file", at: "①", note: "②")),
    RuleCase(
      "a carried file of a package that is not sound",
      [libfoo: F.package(#"①"x": 1"#), "packages/acme/libfoo/1.0.0/a": "a"],
      expect: .error("schema", at: "①")),
    RuleCase(
      "a carried file without a package", ["packages/acme/libbar/1.0.0/a": "①a"],
      expect: .error("unknown-file", at: "①")),
    RuleCase(
      "keys that nobody has",
      release(
        F.archive(name: #""a""#, url: url("a"), #", "key": ①"dave""#),
        F.archive(name: #""b""#, url: url("b"), #", "key": ②"nobody:\#(F.fingerprint)""#),
        F.archive(name: #""c""#, url: url("c"), #", "key": ③"ada:\#(F.fingerprint)""#),
        F.archive(name: #""d""#, url: url("d"), #", "key": ④"dave:SHA256:abc""#),
        F.archive(name: #""e""#, url: url("e"), #", "key": "dave:\#(F.fingerprint)""#)
      ).merging([
        "index/identities/ada.json": "⑤" + F.identity("ada"),
        "index/identities/dave.json": F.identity("dave", #""keys": ⑥[\#(F.key(F.key))]"#),
      ]) { $1 },
      expect: .error("signing-key", at: "①"), .error("signing-key", at: "②"),
      .error("signing-key", at: "③", note: "⑤"), .error("signing-key", at: "④", note: "⑥")),
  ]
}
