extension RuleCase {
  private typealias F = Fixture

  private static func advisory(_ affected: String, _ more: String = "") -> [String: String] {
    ["index/advisories/EX-1.json": F.advisory(affected, more)]
  }

  private static func range(
    _ type: String, _ events: String, marker: String = "", _ more: String = ""
  ) -> String {
    F.affected(
      #", "ranges": [\#(marker){"type": "\#(type)", "events": [\#(events)]}]\#(more)"#)
  }

  static let advisoryCases = [
    RuleCase(
      "an advisory of another registry", advisory(F.affected(ecosystem: #"①"npm""#)),
      expect: .error("advisory", at: "①")),
    RuleCase(
      "an advisory of no package", advisory(F.affected(name: #"①"acme/gone""#)),
      expect: .error("advisory", at: "①")),
    RuleCase(
      "an advisory of what is no package", advisory(F.affected(name: #"①"libfoo""#)),
      expect: .error("advisory", at: "①")),
    RuleCase(
      "an advisory that names no package", advisory("①{}"), expect: .error("advisory", at: "①")),
    RuleCase(
      "a range that begins nowhere", advisory(range("SEMVER", #"{"fixed": "1.0.0"}"#, marker: "①")),
      expect: .error("advisory-range", at: "①")),
    RuleCase(
      "a range with two ends",
      advisory(
        range("SEMVER", #"{"introduced": "0"}, {"fixed": ③"1.0.0"}, {"last_affected": ②"1.0.0"}"#)),
      expect: .error("advisory-range", at: "②", note: "③")),
    RuleCase(
      "events of no bound, and of two",
      advisory(
        range("SEMVER", #"{"introduced": "0"}, ②{}, ③{"fixed": "1.0.0", "limit": "1.0.0"}"#)),
      expect: .error("advisory-range", at: "②"), .error("advisory-range", at: "③")),
    RuleCase(
      "versions that are none",
      advisory(
        range("ECOSYSTEM", #"{"introduced": ②"1.0"}, {"fixed": ③"0"}"#, #", "versions": [④"x"]"#)),
      expect: .error("advisory-range", at: "②"), .error("advisory-range", at: "③"),
      .error("advisory-range", at: "④")),
    RuleCase(
      "a range of commits without a repository, and without commits",
      advisory(range("GIT", #"{"introduced": "0"}, {"fixed": ②"1.0.0"}"#, marker: "①")),
      expect: .error("advisory-range", at: "①"), .error("advisory-range", at: "②")),
    RuleCase(
      "an advisory from the future",
      advisory(F.affected(), #", "published": ①"2027-01-01T00:00:00Z""#),
      expect: .error("time-after-commit", at: "①")),
  ]
}
