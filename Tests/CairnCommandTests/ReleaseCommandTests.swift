import Foundation
import TestSupport
import Testing

@Suite struct ReleaseCommandTests {
  private let path = "packages/acme/libfoo.json"
  private let digest = String(repeating: "5", count: 64)

  private func text(_ git: GitFixture, _ path: String) throws -> String {
    try String(contentsOfFile: git.path + "/" + path, encoding: .utf8)
  }

  private func registry(policy: String) -> String {
    """
    {
      "apiVersion": "cairn/v1",
      "kind": "Registry",
      "metadata": {
        "name": "example"
      },
      "spec": {
        "title": "Example",
        "policy": {
          \(policy)
        }
      }
    }

    """
  }

  @Test func addsAReleaseOfALocalFileByTheTemplate() throws {
    let template = "https://files.example.org/{project}/{package}/{version}/{file}"
    let git = try SampleRegistry.fixture([
      "index/registry.json": registry(policy: "\"artifactURL\": \"\(template)\"")
    ])
    try git.folder.write("hello\n", to: "libfoo-1.0.5.tgz")
    let before = try text(git, path)
    let run = Run(
      "release", "acme/libfoo", "1.0.5", "--file", git.folder.path(of: "libfoo-1.0.5.tgz"),
      "--cid", "--published", "2026-01-01T00:00:00Z", "-C", git.path)
    #expect(run.code == 0, "\(run.errors)")
    let added = """
            {
              "version": "1.0.5",
              "stage": "current",
              "cid": "bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am",
              "published": "2026-01-01T00:00:00Z",
              "files": [
                {
                  "name": "libfoo-1.0.5.tgz",
                  "role": "archive",
                  "url": "https://files.example.org/acme/libfoo/1.0.5/libfoo-1.0.5.tgz",
                  "size": 6,
                  "sha256": "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
                  "mediaType": "application/gzip"
                }
              ]
            },

      """
    let place = try #require(before.range(of: "      {\n        \"version\": \"1.1.0\""))
    #expect(
      try text(git, path)
        == before.replacingCharacters(
          in: place.lowerBound..<place.lowerBound, with: added))
    #expect(
      run.output.hasPrefix(
        "\(path): acme/libfoo 1.0.5 as current, between 1.0.0 and 1.1.0\n  +       {\n"))
    #expect(!run.output.contains("  - "))
    #expect(run.errors.contains("next: see that https://files.example.org/"))
    #expect(Run("check", "--worktree", "-C", git.path).code == 0)
    #expect(Run("format", "--check", "-C", git.path).code == 0)
  }

  @Test func addsAReleaseThatStandsSomewhereWithAllThatIsSaidOfIt() throws {
    let git = try SampleRegistry.fixture()
    let run = Run(
      "release", "acme/libfoo", "2.0.0-rc.1", "--stage", "candidate", "--url",
      "https://files.example.org/libfoo-2.tgz?x=1", "--sha256", digest, "--size", "7", "--notes",
      "One\nTwo", "--published", "2025-12-02T00:00:00Z", "--dependency", "libbar=>=1 <2",
      "--dependency", "zed/tools=^3", "--tag", "v2", "--commit", String(repeating: "a", count: 40),
      "--repository", "https://example.org/git", "--json", "-C", git.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.output == """
        {
          "schema": "schema/v1/new-release.schema.json",
          "path": "packages/acme/libfoo.json",
          "release": {
            "version": "2.0.0-rc.1",
            "stage": "candidate",
            "published": "2025-12-02T00:00:00Z",
            "files": [
              {
                "name": "libfoo-2.tgz",
                "role": "archive",
                "url": "https://files.example.org/libfoo-2.tgz?x=1",
                "size": 7,
                "sha256": "\(digest)",
                "mediaType": "application/gzip"
              }
            ],
            "dependencies": {
              "libbar": ">=1 <2",
              "zed/tools": "^3"
            },
            "source": {
              "repository": "https://example.org/git",
              "tag": "v2",
              "commit": "\(String(repeating: "a", count: 40))"
            },
            "notes": "One\\nTwo"
          },
          "carried": []
        }

        """)
    #expect(Run("format", "--check", "-C", git.path).code == 0)
  }

  @Test func carriesASmallFile() throws {
    let git = try SampleRegistry.fixture()
    try git.folder.write("archive", to: "libfoo.tgz")
    try git.folder.write("signature", to: "libfoo.tgz.sig")
    let run = Run(
      "release", "acme/libfoo", "1.2.0+b5", "--file", git.folder.path(of: "libfoo.tgz"), "--url",
      "https://files.example.org/libfoo.tgz", "--file", git.folder.path(of: "libfoo.tgz.sig"),
      "--carry", "-C", git.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try text(git, "packages/acme/libfoo/1.2.0/libfoo.tgz.sig") == "signature")
    #expect(
      try text(git, path).contains(
        """
                  {
                    "name": "libfoo.tgz.sig",
                    "role": "signature",
                    "of": "libfoo.tgz",
                    "path": "1.2.0/libfoo.tgz.sig"
                  }
        """))
  }

  @Test(arguments: [true, false])
  func entersAsCandidateUnderAVotePolicy(_ isOfProject: Bool) throws {
    let policy = "\"votePolicy\": {\n      \"minimumBinding\": 1\n    }"
    let file = isOfProject ? "index/projects/acme.json" : path
    let old = try #require(SampleRegistry.files[file])
    let key = isOfProject ? "\"main\": \"libfoo\"" : "\"license\": \"Apache-2.0\""
    let git = try SampleRegistry.fixture([
      file: old.replacingOccurrences(of: key, with: "\(key),\n    \(policy)")
    ])
    let run = Run(
      "release", "acme/libfoo", "1.2.0", "--url", "https://x.example/a", "--sha256", digest, "-C",
      git.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("1.2.0 as candidate, after 1.1.0"))
    #expect(run.errors.contains("vote acme/libfoo@1.2.0 +1 --as HANDLE"))
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let words: [String]
    let code: Int32
    let message: String

    init(_ code: Int32, _ message: String, _ words: String...) {
      (self.words, self.code, self.message) = (words, code, message)
    }

    var testDescription: String { words.joined(separator: " ") }
  }

  static let url = ["--url", "https://x.example/a.tgz"]
  static let sum = ["--sha256", String(repeating: "5", count: 64)]

  @Test(arguments: [
    Refusal(1, "has 1.0.0 as current", "acme/libfoo", "1.0.0", "URL", "SUM"),
    Refusal(1, "never free again", "acme/libfoo", "1.1.0", "URL", "SUM"),
    Refusal(1, "the same version", "acme/libfoo", "1.0.0+other", "URL", "SUM"),
    Refusal(1, "did you mean acme/libfoo?", "acme/libfo", "2.0.0", "URL", "SUM"),
    Refusal(1, "new package acme/other --owner", "acme/other", "2.0.0", "URL", "SUM"),
    Refusal(64, "'2.0' is no version: the version has 2", "acme/libfoo", "2.0", "URL", "SUM"),
    Refusal(
      64, "; write \"2.0.0\": a leading v belongs to the tag, in \"source\"", "acme/libfoo",
      "v2.0.0",
      "URL", "SUM"),
    Refusal(64, "'acme' names no package", "acme", "2.0.0", "URL", "SUM"),
    Refusal(64, "needs '--sha256 <hex>' too", "acme/libfoo", "2.0.0", "URL"),
    Refusal(64, "missing one of '--file <path>'", "acme/libfoo", "2.0.0"),
    Refusal(64, "missing one of '--file <path>'", "acme/libfoo", "2.0.0", "SUM"),
    Refusal(64, "given twice for --url", "acme/libfoo", "2.0.0", "URL", "SUM", "SUM"),
    Refusal(64, "'--carry' needs '--file <path>'", "acme/libfoo", "2.0.0", "URL", "--carry"),
    Refusal(
      66, "there is no file missing.tgz", "acme/libfoo", "2.0.0", "--file", "missing.tgz", "URL"),
    Refusal(64, "needs '--url <url>' too", "acme/libfoo", "2.0.0", "--file", "FILE"),
    Refusal(1, "has the SHA-256", "acme/libfoo", "2.0.0", "--file", "FILE", "URL", "SUM"),
    Refusal(
      1, "has 5 bytes, not 4", "acme/libfoo", "2.0.0", "--file", "FILE", "URL", "--size", "4"),
    Refusal(1, "[digest]", "acme/libfoo", "2.0.0", "URL", "--sha256", "abc"),
    Refusal(1, "[url]", "acme/libfoo", "2.0.0", "--url", "http://x", "SUM", "--name", "a"),
    Refusal(1, "[time]", "acme/libfoo", "2.0.0", "URL", "SUM", "--published", "today"),
    Refusal(1, "[file-name]", "acme/libfoo", "2.0.0", "URL", "SUM", "--name", "../a"),
    Refusal(
      64, "is no name for a file", "acme/libfoo", "2.0.0", "--file", "FILE", "--carry", "--name",
      ".."),
    Refusal(64, "one such as", "acme/libfoo", "2.0.0", "URL", "SUM", "--role", "one such as"),
    Refusal(
      64, "expected a name and a range", "acme/libfoo", "2.0.0", "URL", "SUM", "--dependency", "x"),
    Refusal(
      64, "expected a name and a range", "acme/libfoo", "2.0.0", "URL", "SUM", "--dependency",
      "x= "),
    Refusal(
      64, "'^1.02' is not a range of versions: the number at byte 4 of the range begins with 0",
      "acme/libfoo", "2.0.0", "URL", "SUM", "--dependency", "x=^1.02"),
    Refusal(
      64, "cannot need itself", "acme/libfoo", "2.0.0", "URL", "SUM", "--dependency",
      "Acme/LibFoo=1"),
    Refusal(
      64, "cannot need itself", "acme/libfoo", "2.0.0", "URL", "SUM", "--dependency", "libfoo=1"),
    Refusal(66, "is no plain file", "acme/libfoo", "2.0.0", "--file", "FOLDER", "URL"),
    Refusal(
      66, "more than the 1048576", "acme/libfoo", "2.0.0", "--file", "LARGE", "--carry"),
    Refusal(
      1, "lies in the future", "acme/libfoo", "2.0.0", "URL", "SUM", "--published",
      "2999-01-01T00:00:00Z"),
    Refusal(
      64, "is given twice", "acme/libfoo", "2.0.0", "URL", "SUM", "--dependency", "x=1",
      "--dependency", "x=2"),
  ])
  func refusesAndLeavesTheFileUntouched(_ refusal: Refusal) throws {
    let git = try SampleRegistry.fixture()
    try git.folder.write("12345", to: "a.tgz")
    try git.folder.write(String(repeating: "x", count: (1 << 20) + 1), to: "large.tgz")
    let before = try Tree(git.path)
    let words = refusal.words.flatMap { word -> [String] in
      switch word {
      case "URL": Self.url
      case "SUM": Self.sum
      case "FILE": [git.folder.path(of: "a.tgz")]
      case "FOLDER": [git.folder.path]
      case "LARGE": [git.folder.path(of: "large.tgz")]
      default: [word]
      }
    }
    let run = Run(words: ["release"] + words + ["-C", git.path])
    #expect(run.code == refusal.code, "\(run.errors)")
    #expect(run.errors.contains(refusal.message), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(try Tree(git.path) == before)
  }

  @Test func refusesAFileThatCannotBeRead() throws {
    let git = try SampleRegistry.fixture([path: "{\n  \"spec\": ]\n}\n"])
    let before = try Tree(git.path)
    let run = Run(
      "release", "acme/libfoo", "1.0.0", "--url", "https://x.example/a", "--sha256", digest, "-C",
      git.path)
    #expect(run.code == 1)
    #expect(run.errors.contains("\(path):2:11: error: found `]`"))
    #expect(try Tree(git.path) == before)
  }

  @Test func writesThroughNoLink() throws {
    let git = try SampleRegistry.fixture()
    let manager = FileManager.default
    let real = git.folder.path(of: "real.json")
    try manager.moveItem(atPath: git.path + "/" + path, toPath: real)
    try manager.createSymbolicLink(
      atPath: git.path + "/" + path, withDestinationPath: real)
    let before = try Data(contentsOf: URL(fileURLWithPath: real))
    let run = Run(
      "release", "acme/libfoo", "3.0.0", "--url", "https://x.example/a", "--sha256", digest, "-C",
      git.path)
    #expect(run.code == 73)
    #expect(run.errors.contains("lies behind a link"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: real)) == before)
  }

  /// What is needed may be on its way, so that the release is written; what was wrong before is not told.
  @Test func warnsOfDependenciesThatNothingMeets() throws {
    let git = try SampleRegistry.fixture([
      "packages/acme/app.json": SampleRegistry.package(releases: [])
        .replacing("\"libfoo\"", with: "\"app\"").replacing("[\n\n    ]", with: "[]")
    ])
    func release(_ version: String, _ dependencies: String...) -> Run {
      Run(
        words: [
          "release", "acme/app", version, "--url", "https://x.example/\(version)", "--sha256",
          digest(of: version), "-C", git.path,
        ] + dependencies.flatMap { ["--dependency", $0] })
    }
    let good = release("1.0.0", "libfoo=^1")
    #expect(good.code == 0 && !good.errors.contains("[dependency"), "\(good.errors)")
    let bad = release("1.1.0", "libfoo=^2", "libfo=1")
    #expect(bad.code == 0)
    #expect(bad.errors.contains(": warning: there is no package acme/libfo [dependency-target]"))
    #expect(bad.errors.contains("warning: no release of acme/libfoo will do for \"^2\""))
    #expect(bad.errors.contains("cairn check calls it an error"), "\(bad.errors)")
    #expect(try text(git, "packages/acme/app.json").contains("\"1.1.0\""))
    let next = release("1.2.0", "libfoo=^1")
    #expect(next.code == 0 && !next.errors.contains("[dependency"), "\(next.errors)")
  }

  /// A digest for a version, another for each.
  private func digest(of version: String) -> String {
    let digits = version.filter(\.isNumber)
    return digits + String(repeating: "7", count: 64 - digits.count)
  }

  @Test func keepsTheIntegrityOfARegistryThatHadOtherTroubles() throws {
    let old = try #require(SampleRegistry.files[path])
    let git = try SampleRegistry.fixture([
      path: old.replacingOccurrences(of: "\"license\"", with: "\"mine\": 1, \"license\"")
    ])
    let run = Run(
      "release", "acme/libfoo", "3.0.0", "--url", "https://x.example/a", "--sha256", digest, "-C",
      git.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(!run.errors.contains("mine"))
  }
}
