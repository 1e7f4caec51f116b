import Foundation
import IndexModel
import TestSupport
import Testing

/// Input that cannot be worked with: one clear error that names the thing and the way out, and nothing is changed.
@Suite struct BadInputTests {
  @Test func aFolderThatIsNoRepository() throws {
    let folder = try TemporaryFolder()
    let run = Run("check", "-C", folder.path)
    #expect(run.code == 66)
    #expect(run.errors.hasPrefix("cairn: '\(folder.path)' is not a git repository\n"))
    #expect(run.errors.contains("-C"))
  }

  @Test func aFolderThatDoesNotExist() throws {
    let run = Run("build", "-C", "/does/not/exist", "--output", "/tmp/never-made")
    #expect(run.code == 66)
    #expect(run.errors.contains("/does/not/exist"))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/never-made"))
  }

  /// Through a link, and for a plan, too.
  @Test func anOutputAmongGitsFiles() throws {
    let fixture = try SampleRegistry.fixture()
    let link = fixture.folder.path(of: "link")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: fixture.path + "/.git")
    let before = try Tree(fixture.path + "/.git")
    for output in [fixture.path + "/.git/site", fixture.path + "/.git/refs/site", link + "/site"] {
      for words in [["--output", output], ["--branch", "site", "--plan", output]] {
        let run = Run(words: ["build", "-C", fixture.path] + words)
        #expect(run.code == 73 && run.errors.contains("git's own files"), "\(run.errors)")
      }
    }
    #expect(try Tree(fixture.path + "/.git") == before)
  }

  @Test func aBranchWithoutACommit() throws {
    let fixture = try GitFixture()
    let run = Run("check", "-C", fixture.path)
    #expect(run.code == 66)
    #expect(run.errors.contains("no commit yet"))
  }

  @Test func aRevisionThatIsMissing() throws {
    let fixture = try SampleRegistry.fixture()
    let run = Run("check", "-C", fixture.path, "--rev", "v9")
    #expect(run.code == 66)
    #expect(run.errors.contains("'v9'"))
  }

  @Test func aRepositoryWithoutARegistry() throws {
    let fixture = try GitFixture()
    _ = try fixture.commit(["README": "hello"])
    let check = Run("check", "-C", fixture.path)
    #expect(check.code == 1)
    #expect(check.output.contains("[registry-missing]"))
    #expect(check.output.contains("cairn init"))
    let output = fixture.folder.path(of: "site")
    let build = Run("build", "-C", fixture.path, "--output", output)
    #expect(build.code == 66)
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  struct Content: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let rule: String
    var testDescription: String { name }
  }

  static let contents = [
    Content(name: "not JSON", bytes: Array("hello".utf8), rule: "json-syntax"),
    Content(name: "empty", bytes: [], rule: "json-syntax"),
    Content(
      name: "not UTF-8", bytes: Array("{\"a\": \"".utf8) + [0xFF] + Array("\"}".utf8),
      rule: "json-syntax"),
    Content(name: "UTF-16", bytes: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], rule: "json-syntax"),
    Content(
      name: "a byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("{}".utf8), rule: "json-syntax"),
    Content(
      name: "100,000 opening brackets", bytes: Array(repeating: UInt8(ascii: "["), count: 100_000),
      rule: "json-limit"),
    Content(
      name: "100,000 opening braces",
      bytes: Array(String(repeating: "{\"a\":", count: 100_000).utf8), rule: "json-limit"),
    Content(name: "a number", bytes: Array("1".utf8), rule: "schema"),
    Content(name: "an empty object", bytes: Array("{}".utf8), rule: "schema"),
    Content(
      name: "100 MB", bytes: Array(repeating: UInt8(ascii: " "), count: 100_000_000),
      rule: "json-limit"),
  ]

  @Test(arguments: contents)
  func aFileThatIsNoVersionIndex(content: Content) throws {
    let fixture = try GitFixture()
    var files = SampleRegistry.files.mapValues { Array($0.utf8) }
    files["packages/acme/libfoo.json"] = content.bytes
    _ = try fixture.commit(bytes: files)
    let check = Run("check", "-C", fixture.path)
    #expect(check.code == 1)
    #expect(check.output.contains("packages/acme/libfoo.json:1:"))
    #expect(check.output.contains("[\(content.rule)]"), "\(check.output.prefix(400))")
    let output = fixture.folder.path(of: "site")
    let build = Run("build", "-C", fixture.path, "--output", output)
    #expect(build.code == 1)
    #expect(build.errors.contains("nothing is published"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test(arguments: contents.filter { $0.name != "100 MB" })
  func aRegistryFileThatIsNone(content: Content) throws {
    let fixture = try GitFixture()
    var files = SampleRegistry.files.mapValues { Array($0.utf8) }
    files["index/registry.json"] = content.bytes
    _ = try fixture.commit(bytes: files)
    let check = Run("check", "-C", fixture.path)
    #expect(check.code == 1)
    #expect(check.output.contains("index/registry.json:1:"), "\(check.output.prefix(400))")
  }

  @Test func aSymbolicLinkIsReportedAndNeverFollowed() throws {
    let fixture = try GitFixture()
    _ = try fixture.commit(SampleRegistry.files)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path + "/packages/acme/passwd.json", withDestinationPath: "/etc/passwd")
    _ = try fixture.git("add", "-A")
    _ = try fixture.git("commit", "-qm", "link")
    for words in [["check"], ["check", "--worktree"]] {
      let run =
        words.count == 1
        ? Run("check", "-C", fixture.path) : Run("check", "--worktree", "-C", fixture.path)
      #expect(run.code == 1)
      #expect(run.output.contains("packages/acme/passwd.json:1:1: error: a symbolic link"))
      #expect(!run.output.contains("root:"))
    }
  }

  @Test func anObjectThatIsMissing() throws {
    let fixture = try SampleRegistry.fixture()
    let id = try fixture.git("rev-parse", "HEAD:packages/acme/libfoo.json")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try FileManager.default.removeItem(
      atPath: fixture.path + "/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    let run = Run("check", "-C", fixture.path)
    #expect(run.code == 1)
    #expect(run.output.contains("[unreadable-object]"))
    #expect(run.output.contains(id))
  }

  @Test func outputsThatAreNotOursStayAsTheyWere() throws {
    let fixture = try SampleRegistry.fixture()
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "file")
    try folder.write("mine", to: "folder/precious")
    for (name, reason) in [
      ("file", "is not a folder"), ("folder", "is not a site of ours"),
      ("none/deep", "is not a folder"),
    ] {
      let run = Run("build", "-C", fixture.path, "--output", folder.path(of: name))
      #expect(run.code == 73, "\(name): \(run.errors)")
      #expect(run.errors.contains(reason), "\(run.errors)")
    }
    #expect(try folder.read("file") == Array("mine".utf8))
    #expect(try folder.read("folder/precious") == Array("mine".utf8))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "file", "folder",
      ])
  }

  @Test(.enabled(if: geteuid() == 0, "needs a user who can become another"))
  func anOutputThatIsNotWritable() throws {
    let fixture = try SampleRegistry.fixture()
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: fixture.path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
    process.arguments = [
      "--reuid=65534", "--regid=65534", "--clear-groups", Executable.cairn, "build", "-C",
      fixture.path, "--output",
      folder.path(of: "site"),
    ]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 73, "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func aReleaseThatWasPublishedIsNotAltered() throws {
    let fixture = try SampleRegistry.fixture()
    let output = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", output).code == 0)
    let before = try Tree(output)

    let altered = SampleRegistry.package(releases: [
      SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0", digit: "c"),
    ])
    _ = try fixture.commit(["packages/acme/libfoo.json": altered])
    let run = Run("build", "-C", fixture.path, "--output", output)
    #expect(run.code == 73)
    #expect(run.errors.contains("acme/libfoo@1.1.0"))
    #expect(run.errors.contains("--allow-rewrite"))
    #expect(try Tree(output) == before)

    _ = try fixture.commit([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0")
      ])
    ])
    let gone = Run("build", "-C", fixture.path, "--output", output)
    #expect(gone.code == 73)
    #expect(gone.errors.contains("acme/libfoo@1.1.0: it is gone"))
    #expect(Run("build", "-C", fixture.path, "--output", output, "--allow-rewrite").code == 0)
    #expect(try Tree(output) != before)
  }

  @Test func aCarriedFileOfAPublishedReleaseIsNotAltered() throws {
    func files(_ stage: String, _ notes: String) -> [String: String] {
      let release = """
                {
                  "version": "1.0.0",
                  "stage": "\(stage)",
                  "files": [
                    {
                      "name": "notes.txt",
                      "role": "other",
                      "path": "notes.txt"
                    }
                  ]\(stage == "revoked" ? ",\n              \"revocation\": {\"reason\": \"broken\", \"message\": \"m\"}" : "")
                }
        """
      return [
        "packages/acme/libfoo.json": SampleRegistry.package(releases: [release]),
        "packages/acme/libfoo/notes.txt": notes,
      ]
    }
    let fixture = try SampleRegistry.fixture(files("current", "one").mapValues { $0 })
    let output = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", output).code == 0)
    _ = try fixture.commit(files("current", "two"))
    let altered = Run("build", "-C", fixture.path, "--output", output)
    #expect(altered.code == 73)
    #expect(altered.errors.contains("acme/libfoo@1.0.0: the bytes of its file notes.txt"))
    _ = try fixture.commit(files("revoked", "two"))
    #expect(Run("build", "-C", fixture.path, "--output", output).code == 73)
    _ = try fixture.commit(files("revoked", "one"))
    let revoked = Run("build", "-C", fixture.path, "--output", output)
    #expect(revoked.code == 0, "\(revoked.errors)")
  }

  @Test func aRegistryThatLosesPackagesIsNotPublished() throws {
    let candidate = SampleRegistry.release("1.0.0").replacing("\"current\"", with: "\"candidate\"")
    let fixture = try SampleRegistry.fixture([
      "packages/acme/tool.json": SampleRegistry.package(releases: [candidate])
        .replacing("\"libfoo\"", with: "\"tool\"")
    ])
    let output = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", output).code == 0)
    _ = try fixture.commit([:], removing: ["packages/acme/tool.json"])
    let run = Run("build", "-C", fixture.path, "--output", output)
    #expect(run.code == 73)
    #expect(run.errors.contains("1 of 2 packages would be gone"))
  }

  @Test func aResultThatCannotBeWritten() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Executable.cairn)
    process.arguments = ["explain", "--list"]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 74)
    #expect(text.contains("could not be written to standard output"))
  }

  @Test func notesAreInTheAnswerToo() throws {
    let fixture = try SampleRegistry.fixture([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0", digit: "a"), SampleRegistry.release("1.1.0", digit: "a"),
      ])
    ])
    let run = Run("check", "-C", fixture.path, "--json")
    #expect(run.output.contains("\"rule\": \"shared-digest\""))
    #expect(run.output.contains("\"notes\": ["))
    #expect(run.output.contains("\"message\": \"the other archive\""))
  }

  @Test func manyFindingsInOneFileAreReportedInReasonableTime() throws {
    let unknown = (0..<10_000).map { "\"unknown\($0)\": 1" }.joined(separator: ",\n")
    let fixture = try SampleRegistry.fixture([
      "packages/acme/libfoo.json": SampleRegistry.files["packages/acme/libfoo.json"]!
        .replacing("\"license\"", with: unknown + ",\n\"license\"")
    ])
    let clock = ContinuousClock()
    let duration = clock.measure {
      let run = Run("check", "-C", fixture.path)
      #expect(run.code == 1)
      #expect(run.output.contains("10000 errors"))
    }
    // Reading the file again for each finding takes minutes.
    #expect(duration < .seconds(30))
  }

  @Test func namesInATreeBeginNoLineOfALog() throws {
    let fixture = try GitFixture()
    _ = try fixture.commit(SampleRegistry.files)
    let blob = try fixture.blob("x")
    let name = "a\n::error::owned by a tree\nx"
    let tree = try fixture.rawTree([("100644", name, blob), ("100644", name, blob)])
    let root = try fixture.rawTree([("040000", "index", tree)])
    let commit = try fixture.commit(tree: root, parents: [])
    for words in [
      ["check"], ["check", "--format", "github"],
      ["build", "--output", fixture.folder.path(of: "o")], ["show", "acme/libfoo"],
    ] {
      let run = Run(words: words + ["-C", fixture.path, "--rev", commit.hex])
      for line in (run.output + "\n" + run.errors).split(separator: "\n") {
        #expect(!line.hasPrefix("::error::owned"), "\(words)")
      }
    }
    let run = Run("check", "-C", fixture.path, "--rev", "x\n::error::owned")
    #expect(!run.errors.contains("\n::error::owned"))
  }

  @Test func aWaiverHidesNothingFromTheSite() throws {
    let registry = SampleRegistry.files["index/registry.json"]!
      .replacing(
        "\"baseURL\"", with: "\"policy\": {\"canonicalForm\": \"error\"},\n    \"baseURL\"")
    let waivers = """
      {"apiVersion": "cairn/v1", "kind": "WaiverList", "metadata": {"name": "waivers"}, "spec": {"waivers": [
        {"rule": "canonical-form", "subject": "packages/acme/libfoo.json", "reason": "r", "grantedBy": "ada"},
        {"rule": "canonical-form", "subject": "index/registry.json", "reason": "r", "grantedBy": "ada"},
        {"rule": "canonical-form", "subject": "index/waivers.json", "reason": "r", "grantedBy": "ada"}]}}
      """
    let fixture = try SampleRegistry.fixture([
      "index/registry.json": registry, "index/waivers.json": waivers,
      "packages/acme/libfoo.json": SampleRegistry.files["packages/acme/libfoo.json"]! + "\n",
    ])
    let output = fixture.folder.path(of: "site")
    let run = Run("build", "-C", fixture.path, "--output", output)
    #expect(run.code == 0, "\(run.errors)")
    let list = String(
      decoding: try Tree(output).files["packages/acme/index.json"] ?? Data(), as: UTF8.self)
    #expect(list.contains("\"libfoo\""))
  }
}
