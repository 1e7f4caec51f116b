import IndexModel
import RegistryClient
import Site
import Testing

@Suite struct LookupTests {
  @Test(arguments: [
    ("acme/lib.foo", "packages/acme/lib.foo.json"),
    ("acme/lib.foo@1.0.1", "current/acme/lib.foo/1.0.1.json"),
    ("acme/lib.foo@1.0.0", "revoked/acme/lib.foo/1.0.0.json"),
    ("acme/lib.foo@1.1.0", "candidate/acme/lib.foo/1.1.0.json"),
    ("acme/lib.foo@1.1.0-rc.1", "current/acme/lib.foo/1.1.0-rc.1.json"),
    ("acme/lib.foo@1.1.0-rc.1+other.build", "current/acme/lib.foo/1.1.0-rc.1.json"),
    ("acme/lib.foo@latest", "current/acme/lib.foo/latest.json"),
  ])
  func findsTheDocument(query: String, path: String) throws {
    let site = try BuiltSite.small()
    let document = try #require(
      try SiteDocuments(site.reader).document(for: try PackageQuery(query)))
    #expect(document.path.text == path)
    #expect(document.bytes == site.documents[document.path])
  }

  @Test(arguments: [
    ("acme/lib.fo", "acme/lib.foo"), ("acme/LIB.FOO", "acme/lib.foo"),
    ("acme/tol", "acme/tool"), ("acmee/tool", "acme/tool"), ("Zed/prr", "Zed/pre"),
    ("acme/lib.foo@1.0.2", "acme/lib.foo@1.0.0"), ("nobody/nothing", nil),
    ("acme/lib.foo", nil),
  ])
  func suggestsWhatWasMeant(query: String, suggestion: String?) throws {
    let documents = SiteDocuments(try BuiltSite.small().reader)
    #expect(try documents.suggestion(for: try PackageQuery(query)) == suggestion)
  }

  @Test func suggestsFromAListOfManyParts() throws {
    let documents = SiteDocuments(try BuiltSite.large(packages: 1100).reader)
    let query = try PackageQuery("acme/lib1099x")
    #expect(try documents.document(for: query) == nil)
    #expect(try documents.suggestion(for: query) == "acme/lib1099")
  }

  @Test(arguments: ["", "acme", "acme/", "a/b/c", "acme/libfoo@", "acme/libfoo@1..0", "../x"])
  func refusesWhatNamesNothing(query: String) {
    #expect(throws: PackageQuery.Problem.self) { try PackageQuery(query) }
  }

  static let locations: [(String, String?)] = [
    // By the rule; by the list where the rule would lead elsewhere; `latest`, which only the list knows.
    ("current/acme/lib.foo/1.0.1/foo.tgz", "https://files.example.org/acme/lib.foo/1.0.1/foo.tgz"),
    ("current/acme/lib.foo/1.1.0-rc.1/foo.tgz", "https://cdn.example.org/odd%20place/$1.tgz"),
    ("current/acme/lib.foo/latest/foo.tgz", "https://files.example.org/acme/lib.foo/1.0.1/foo.tgz"),
    ("current/acme/lib.foo/latest/none.tgz", nil),
    // The main package of a project.
    ("current/acme/2.0.0/tool.tgz", "https://files.example.org/acme/tool/2.0.0/tool.tgz"),
    ("current/acme/latest/tool.tgz", "https://files.example.org/acme/tool/2.0.0/tool.tgz"),
    // What is no coordinate, and what looks like the beginning of one.
    ("other/acme/lib.foo/1.0.1/foo.tgz", nil), ("current/a/b", nil), ("current", nil),
    ("packages/acme/x.json", nil),
  ]

  @Test(arguments: locations)
  func saysWhereFilesStand(coordinate: String, location: String?) throws {
    let redirections = Redirections(try BuiltSite.small().reader)
    #expect(try redirections.location(of: SitePath(layout: coordinate)) == location)
  }
}
