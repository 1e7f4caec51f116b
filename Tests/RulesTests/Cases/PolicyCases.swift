extension RuleCase {
  private typealias F = Fixture
  private static let asking = ["index/registry.json": F.policy(#""requireLicense": true"#)]

  private static func asking(_ libfoo: String) -> [String: String] {
    asking.merging(["packages/acme/libfoo.json": libfoo]) { $1 }
  }

  static let policyCases = [
    RuleCase(
      "no licence where one is asked for",
      asking(F.marking("①", metadataOf: F.package(releases: F.release("1.0.0")))),
      expect: .error("license-missing", at: "①")),
    RuleCase(
      "one release without a licence",
      asking(
        F.marking(
          "②",
          metadataOf: F.package(
            releases: F.release("1.0.0", "current", #""license": "MIT""#),
            #"{"version": ①"1.0.1", "stage": "current"}"#))),
      expect: .error("license-missing", at: "②", note: "①")),
    RuleCase(
      "licences with the releases",
      asking(F.package(releases: F.release("1.0.0", "current", #""license": "MIT""#)))),
    RuleCase(
      "a waiver of a licence",
      asking(F.marking("①", metadataOf: F.package())).merging([
        "index/waivers.json": F.waivers("②" + F.waiver(#""license-missing""#, #""acme/libfoo""#))
      ]) { $1 },
      expect: .note("license-missing", at: "①", note: "②")),
    RuleCase(
      "licences that SPDX has given up",
      [
        "packages/acme/libfoo.json": F.package(
          #""license": ①"MIT OR GPL-2.0""#,
          releases: F.release("1.0.0", "current", #""license": ②"LGPL-3.0+""#))
      ],
      expect: .warning("deprecated-license", at: "①"), .warning("deprecated-license", at: "②")),
    RuleCase(
      "the canonical form as an error",
      [
        "index/registry.json": F.policy(#""canonicalForm": "error""#)
      ],
      expect: .error("canonical-form", at: "index/registry.json+1"),
      .error("canonical-form", at: "index/identities/ada.json+1"),
      .error("canonical-form", at: "index/identities/dave.json+1"),
      .error("canonical-form", at: "index/projects/acme.json+1"),
      .error("canonical-form", at: "packages/acme/libfoo.json+1")),
  ]
}
