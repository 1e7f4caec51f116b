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
    #expect(walk.found[0].path.components.count == RepositoryPath.limits.depth)
  }

  @Test func findsFilesAtTheDeepestLevel() throws {
    #expect(try walk(["packages/a/b/3/4/5/6/8"]).found.map(\.entry.kind) == [.file])
  }

  @Test(arguments: Layout.allCases)
  func isCutShortInAPackageOfTooManyFiles(_ layout: Layout) throws {
    let folder = layout == .flat ? "packages/acme/lib" : "packages/acme/3/l/lib"
    // Of another package and of the project: they count by themselves.
    let others = (0..<4).map { "packages/acme/a\($0).json" } + ["packages/acme/zed/1/a"]
    let files = others + ["\(folder)/1/a", "\(folder)/1/b", "\(folder)/2"]
    let snapshot = LiteralSnapshot(Dictionary(uniqueKeysWithValues: files.map { ($0, $0) }))
    let whole = try Walk(snapshot, layout: layout, companions: TreeBudget(entries: 4))
    #expect(whole.found.count == files.count)
    #expect(whole.cut == nil)
    let cut = try Walk(snapshot, layout: layout, companions: TreeBudget(entries: 3))
    #expect(cut.cut?.path == RepositoryPath(folder))
    #expect(cut.found.isEmpty && cut.nameSpaces.isEmpty)
  }

  @Test func isCutShortInATreeOfTooManyEntries() throws {
    let files = ["index/registry.json", "packages/a/a.json", "packages/b/a.json"]
    let snapshot = LiteralSnapshot(Dictionary(uniqueKeysWithValues: files.map { ($0, $0) }))
    // Two folders in `packages/`, and a file in each of three.
    #expect(try Walk(snapshot, layout: .flat, budget: TreeBudget(entries: 5)).found.count == 3)
    let cut = try Walk(snapshot, layout: .flat, budget: TreeBudget(entries: 4))
    #expect(cut.cut?.path == "packages/b")
    #expect(cut.found.isEmpty)
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
    #expect(throws: SnapshotError.self) {
      try lookup.files(below: "packages/acme/libfoo", budget: TreeBudget(entries: 3))
    }
    #expect(try lookup.sha256(ofFileAt: files[0])?.hex.prefix(8) == "5891b5b5")
    #expect(try lookup.sha256(ofFileAt: "packages/acme/libfoo/1") == nil)
  }

  @Test(arguments: ["", "/", "//", "a", "packages//acme", "packages/acme/", "../packages"])
  func findsNothingAtOddPaths(_ path: String) throws {
    #expect(try lookup.unit(at: RepositoryPath(path)) == nil)
    #expect(try !lookup.hasFile(at: RepositoryPath(path)))
  }
}
