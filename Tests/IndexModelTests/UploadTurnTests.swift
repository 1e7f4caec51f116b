import IndexModel
import Testing

/// In which order files go to a copy of the site.
@Suite struct UploadTurnTests {
  /// The files of each turn.
  static let turns = [
    [
      "current/acme/libfoo/1.0.0/libfoo.tgz", "current/acme/1.0.0/libfoo.tgz", "openapi.json",
      "schema/v1/release.schema.json",
    ],
    ["current/acme/libfoo/1.0.0.json", "candidate/acme/libfoo/1.0.0-1.json"],
    ["current/acme/libfoo.json", "current/acme/1.0.0.json"],
    [
      "packages/acme/libfoo.json", "projects/acme.json", "identities/ada.json",
      "advisories/A-1.json",
    ],
    [
      "package-indexes/default/acme/libfoo.json", "package-indexes/std/foo.json",
      "package-indexes/std/portable/foo@1.0.0.json",
    ],
    [
      "search/terms/6c69/0123456789ab.json", "search/typos/6c69/0123456789ab.json",
      "search/prefixes/6c.json",
    ],
    ["package-indexes/default/dependents/acme/libfoo/index/ab/abc.json"],
    ["package-indexes/default/dependents/acme/libfoo/index/a.json"],
    ["package-indexes/default/dependents/acme/libfoo.json"],
    ["packages/acme/index/li.json"],
    ["packages/acme/index/l.json", "package-indexes/std/index/l.json"],
    ["packages/acme/index.json", "package-indexes/std/index.json"],
    ["search/tails/6c69/ab/abc.json"],
    ["packages/index/ac.json", "search/tails/6c69/ac.json"],
    ["packages/index/a.json", "identities/index/a.json", "search/tails/6c69/a.json"],
    [
      "packages/index.json", "package-indexes/index.json", "identities/index.json",
      "search/tails/6c69.json",
    ],
    ["snapshot/ac/acb.json", "hosting/redirects/ac/acb.json"],
    ["snapshot/ac.json", "hosting/redirects/ac.json", "hosting/nginx/redirects/ac.conf"],
    ["snapshot/a.json"],
    ["search/terms/6c69.json", "search/typos/6c69.json"],
    ["current/acme/libfoo/latest/libfoo.tgz", "current/acme/latest/libfoo.tgz"],
    ["current/acme/libfoo/latest.json", "current/acme/latest.json"],
    [
      "snapshot.json", "_headers", "_redirects", "hosting/redirects.json", "hosting/nginx.conf",
      "hosting/nginx/redirects/all.conf",
    ],
    ["index.json"],
  ]

  @Test func whatIsLedToComesBeforeWhatLeadsThere() {
    let found = Self.turns.map { paths in paths.map { UploadTurn.of(SitePath(layout: $0)) } }
    for (paths, turns) in zip(Self.turns, found) { #expect(Set(turns).count == 1, "\(paths)") }
    for (earlier, later) in zip(found, found.dropFirst()) { #expect(earlier[0] < later[0]) }
  }
}
