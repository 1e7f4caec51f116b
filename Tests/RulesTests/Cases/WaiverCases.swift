extension RuleCase {
  private typealias F = Fixture
  private static let libfoo = "packages/acme/libfoo.json"

  private static let sharing = F.package(
    releases: F.release("1.0.0", "current", #""files": [②\#(F.archive())]"#),
    F.release("1.0.1", "current", #""files": [①\#(F.archive())]"#))

  static let waiverCases = [
    RuleCase(
      "waivers of no rule, of integrity, and of nothing",
      [
        "index/waivers.json": F.waivers(
          F.waiver(#"①"look-alik""#, #""acme/libfoo""#), F.waiver(#"②"schema""#, #""acme/libfoo""#),
          F.waiver(#""look-alike""#, #"③"acme/gone""#),
          F.waiver(#""look-alike""#, #"④"acme/libfoo@2.0.0""#),
          F.waiver(#""look-alike""#, #"⑤"packages/acme""#),
          F.waiver(#""look-alike""#, #"⑥"../x""#), F.waiver(#""look-alike""#, #"⑦"""#))
      ],
      expect: .error("waiver", at: "①"), .error("waiver", at: "②"), .error("waiver", at: "③"),
      .error("waiver", at: "④"), .error("waiver", at: "⑤"), .error("waiver", at: "⑥"),
      .error("waiver", at: "⑦")),
    RuleCase(
      "a waiver of a release",
      [
        libfoo: sharing,
        "index/waivers.json": F.waivers(
          "③" + F.waiver(#""shared-digest""#, #""acme/libfoo@1.0.1""#)),
      ], expect: .note("shared-digest", at: "①", note: "②", "③")),
    RuleCase(
      "a waiver of a file",
      [
        libfoo: sharing,
        "index/waivers.json": F.waivers(
          "③" + F.waiver(#""shared-digest""#, #""packages/acme/libfoo.json""#)),
      ], expect: .note("shared-digest", at: "①", note: "②", "③")),
    RuleCase(
      "a waiver of another release, and one that has expired",
      [
        libfoo: sharing,
        "index/waivers.json": F.waivers(
          F.waiver(#""shared-digest""#, #""acme/libfoo@1.0.0""#),
          F.waiver(
            #""shared-digest""#, #""acme/libfoo""#, #", "expires": ③"2026-06-01T00:00:00Z""#)),
      ],
      expect: .warning("shared-digest", at: "①", note: "②"), .warning("expired-waiver", at: "③")),
    RuleCase(
      "a waiver that waives another's end",
      [
        "index/waivers.json": F.waivers(
          F.waiver(
            #""look-alike""#, #""acme/libfoo""#, #", "expires": ①"2020-06-01T00:00:00Z""#),
          "②" + F.waiver(#""expired-waiver""#, #""index/waivers.json""#))
      ], expect: .note("expired-waiver", at: "①", note: "②")),
  ]
}
