import Foundation
import Glibc
import TestSupport
import Testing

/// `verify`, `show` and `serve` as a person or a script meets them.
@Suite struct ReadingTests {
  /// A registry, and the site that was built from it.
  private struct Built {
    let registry: GitFixture
    var site: String { registry.folder.path(of: "site") }

    init(_ changes: [String: String?] = [:]) throws {
      registry = try SampleRegistry.fixture(changes)
      let run = Run("build", "-C", registry.path, "--output", registry.folder.path(of: "site"))
      try #require(run.code == 0, "\(run.errors)")
    }

    func show(_ words: String...) -> Run {
      Run(words: ["show", "-C", registry.path] + words)
    }
  }

  // MARK: verify

  @Test func verifyCountsTheFilesThatBuildWrote() throws {
    let built = try Built()
    let run = Run("verify", built.site)
    #expect(run.code == 0)
    #expect(run.output == "")
    let files = FileManager.default.enumerator(atPath: built.site)!.allObjects
      .compactMap { $0 as? String }.filter { $0.contains(".") || $0.hasPrefix("_") }.count
    #expect(run.errors == "\(files) files, nothing is wrong\n")
  }

  @Test func verifySaysWhatIsWrongAndFails() throws {
    let built = try Built()
    try FileManager.default.removeItem(atPath: built.site + "/openapi.json")
    let run = Run("verify", built.site)
    #expect(run.code == 1)
    #expect(run.output == "openapi.json: is missing\n")
    let json = Run("verify", "--json", built.site)
    #expect(json.code == 1)
    #expect(json.output.contains("\"ok\": false"))
    #expect(json.output.contains("\"problem\": \"is missing\""))
  }

  @Test func verifyCountsWhatIsTheOperatorsOwn() throws {
    let built = try Built()
    for path in ["CNAME", ".well-known/security.txt", "mine/a/b.json"] {
      let url = URL(fileURLWithPath: built.site + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: url)
    }
    let run = Run("verify", built.site)
    #expect(run.code == 0 && run.output == "")
    #expect(run.errors.hasSuffix(" files, nothing is wrong; 3 files of your own\n"))
    #expect(Run("verify", "--json", built.site).output.contains("\"others\": 3,"))
    try Data("x".utf8).write(to: URL(fileURLWithPath: built.site + "/current/acme/x.json"))
    let stray = Run("verify", built.site)
    #expect(stray.code == 1)
    #expect(stray.output == "current/acme/x.json: is not part of the site\n")
  }

  @Test func verifyLetsNoNameWriteToTheTerminal() throws {
    let built = try Built()
    try Data().write(to: URL(fileURLWithPath: built.site + "/\u{1B}[31mred\n::error::x"))
    let run = Run("verify", built.site)
    #expect(!run.output.contains("\u{1B}"))
    #expect(!run.output.contains("\n::error"))
  }

  @Test(arguments: [
    ("/nowhere/at/all", 66), ("http://example.org/", 64), ("https://registry.invalid/", 69),
  ])
  func verifyTellsWhatKeepsItFromReading(place: String, code: Int32) {
    #expect(Run("verify", place).code == code)
  }

  // MARK: show

  @Test func showPrintsTheDocumentAsItIsServed() throws {
    let built = try Built()
    let paths = [
      "acme/libfoo": "packages/acme/libfoo.json",
      "acme/libfoo@1.0.0": "current/acme/libfoo/1.0.0.json",
      "acme/libfoo@latest": "current/acme/libfoo/latest.json",
    ]
    for (query, path) in paths {
      let served = try String(contentsOfFile: "\(built.site)/\(path)", encoding: .utf8)
      #expect(built.show(query, "--json").output == served)
      #expect(built.show(query, "--json", "--site", built.site).output == served)
    }
  }

  @Test func showWritesForPeople() throws {
    let built = try Built([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0").replacingOccurrences(
          of: #""stage": "current","#,
          with: """
            "stage": "revoked",
                      "revocation": {"reason": "security", "message": "Leaks.", "replacedBy": "1.1.0"},
            """),
        SampleRegistry.release("1.1.0"),
      ])
    ])
    #expect(
      built.show("acme/libfoo").output == """
        acme/libfoo
          Parses foo.
          license          Apache-2.0

          latest current   1.1.0
          latest revoked   1.0.0

        Releases, newest first
          1.1.0  current    2025-12-01
            https://files.example.org/libfoo-1.1.0.tgz
          1.0.0  revoked    2025-12-01
            revoked (security): Leaks. Use 1.1.0.
            https://files.example.org/libfoo-1.0.0.tgz

        """)
    let release = built.show("acme/libfoo@1.0.0", "--color", "always").output
    #expect(release.contains("\u{1B}[1;33mrevoked (security): Leaks. Use 1.1.0.\u{1B}[0m"))
    #expect(!built.show("acme/libfoo@1.0.0").output.contains("\u{1B}"))
  }

  @Test(arguments: [
    ("acme/libfo", "did you mean acme/libfoo?"), ("acne/libfoo", "did you mean acme/libfoo?"),
    ("acme/libfoo@1.1.1", "did you mean acme/libfoo@1.1.0? the latest is acme/libfoo@1.1.0"),
    ("acme/libfoo@77.0.0-zzzzzzzz", "the latest is acme/libfoo@1.1.0"),
  ])
  func showSuggestsWhatWasMeant(query: String, hint: String) throws {
    let built = try Built()
    for run in [built.show(query), built.show(query, "--site", built.site)] {
      #expect(run.code == 1)
      #expect(run.output == "")
      #expect(run.errors == "cairn: there is no \(query)\n  \(hint)\n")
    }
  }

  @Test func showTellsMisuseFromNothingFound() throws {
    let built = try Built()
    #expect(built.show("libfoo").code == 64)
    #expect(built.show("acme/libfoo@1..0").code == 64)
    let tag = built.show("acme/libfoo@v1.0.0")
    #expect(tag.code == 64)
    #expect(tag.errors.contains("write \"1.0.0\": a leading v belongs to the tag"))
    #expect(built.show("acme/libfoo", "--site", built.registry.folder.path).code == 66)
    #expect(Run("show", "acme/libfoo", "-C", built.registry.folder.path).code == 66)
  }

  @Test func readsACommitOrTheFilesButNotBoth() throws {
    let built = try Built()
    let run = built.show("acme/libfoo", "--rev", "HEAD", "--worktree")
    #expect(run.code == 64)
    #expect(run.errors.contains("'--rev' and '--worktree' exclude each other"))
  }

  @Test(arguments: [
    (["show", "acme/libfoo", "1.0.0"], "did you mean 'cairn show acme/libfoo@1.0.0'?"),
    (["build", "public"], "did you mean '--output public'?"),
    (["check", "index"], "'cairn check' takes none"),
    (["inti"], "did you mean 'init'?"),
    (["version"], "did you mean 'cairn --version'?"),
  ])
  func suggestsWhatTheWordsMean(_ words: [String], _ hint: String) {
    let run = Run(words: words)
    #expect(run.code == 64)
    #expect(run.errors.contains(hint), "\(run.errors)")
  }

  @Test func saysOneSentenceOfAValueThatIsNone() {
    let run = Run("show", "libfoo")
    #expect(!run.errors.contains("Usage:"), "\(run.errors)")
    #expect(Run("show").errors.contains("Usage:"))
  }

  @Test func showSaysThatThereIsNoReleaseYet() throws {
    let built = try Built(["packages/acme/libfoo.json": SampleRegistry.package(releases: [])])
    #expect(built.show("acme/libfoo").output.contains("There are no releases yet."))
    #expect(built.show("acme/libfoo@latest").errors == "cairn: acme/libfoo has no releases yet\n")
  }

  @Test func showReadsWhatIsNotCommitted() throws {
    let built = try Built()
    try built.registry.write(
      SampleRegistry.package(releases: [SampleRegistry.release("9.0.0")]),
      to: "packages/acme/libfoo.json")
    #expect(built.show("acme/libfoo@9.0.0").code == 1)
    #expect(built.show("acme/libfoo@9.0.0", "--worktree").code == 0)
  }

  // MARK: serve

  @Test func serveNamesWhatItTakes() throws {
    let folder = try TemporaryFolder()
    let run = Run("serve", folder.path)
    #expect(run.code == 66)
    #expect(run.errors.contains("there is no site at \(folder.path)\n"))
    #expect(run.errors.contains("cairn build --output") && !run.errors.contains("address"))
  }

  @Test func serveEndsWithASignalAndSaysWhereItIs() throws {
    let built = try Built()
    let served = try Served(built.site)
    defer { kill(served.process.processIdentifier, SIGKILL) }
    let text = Run("show", "acme/libfoo@latest", "--json", "--site", served.address)
    #expect(text.output == built.show("acme/libfoo@latest", "--json").output)
    #expect(Run("verify", served.address).code == 0)

    let taken = Run("serve", built.site, "--port", served.port)
    #expect(taken.code == 69)
    #expect(taken.errors.contains("--port"))

    kill(served.process.processIdentifier, SIGINT)
    for _ in 0..<500 where served.process.isRunning { usleep(20_000) }
    try #require(!served.process.isRunning)
    #expect(served.process.terminationStatus == 0)
    #expect(served.process.terminationReason == .exit)
  }

  @Test func serveShowsWhatIsPublishedMeanwhile() throws {
    let built = try Built()
    let served = try Served(built.site)
    defer { kill(served.process.processIdentifier, SIGKILL) }
    try built.registry.commit([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"),
        SampleRegistry.release("1.2.0"),
      ])
    ])
    let build = Run("build", "-C", built.registry.path, "--output", built.site)
    try #require(build.code == 0, "\(build.errors)")
    #expect(Run("show", "acme/libfoo@1.2.0", "--site", served.address).code == 0)
    #expect(Run("verify", served.address).code == 0)
  }

  @Test func serveRedirectsToWhereFilesStand() throws {
    let built = try Built()
    let served = try Served(built.site)
    defer { kill(served.process.processIdentifier, SIGKILL) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "curl", "-q", "-s", "-o", "/dev/null", "--noproxy", "*", "-w", "%{http_code} %{redirect_url}",
      served.address + "current/acme/latest/libfoo.tgz",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(
      String(decoding: answer, as: UTF8.self) == "302 https://files.example.org/libfoo-1.1.0.tgz")
  }

  @Test func serveNeedsASite() throws {
    let folder = try TemporaryFolder()
    #expect(Run("serve", folder.path, "--port", "0").code == 66)
    #expect(Run("serve", folder.path, "--port", "65536").code == 64)
  }

  /// `cairn serve` as a process, once it serves.
  private final class Served {
    let process = Process()
    let address: String

    var port: String { String(address.split(separator: ":")[2].dropLast()) }

    init(_ site: String) throws {
      process.executableURL = URL(fileURLWithPath: Executable.cairn)
      process.arguments = ["serve", site, "--port", "0"]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      address = line.trimmingCharacters(in: .newlines)
      try #require(address.hasPrefix("http://127.0.0.1:"))
    }
  }
}
