import IndexModel
import Testing

/// Where compressed copies stand, and what they go with.
@Suite struct CompressedCopyTests {
  static let documents = [
    "index.json", "snapshot.json", "snapshot/0a.json", "packages/index.json",
    "packages/acme/index.json", "packages/acme/index/l.json", "packages/acme/libfoo.json",
    "current/acme/libfoo.json", "current/acme/libfoo/1.0.0.json", "current/acme/libfoo/latest.json",
    "candidate/acme/1.0.0.json", "current/acme/latest.json", "schema/v1/package.schema.json",
    "hosting/redirects.json",
  ]

  @Test(arguments: documents)
  func copyGoesWithItsDocument(path: String) throws {
    let document = SitePath(layout: path)
    let copy = try #require(SiteLayout.compressedCopy(of: document))
    #expect(copy.text == path + ".gz")
    #expect(SiteLayout.originalOfCopy(copy) == document)
    #expect(SiteLayout.snapshotSubject(of: copy) == SiteLayout.snapshotSubject(of: document))
    #expect(UploadTurn.of(copy) == UploadTurn.of(document))
  }

  @Test(arguments: [
    "_headers", "hosting/nginx.conf", "index.json.gz", "current/acme/libfoo/1.0.0/a.tar.gz", "json",
  ])
  func nothingElseHasOne(path: String) {
    #expect(SiteLayout.compressedCopy(of: SitePath(layout: path)) == nil)
  }

  @Test(arguments: ["index.json", "a.gz", "current/acme/libfoo/1.0.0/a.tar.gz", ".gz"])
  func nothingElseIsOne(path: String) {
    #expect(SiteLayout.originalOfCopy(SitePath(layout: path)) == nil)
  }
}
