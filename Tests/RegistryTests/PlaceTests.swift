import IndexModel
import Registry
import Testing

struct PlaceCase: CustomTestStringConvertible, Sendable {
  let path: RepositoryPath
  let layout: Layout
  let place: SourcePlace

  init(_ path: RepositoryPath, _ place: SourcePlace, in layout: Layout = .flat) {
    self.path = path
    self.layout = layout
    self.place = place
  }

  static func flat(_ path: RepositoryPath, _ name: String) -> PlaceCase {
    PlaceCase(path, .versionIndex(project: "acme", name: name))
  }

  static func sharded(_ path: RepositoryPath, _ name: String) -> PlaceCase {
    PlaceCase(path, .versionIndex(project: "acme", name: name), in: .sharded)
  }

  static func companion(
    _ path: RepositoryPath, _ name: String, _ file: String, in layout: Layout = .flat
  ) -> PlaceCase {
    PlaceCase(path, .companion(project: "acme", name: name, file: file), in: layout)
  }

  static func unknown(_ path: RepositoryPath, in layout: Layout = .flat) -> PlaceCase {
    PlaceCase(path, .unknown, in: layout)
  }

  var testDescription: String { "\(path), \(layout)" }
}

@Suite struct PlaceTests {
  static let cases: [PlaceCase] = [
    PlaceCase("index/registry.json", .registry), PlaceCase("index/CODEOWNERS", .codeOwners),
    PlaceCase("index/waivers.json", .waivers),
    PlaceCase("index/identities/dave.json", .identity("dave")),
    PlaceCase("index/projects/acme.json", .project("acme")),
    PlaceCase("index/package-indexes/tools.json", .packageIndex("tools")),
    PlaceCase("index/advisories/EX-1.json", .advisory("EX-1")),
    .unknown("index"), .unknown("index/codeowners"), .unknown("index/identities/.json"),
    .unknown("index/identities/dave"), .unknown("index/identities/a/b.json"),
    .unknown("index/other/a.json"), .unknown("packages"), .unknown("packages/acme"),
    .unknown("packages/acme.json"), .unknown("packages/acme/libfoo.JSON"),
    PlaceCase("README.md", .outside), PlaceCase("Index/registry.json", .outside),
    PlaceCase("docs/index/registry.json", .outside), PlaceCase("", .outside),
    .flat("packages/acme/libfoo.json", "libfoo"), .flat("packages/acme/1.json", "1"),
    .companion("packages/acme/libfoo/1.0.0/a.sig", "libfoo", "1.0.0/a.sig"),
    .companion("packages/acme/libfoo/a.json", "libfoo", "a.json"),
    .sharded("packages/acme/1/a.json", "a"), .sharded("packages/acme/2/ab.json", "ab"),
    .sharded("packages/acme/3/a/abc.json", "abc"),
    .sharded("packages/acme/li/bf/LibFoo.json", "LibFoo"),
    .sharded("packages/acme/a-/b-/a.b.c.json", "a.b.c"),
    .companion("packages/acme/li/bf/libfoo/1/a.sig", "libfoo", "1/a.sig", in: .sharded),
    .companion("packages/acme/1/a/a.sig", "a", "a.sig", in: .sharded),
    .unknown("packages/acme/libfoo.json", in: .sharded),
    .unknown("packages/acme/Li/bF/LibFoo.json", in: .sharded),
    .unknown("packages/acme/li/bx/libfoo.json", in: .sharded),
    .unknown("packages/acme/1/ab.json", in: .sharded),
    .unknown("packages/acme/3/abc.json", in: .sharded),
    .unknown("packages/acme/li/bf", in: .sharded), .unknown("packages/acme/1", in: .sharded),
  ]

  @Test(arguments: cases)
  func readsWhatAPathIs(_ place: PlaceCase) {
    #expect(SourcePlace(place.path, layout: place.layout) == place.place)
  }

  @Test(arguments: cases)
  func spellsThePathOfWhatItRead(_ place: PlaceCase) throws {
    #expect(try path(of: place.place, place.layout) ?? place.path == place.path)
  }

  private func path(of place: SourcePlace, _ layout: Layout) throws -> RepositoryPath? {
    switch place {
    case .identity(let handle): SourcePlace.path(ofIdentity: handle)
    case .project(let name): SourcePlace.path(ofProject: name)
    case .packageIndex(let name): SourcePlace.path(ofPackageIndex: name)
    case .advisory(let id): SourcePlace.path(ofAdvisory: id)
    case .registry: SourcePlace.registryPath
    case .waivers: SourcePlace.waiversPath
    case .codeOwners: SourcePlace.codeOwnersPath
    case .versionIndex(let project, let name):
      SourcePlace.path(of: try PackageID("\(project)/\(name)"), layout: layout)
    case .companion(let project, let name, let file):
      SourcePlace.folder(of: try PackageID("\(project)/\(name)"), layout: layout).appending(file)
    case .unknown, .outside: nil
    }
  }

  @Test(arguments: [
    ("index/registry.json", "Registry"), ("index/projects/a.json", "Project"),
    ("index/identities/a.json", "Identity"), ("index/package-indexes/a.json", "PackageIndex"),
    ("index/waivers.json", "WaiverList"), ("index/advisories/a.json", "Advisory"),
    ("packages/a/b.json", "VersionIndex"), ("packages/a/b/c.json", nil),
    ("index/CODEOWNERS", nil), ("index/a.json", nil), ("README.md", nil),
  ])
  func namesTheKindOfAPlace(_ path: String, _ kind: String?) {
    #expect(Kind(at: SourcePlace(RepositoryPath(path), layout: .flat))?.name == kind)
  }

  @Test func kindsHaveNamesAndPatternsOfTheirOwn() {
    #expect(Set(Kind.all.map(\.name)).count == Kind.all.count)
    #expect(Set(Kind.all.map(\.pathPattern)).count == Kind.all.count)
  }

  @Test func bytesThatAreNoTextHaveAPlaceAllTheSame() {
    let packages = Array("packages/acme/".utf8)
    let odd = RepositoryPath(bytes: packages + [0xFF, 0xFE, 0x2F, 0x80])
    for layout in Layout.allCases { _ = SourcePlace(odd, layout: layout) }
    let name = RepositoryPath(bytes: packages + [0xC3] + Array(".json".utf8))
    #expect(SourcePlace(name, layout: .sharded) == .unknown)
  }
}
