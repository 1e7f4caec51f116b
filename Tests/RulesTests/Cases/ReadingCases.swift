extension RuleCase {
  private typealias F = Fixture
  private static let libfoo = "packages/acme/libfoo.json"

  /// What a file shows by itself, on reading.
  static let readingCases = [
    RuleCase(
      "no JSON", [libfoo: "{\"apiVersion\": ①nope}"], expect: .error("json-syntax", at: "①")),
    RuleCase(
      "a key twice",
      [
        "index/identities/dave.json": F.resource(
          "Identity", #"②"name": "dave", ①"name": "dave""#, [])
      ],
      expect: .error("json-duplicate-key", at: "①", note: "②")),
    RuleCase(
      "a text that turns the direction of writing",
      [libfoo: F.package(#""title": "a①\#u{202E}b""#)], expect: .error("json-text", at: "①")),
    RuleCase(
      "a number that is no integer",
      [libfoo: F.package(releases: F.release("1.0.0", "current", #""annotations": {"x": ①1.5}"#))],
      expect: .error("json-number", at: "①")),
    RuleCase(
      "a file that is too large",
      [
        "index/registry.json": F.policy(#""limits": {"fileBytes": 1024}"#),
        libfoo: "①" + String(repeating: " ", count: 2000),
      ], expect: .error("json-limit", at: "①")),
    RuleCase(
      "a file that is too deep",
      [libfoo: String(repeating: "[", count: 32) + "①[" + String(repeating: "]", count: 33)],
      expect: .error("json-limit", at: "①")),
    RuleCase(
      "an object that is gone", [:], damaged: [libfoo],
      expect: .error("unreadable-object", at: libfoo)),
    RuleCase(
      "an unknown key", [libfoo: F.package(#"①"licence": "MIT""#)],
      expect: .error("schema", at: "①")),
    RuleCase(
      "a path and a content that differ twice",
      [
        "index/projects/acme.json": F.project("acme"),
        libfoo: F.resource(
          "VersionIndex", #""project": ①"adze", "name": ②"libbar""#, [#""releases": []"#]),
        "index/projects/adze.json": F.project("adze"),
      ], expect: .error("path-content", at: "①"), .error("path-content", at: "②")),
    RuleCase(
      "a name with a space",
      ["index/projects/acme.json": F.project("acme", #""teams": {①"my team": []}"#)],
      expect: .error("name", at: "①")),
    RuleCase(
      "a version that is none",
      [libfoo: F.package(releases: #"{"version": ①"v1", "stage": "current"}"#)],
      expect: .error("version", at: "①")),
    RuleCase(
      "a digest in capitals",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            F.files(
              #"{"name": "a", "role": "other", "url": "https://files.example.org/a", "sha256": ①"C7"}"#
            )))
      ], expect: .error("digest", at: "①")),
    RuleCase(
      "a CID that is none",
      [libfoo: F.package(releases: F.release("1.0.0", "current", #""cid": ①"bafkrei""#))],
      expect: .error("cid", at: "①")),
    RuleCase(
      "a URL without https", [libfoo: F.package(#""homepage": ①"http://example.org/""#)],
      expect: .error("url", at: "①")),
    RuleCase(
      "a base URL without a slash at its end",
      ["index/registry.json": F.registry(#""baseURL": ①"https://example.org""#)],
      expect: .error("url", at: "①")),
    RuleCase(
      "a time with an offset",
      [
        libfoo: F.package(
          releases: F.release("1.0.0", "current", #""published": ①"2026-01-01T00:00:00+01:00""#))
      ], expect: .error("time", at: "①")),
    RuleCase(
      "a licence that SPDX does not know", [libfoo: F.package(#""license": ①"Apache 2""#)],
      expect: .warning("license", at: "①")),
    RuleCase(
      "a file name that leaves its folder",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current", F.files(F.archive(name: #"①"../libfoo.tgz""#))))
      ], expect: .error("file-name", at: "①")),
    RuleCase(
      "a replacement that is none",
      [libfoo: F.package(#""deprecated": {"message": "m", "replacedBy": ①"a b"}"#)],
      expect: .error("replaced-by", at: "①")),
    RuleCase(
      "another form than the canonical", [libfoo: "{①" + F.package().dropFirst()],
      expect: .warning("canonical-form", at: "①"),
      .warning("canonical-form", at: "index/identities/ada.json+1"),
      .warning("canonical-form", at: "index/identities/dave.json+1"),
      .warning("canonical-form", at: "index/projects/acme.json+1"),
      .warning("canonical-form", at: "index/registry.json+1")),
    RuleCase(
      "a prebuilt connector without its image",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            #""connector": {"packaging": ①{"type": "PrebuiltDockerImage"}}"#),
          F.release(
            "1.0.1", "current",
            #""connector": {"packaging": {"type": "ManagedDockerBuild", "dockerImage": ②"x"}}"#))
      ], expect: .error("schema", at: "①"), .error("schema", at: "②")),
    RuleCase(
      "files without a place, with two, and without a digest",
      [
        libfoo: F.package(
          releases: F.release(
            "1.0.0", "current",
            F.files(
              #"①{"name": "a", "role": "other"}"#,
              #"{"name": "b", "role": "other", "url": ②"https://files.example.org/b"}"#,
              #"{"name": "c", "role": "other", "url": ③"https://files.example.org/c", "path": "c"}"#
            )))
      ], expect: .error("schema", at: "①"), .error("schema", at: "②"), .error("schema", at: "③")),
  ]
}
