extension RuleCase {
  private typealias F = Fixture

  private static func packages(_ names: String...) -> [String: String] {
    packages(names)
  }

  private static func packages(_ names: [String]) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: names.map { marked in
        let name = marked.filter(\.isASCII)
        return (
          "packages/acme/\(name).json", marked.filter { !$0.isASCII } + F.package(named: name)
        )
      })
  }

  /// Names in one place.
  static let nameCases = [
    RuleCase(
      "names that fold alike", packages("②lib-bar", "①lib.bar"),
      expect: .error("name-folding", at: "①", note: "②")),
    RuleCase(
      "projects that fold alike, one of them only by its packages",
      [
        "packages/Acme/libbar.json": F.package(named: "libbar", in: "Acme").replacing(
          #""Acme""#, with: #"①"Acme""#)
      ],
      expect: .error("name-folding", at: "packages/Acme", note: "index/projects/acme.json"),
      .error("project-missing", at: "①")),
    RuleCase(
      "packages of a sharded registry that fold alike",
      [
        "index/registry.json": F.registry(#""layout": "sharded""#),
        "packages/acme/li/bf/libfoo.json": "①" + F.package(),
        "packages/acme/li/bf/LibFoo.json": "②" + F.package(named: "LibFoo"),
      ], without: ["packages/acme/libfoo.json"],
      expect: .error("name-folding", at: "①", note: "②")),
    RuleCase(
      "carried files whose names differ in case, and in a separator",
      [
        "packages/acme/libfoo/1/a.b": "②", "packages/acme/libfoo/1/A.b": "①",
        "packages/acme/libfoo/1/a-b": "",
        "packages/acme/libfoo.json": F.package(
          releases: F.release(
            "1.0.0", "current",
            F.files(
              F.carried(#""1""#, path: #""1/a.b""#), F.carried(#""2""#, path: #""1/A.b""#),
              F.carried(#""3""#, path: #""1/a-b""#)))),
      ], expect: .error("name-folding", at: "②", note: "①")),
    RuleCase(
      "look-alikes by their letters", packages("①abc1", "②abcI", "③abcl"),
      expect: .warning("look-alike", at: "②", note: "①"), .warning("look-alike", at: "③", note: "①")
    ),
    RuleCase(
      "look-alikes by one letter more, less and other",
      packages("①parser", "②parsers", "③parsel", "④pars-er"),
      expect: .warning("look-alike", at: "①", note: "④", "③"),
      .warning("look-alike", at: "②", note: "①")),
    RuleCase(
      "short names, and series", packages("abcd", "abce", "part1", "part2", "part12", "part")),
    RuleCase(
      "look-alikes in the shards of a project",
      [
        "index/registry.json": F.registry(#""layout": "sharded""#),
        "packages/acme/pa/rs/parser.json": "②" + F.package(named: "parser"),
        "packages/acme/ba/rs/barser.json": "①" + F.package(named: "barser"),
      ], without: ["packages/acme/libfoo.json"],
      expect: .warning("look-alike", at: "②", note: "①")),
    RuleCase(
      "people and projects that look alike",
      [
        "index/identities/gerald.json": "②" + F.identity("gerald"),
        "index/identities/geralt.json": "①" + F.identity("geralt"),
        "index/projects/acne0.json": "④" + F.project("acne0"),
        "index/projects/acneo.json": "③" + F.project("acneo"),
        "index/package-indexes/tools.json": F.packageIndex("tools", ""),
        "index/package-indexes/toolz.json": F.packageIndex("toolz", ""),
      ],
      expect: .warning("look-alike", at: "①", note: "②"), .warning("look-alike", at: "③", note: "④")
    ),
    RuleCase(
      "packages of two projects that look alike",
      [
        "index/projects/zed.json": F.project("zed"),
        "packages/acme/parser.json": F.package(named: "parser"),
        "packages/zed/parsers.json": F.package(named: "parsers", in: "zed"),
      ]),
  ]
}
