extension RuleCase {
  private typealias F = Fixture

  private static func index(_ aliases: String) -> [String: String] {
    ["index/package-indexes/tools.json": F.packageIndex("tools", aliases)]
  }

  /// Projects and packages of dave and of ada, of whom dave has keys.
  private static func people(_ aliases: String, owners: String) -> [String: String] {
    index(aliases).merging([
      "index/identities/ada.json": "⑨" + F.identity("ada"),
      "index/identities/dave.json": F.identity(
        "dave", #""keys": [⑧\#(F.key(F.key)), \#(F.key(F.otherKey))]"#),
      "index/projects/ada.json": F.project("ada"),
      "index/projects/dave.json": F.project("dave"),
      "packages/ada/libfoo.json": F.package(#""roles": {"owner": ["ada"]}"#, in: "ada"),
      "packages/dave/libfoo.json": F.package(owners, in: "dave"),
    ]) { $1 }
  }

  /// What a package index says by full names.
  static let fullNameCases = [
    RuleCase(
      "the full name of a package is its first owner's",
      people(
        #""libfoo": "dave:\#(F.fingerprint):libfoo""#,
        owners: #""roles": {"owner": ["dave", "ada"]}"#)),
    RuleCase(
      "full names of nobody, by another key, by the second key, without a key and of no package",
      people(
        #""a": ①"nobody:\#(F.fingerprint):libfoo", "b": ②"dave:\#(F.digest):libfoo", "#
          + #""c": ③"dave:\#(F.otherFingerprint):libfoo", "#
          + #""d": ④"ada:\#(F.fingerprint):libfoo", "e": ⑤"dave:\#(F.fingerprint):gone""#,
        owners: #""roles": {"owner": ["dave"]}"#),
      expect: .error("alias-target", at: "①"), .error("full-name", at: "①"),
      .error("full-name", at: "②", note: "⑧"), .error("full-name", at: "③", note: "⑧"),
      .error("full-name", at: "④", note: "⑨"), .error("alias-target", at: "⑤")),
    RuleCase(
      "full names of one who is not the first owner, and of a package of nobody's",
      people(
        #""a": ①"dave:\#(F.fingerprint):libfoo", "b": ②"dave:\#(F.fingerprint):libbar""#,
        owners: #""roles": {"owner": [⑤"ada", "dave"]}"#
      ).merging(["packages/dave/libbar.json": "⑥" + F.package(named: "libbar", in: "dave")]) { $1 },
      expect: .error("full-name", at: "①", note: "⑤"), .error("full-name", at: "②", note: "⑥")),
    RuleCase(
      "full names that are none",
      index(
        #""a": ①"dave:libfoo", "b": ②"dave:\#(F.fingerprint)", "c": ③"acme:x/libfoo", "#
          + #""d": ④"dave:\#(F.fingerprint.uppercased()):libfoo", "e": ⑤"libfoo""#),
      expect: .error("name", at: "①"), .error("name", at: "②"), .error("name", at: "③"),
      .error("name", at: "④"), .error("name", at: "⑤")),
  ]
}
