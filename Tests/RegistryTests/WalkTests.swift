import IndexModel
import Registry
import TestSupport
import Testing

@Suite struct WalkTests {
  private func walk(_ files: [String], _ layout: Layout = .flat) throws -> Walk {
    try Walk(
      LiteralSnapshot(Dictionary(uniqueKeysWithValues: files.map { ($0, $0) })), layout: layout)
  }

  @Test func findsWhatIsTheRegistrysInOrder() throws {
    let walk = try walk([
      "packages/a/b.json", "packages/a-b/c.json", "index/registry.json", "README.md", "indexes/a",
    ])
    #expect(
      walk.found.map(\.path) == [
        "index/registry.json", "packages/a-b/c.json", "packages/a/b.json",
      ])
  }

  @Test func namesOfAProjectAreTogetherWhateverTheLayout() throws {
    let walk = try walk(
      ["packages/acme/1/a.json", "packages/acme/li/bf/libfoo.json", "packages/acme/li/bx/no.json"],
      .sharded)
    let space = try #require(walk.nameSpaces.first { $0.sort == .package })
    #expect(space.folder == "packages/acme")
    #expect(space.names.map(\.text) == ["a", "libfoo"])
  }

  @Test func projectIsNamedOnceByItsFileAndItsFolder() throws {
    let walk = try walk([
      "index/projects/acme.json", "packages/acme/a.json", "packages/zed/a.json",
    ])
    let space = try #require(walk.nameSpaces.first { $0.sort == .project })
    #expect(space.names.map(\.path) == ["index/projects/acme.json", "packages/zed"])
  }

  @Test func endsInATreeWithoutEnd() throws {
    let walk = try walk(["packages/" + String(repeating: "a/", count: 500) + "b"])
    #expect(walk.found.map(\.entry.kind) == [.folder])
    #expect(walk.found.map(\.place) == [.unknown])
  }
}

@Suite struct LookupTests {
  private let lookup = Lookup(
    LiteralSnapshot([
      "packages/acme/libfoo.json": package(), "packages/acme/libfoo/1/a": "hello\n",
      "packages/acme/libfoo/1/b/c": "x", "packages/acme/libfoo-bar.json": "{",
    ]), context: Context())

  @Test func findsPackages() throws {
    #expect(try lookup.versionIndex(PackageID("acme/libfoo"))?.id.text == "acme/libfoo")
    #expect(try lookup.versionIndex(PackageID("acme/libfoo-bar")) == nil)
    #expect(try lookup.hasPackage(PackageID("acme/libfoo-bar")))
    #expect(try !lookup.hasPackage(PackageID("acme/libfo")))
  }

  @Test func findsCarriedFiles() throws {
    let files = try lookup.files(below: "packages/acme/libfoo")
    #expect(files == ["packages/acme/libfoo/1/a", "packages/acme/libfoo/1/b/c"])
    #expect(try lookup.files(below: "packages/gone") == [])
    #expect(try lookup.sha256(ofFileAt: files[0])?.hex.prefix(8) == "5891b5b5")
    #expect(try lookup.sha256(ofFileAt: "packages/acme/libfoo/1") == nil)
  }

  @Test(arguments: ["", "/", "//", "a", "packages//acme", "packages/acme/", "../packages"])
  func findsNothingAtOddPaths(_ path: String) throws {
    #expect(try lookup.unit(at: RepositoryPath(path)) == nil)
    #expect(try !lookup.hasFile(at: RepositoryPath(path)))
  }
}
