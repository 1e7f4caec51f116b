import IndexModel
import Site
import TestSupport
import Testing

/// Who owns a package index need not be who serves the site: its portable packages have a bound.
@Suite struct PortableDocumentsTests {
  private typealias Releases = [(version: String, stage: String, dependencies: String)]

  /// The sizes of the portable packages of an index, by alias and version.
  private static func portable(
    _ packages: [String: Releases], limit: Int? = nil
  ) throws -> [String: Int] {
    let policy = limit.map { #", "policy": {"limits": {"portableBytes": \#($0)}}"# } ?? ""
    var files = [
      "index/registry.json": Fixture.resource(
        "Registry", #""name": "example""#, #""title": "Example"\#(policy)"#),
      "index/projects/acme.json": Fixture.project("acme"),
    ]
    for (name, releases) in packages {
      let releases = releases.map {
        #"{"version": "\#($0)", "stage": "\#($1)", "dependencies": {\#($2)}}"#
      }
      files["packages/acme/\(name).json"] = Fixture.resource(
        "VersionIndex", #""project": "acme", "name": "\#(name)""#,
        #""releases": [\#(releases.joined(separator: ","))]"#)
    }
    // Backwards, to see that their order in the file is of no account.
    let entries = packages.keys.sorted(by: >).map { #""\#($0)": "acme/\#($0)""# }
    files["index/package-indexes/mine.json"] = Fixture.resource(
      "PackageIndex", #""name": "mine""#,
      #""portable": true, "versionIndexes": {\#(entries.joined(separator: ","))}"#)
    let folder = "package-indexes/mine/portable/"
    var sizes: [String: Int] = [:]
    for (path, bytes) in try MemorySite.build(files).documents where path.text.hasPrefix(folder) {
      sizes[String(path.text.dropFirst(folder.count).dropLast(".json".count))] = bytes.count
    }
    return sizes
  }

  @Test func theLatestOfEachAliasComesFirstUntilNothingFits() throws {
    let packages: [String: Releases] = [
      "a": [
        ("0.9.0", "revoked", ""), ("1.0.0", "current", ""), ("1.1.0", "current", ""),
        ("2.0.0-rc.1", "current", ""), ("3.0.0", "candidate", ""),
      ],
      // The highest has no solution, but its turn.
      "b": [
        ("1.0.0", "current", #""a": "^1.0.0""#), ("1.1.0", "current", #""a": "*""#),
        ("1.2.0", "current", #""a": "^7""#),
      ],
      "c": [("1.0.0", "current", #""b": "*""#)],
    ]
    let turns = [
      "a@1.1.0", "c@1.0.0", "a@1.0.0", "b@1.1.0", "a@2.0.0-rc.1", "b@1.0.0", "a@3.0.0",
    ]
    let sizes = try Self.portable(packages)
    try #require(Set(sizes.keys) == Set(turns))
    #expect(try Self.portable(packages, limit: 0).isEmpty)
    var bytes = 0
    for (number, turn) in turns.enumerated() {
      bytes += try #require(sizes[turn])
      let less = try Self.portable(packages, limit: bytes - 1)
      #expect(Set(less.keys) == Set(turns[..<number]), "\(turn)")
      let enough = try Self.portable(packages, limit: bytes)
      #expect(Set(enough.keys) == Set(turns[...number]), "\(turn)")
    }
  }

  @Test func whatCannotBeResolvedUsesUpTheLimitToo() throws {
    func packages(_ dependency: String) -> [String: Releases] {
      [
        "a": [("1.0.0", "current", dependency)],
        "b": (0..<200).map { ("1.\($0).0", "current", #""gone": "*""#) },
        "c": [("1.0.0", "current", "")],
      ]
    }
    let size = try #require(try Self.portable(packages(#""b": "*""#))["c@1.0.0"])
    #expect(try Self.portable(packages(#""b": "*""#), limit: size).isEmpty)
    #expect(try Self.portable(packages(#""gone": "*""#), limit: size).keys.sorted() == ["c@1.0.0"])
  }

  /// Each release reaches all others, so that all of them come to many times what one does.
  @Test func aBuildIsBoundWithoutBeingTold() throws {
    let names = (10..<40).map { "p\($0)" }
    var packages: [String: Releases] = [:]
    for (place, name) in names.enumerated() {
      let dependencies = names[(place + 1)...].prefix(8).map { #""\#($0)": "^1.0.0""# }
        .joined(separator: ",")
      packages[name] = (0..<20).map { ("1.\($0).0", "current", dependencies) }
    }
    let sizes = try Self.portable(packages)
    #expect(sizes.values.reduce(0, +) <= 16 << 20)
    #expect(names.allSatisfy { sizes["\($0)@1.19.0"] != nil })
    #expect(sizes.count < 30 * 20)
  }
}
