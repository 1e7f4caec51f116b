import IndexModel
import Site
import Testing

/// What the guard against rewrites takes for a package or a release.
@Suite struct RewriteGuardTests {
  @Test(arguments: [
    ("packages/acme/libfoo.json", true), ("current/acme/libfoo/1.0.0.json", true),
    ("revoked/acme/libfoo/1.0.0.json", true), ("packages/index.json", false),
    ("packages/acme/index.json", false), ("packages/acme/index/l.json", false),
    ("current/acme/libfoo/latest.json", false), ("candidate/acme/libfoo/1.0.0.json", false),
    // The list of more than 1,000 projects has parts.
    ("packages/index/p.json", false), ("packages/index/p1.json", false),
  ])
  func watchesWhatWasReleased(_ path: String, _ isWatched: Bool) {
    #expect(RewriteGuard.watches(SitePath(layout: path)) == isWatched)
  }

  @Test func aPartOfAListMayChangeAndGo() {
    let path = SitePath(layout: "packages/index/p.json")
    let rewrites = RewriteGuard()
    rewrites.take(path, Array(#"{"count": 2}"#.utf8), published: Array(#"{"count": 1}"#.utf8))
    let found = rewrites.judge(
      gone: [path], published: { _ in Array("{}".utf8) }, upcoming: { _ in nil })
    #expect(found.isEmpty, "\(found)")
  }
}
