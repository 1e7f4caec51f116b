import IndexModel
import Registry
import Testing

/// Texts that a format takes and refuses, in a file that holds them.
struct FormatCase: CustomTestStringConvertible, Sendable {
  let format: String
  let rule: String
  let path: RepositoryPath
  let good: [String]
  let bad: [String]
  /// The file, with the text behind the marker ①.
  let file: @Sendable (String) -> String

  init(
    _ format: String, _ rule: String, at path: RepositoryPath = libfoo, good: [String],
    bad: [String], in file: @escaping @Sendable (String) -> String
  ) {
    self.format = format
    self.rule = rule
    self.path = path
    self.good = good
    self.bad = bad
    self.file = file
  }

  var testDescription: String { format }
}

@Suite struct FormatTests {
  static let names: [FormatCase] = [
    FormatCase(
      "name", "name", good: ["a", "Lib_Foo.2"], bad: ["", "a b", "latest", ".a", "ü"],
      in: { package(#""roles": {"owner": [①"\#($0)"]}"#) }),
    FormatCase(
      "member", "name", good: ["ada", "acme/core"], bad: ["acme/", "/core", "a/b/c", "roles"],
      in: { package(#""roles": {"author": [①"\#($0)"]}"#) }),
    FormatCase(
      "handles take no teams", "name", at: "index/projects/acme.json", good: ["ada"],
      bad: ["acme/core"],
      in: { resource("Project", #""name": "acme""#, #""roles": {"admin": [①"\#($0)"]}"#) }),
    FormatCase(
      "package-reference", "name", at: "index/package-indexes/tools.json", good: ["acme/libfoo"],
      bad: ["libfoo", "acme/1.0.0", "acme/a/b", "acme/"],
      in: {
        resource("PackageIndex", #""name": "tools""#, #""versionIndexes": {"a": ①"\#($0)"}"#)
      }),
    FormatCase(
      "package index", "name", at: "index/package-indexes/tools.json", good: ["tools"],
      bad: ["default", "index"],
      in: { resource("PackageIndex", #""name": ①"\#($0)""#, #""versionIndexes": {}"#) }),
    FormatCase(
      "dependency", "name", good: ["libbar", "zed/tools"], bad: ["a/b/c", "1.0.0", "a b"],
      in: { package(release: #""dependencies": {①"\#($0)": "*"}"#) }),
    FormatCase(
      "shared-project", "name", good: ["*", "zed"], bad: ["**", "a/b"],
      in: { package(#""sharing": {"enabled": true, "projects": [{"name": ①"\#($0)"}]}"#) }),
    FormatCase(
      "file-name", "file-name", good: ["a.tgz", "docs/a@2x+b~1.png"],
      bad: ["/a", "a//b", "../a", "a/..", "con", "a b", ".htaccess", "-rf", "a\\\\b"],
      in: { package(release: #""files": [{"name": ①"\#($0)", "role": "other", "path": "a"}]"#) }),
    FormatCase(
      "advisory-id", "advisory", at: "index/advisories/EX-1.json", good: ["EX-1"],
      bad: ["EX 1", "../a"],
      in: { #"{"id": ①"\#($0)", "modified": "2026-01-01T00:00:00Z", "affected": []}"# }),
    FormatCase(
      "forge", "schema", at: "index/identities/ada.json", good: ["github", "git.example.org"],
      bad: ["GitHub", "", "1a"],
      in: { resource("Identity", #""name": "ada""#, #""accounts": {①"\#($0)": {"id": 1}}"#) }),
    FormatCase(
      "login", "schema", at: "index/identities/ada.json", good: ["ada", "renovate[bot]"],
      bad: ["a b", "", "a:b"],
      in: {
        resource("Identity", #""name": "ada""#, #""accounts": {"github": {"login": ①"\#($0)"}}"#)
      }),
  ]

  static let values: [FormatCase] = [
    FormatCase(
      "version", "version", good: ["1.0.0", "1.0.0-rc.1+5", "99999999999999999999.0.0"],
      bad: ["1.0", "v1.0.0", "01.0.0", "1.0.0-.json", ""],
      in: { package(releases: #"{"version": ①"\#($0)", "stage": "current"}"#) }),
    FormatCase(
      "sha256", "digest", good: [String(repeating: "a", count: 64)],
      bad: [String(repeating: "A", count: 64), "aa", String(repeating: "g", count: 64)],
      in: {
        package(
          release: """
            "files": [{"name": "a", "role": "other", "url": "https://a.org/a", "sha256": ①"\($0)"}]
            """)
      }),
    FormatCase(
      "commit", "digest", good: [String(repeating: "a", count: 40)], bad: ["main", "abc"],
      in: { package(release: #""source": {"commit": ①"\#($0)"}"#) }),
    FormatCase(
      "cid", "cid", good: ["bafkreighy7d4pr6hy7d4pr6hy7d4pr6hy7d4pr6hy7d4pr6hy7d4pr6hy4"],
      bad: ["bafkrei", "x", "Qm"], in: { package(release: #""cid": ①"\#($0)""#) }),
    FormatCase(
      "url", "url", good: ["https://example.org/a?b=c", "https://example.org"],
      bad: [
        "http://example.org", "https://a@example.org", "https://example.org/#a",
        "https://example.org/../a", "https://example.org/ü", "javascript:alert(1)",
      ], in: { package(#""homepage": ①"\#($0)""#) }),
    FormatCase(
      "time", "time", good: ["2024-02-29T23:59:59Z"],
      bad: [
        "2023-02-29T00:00:00Z", "2024-01-01", "2024-01-01T00:00:00.0Z", "2024-01-01t00:00:00z",
      ], in: { package(release: #""published": ①"\#($0)""#) }),
    FormatCase(
      "license", "license", good: ["MIT OR (Apache-2.0 AND BSD-3-Clause)", "LicenseRef-mine"],
      bad: ["Apache 2", "MIT or GPL-2.0-only", "(MIT", ""],
      in: { package(#""license": ①"\#($0)""#) }),
    FormatCase(
      "media-type", "schema", good: ["application/gzip", "application/vnd.a+json"],
      bad: ["gzip", "a/b/c", "A/b", "a/"],
      in: {
        package(
          release: """
            "files": [{"name": "a", "role": "other", "path": "a", "mediaType": ①"\($0)"}]
            """)
      }),
    FormatCase(
      "annotation-key", "schema", good: ["a", "ndc-hub/tags"], bad: ["", "/a", "a b"],
      in: { package(release: #""annotations": {①"\#($0)": 1}"#) }),
    FormatCase(
      "keyword", "schema", good: ["json parser"],
      bad: ["", " json", String(repeating: "a", count: 65)],
      in: { package(#""keywords": [①"\#($0)"]"#) }),
    FormatCase(
      "replacement", "replaced-by", good: ["1.0.1", "acme/libbar", "acme/libbar@2.0.0"],
      bad: ["", "libbar", "acme/libbar@", "@1.0.0"],
      in: { package(#""deprecated": {"message": "m", "replacedBy": ①"\#($0)"}"#) }),
    FormatCase(
      "artifact-template", "url", at: "index/registry.json",
      good: ["https://a.org/{project}/{package}/{version}/{file}", "https://a.org/{file}"],
      bad: [
        "http://a.org/{file}", "https://a.org/", "https://a.org/{file}/{file}", "{file}",
        "https://a.org/{stage}/{file}", "https://a.org/{file",
      ],
      in: {
        resource(
          "Registry", #""name": "r""#, #""title": "R", "policy": {"artifactURL": ①"\#($0)"}"#)
      }),
  ]

  /// A path states a name, too: that it is another than the text's is not asked here.
  private func found(_ text: String, _ format: FormatCase) throws -> [String] {
    try ReadFile(format.file(text), at: format.path).found.filter { !$0.hasPrefix("path-content") }
  }

  @Test(arguments: names + values)
  func takesWhatIsWellFormed(_ format: FormatCase) throws {
    for text in format.good { #expect(try found(text, format) == [], "\(text)") }
  }

  @Test(arguments: names + values)
  func refusesWhatIsNotAtItsPlace(_ format: FormatCase) throws {
    for text in format.bad {
      #expect(try found(text, format).contains("\(format.rule) ①"), "\(text)")
    }
  }

  @Test func relaxedVersionsAreThoseOfTheRegistry() throws {
    var policy = Policy()
    policy.versioning = .relaxed
    let relaxed = Context(policy: policy)
    for version in ["2024.03", "1.2.3.bcr.1", "1"] {
      let text = package(releases: #"{"version": ①"\#(version)", "stage": "current"}"#)
      #expect(try ReadFile(text, at: libfoo, relaxed).found == [])
      #expect(try ReadFile(text, at: libfoo).found == ["version ①"])
    }
    let name = resource("VersionIndex", #""project": "acme", "name": ①"7zip""#, #""releases": []"#)
    #expect(try ReadFile(name, at: "packages/acme/7zip.json", relaxed).found == ["name ①"])
    #expect(try ReadFile(name, at: "packages/acme/7zip.json").found == [])
  }
}
