import Foundation
import TestSupport
import Testing

/// `build --plan`: what a copy of the site in an object store has to do.
@Suite struct PlanTests {
  let fixture: GitFixture
  private var site: String { fixture.folder.path(of: "site") }
  private var plan: String { fixture.folder.path(of: "plan.json") }

  init() throws { fixture = try SampleRegistry.fixture() }

  private struct Plan: Decodable {
    struct Step: Decodable {
      let phase: String
      let turn: Int
      let path: String
      let sha256: String?
      let size: Int?
      let type: String?
      let cacheControl: String?
    }
    let schema: String
    let from: String?
    let to: String
    let steps: [Step]
    let purge: [String]
  }

  private func build(_ more: String...) throws -> Plan {
    let run = Run(
      words: ["build", "-C", fixture.path, "--output", site, "--plan", plan] + more)
    try #require(run.code == 0, "\(run.errors)")
    return try read()
  }

  private func read() throws -> Plan {
    try JSONDecoder().decode(Plan.self, from: try Data(contentsOf: URL(filePath: plan)))
  }

  private func release(_ version: String) throws {
    try fixture.commit([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"),
        SampleRegistry.release(version),
      ])
    ])
  }

  @Test func firstPlanUploadsEverythingInOrder() throws {
    let plan = try build()
    let files = try Tree(site).files.filter { !$0.value.isEmpty }
    #expect(plan.from == nil && plan.purge.isEmpty)
    #expect(Set(plan.steps.map(\.path)) == Set(files.keys))
    #expect(plan.steps.allSatisfy { $0.size == files[$0.path]?.count })
    let order = ["bodies", "documents", "lists", "pointers", "deletions"]
    let phases = plan.steps.map { order.firstIndex(of: $0.phase) ?? -1 }
    #expect(phases == phases.sorted() && !phases.contains(-1))
    let entry = try #require(plan.steps.first { $0.path == "index.json" })
    #expect(entry.phase == "pointers" && entry.type == "application/json")
    #expect(entry.cacheControl?.contains("max-age") == true)
  }

  @Test func planOfAChangeNamesWhatChangesAndWhatCachesForget() throws {
    let first = try build()
    try release("1.2.0")
    let plan = try build()
    #expect(plan.from == first.to && plan.to != first.to)
    let phases = Dictionary(uniqueKeysWithValues: plan.steps.map { ($0.path, $0.phase) })
    #expect(phases["current/acme/libfoo/1.2.0.json"] == "documents")
    #expect(phases["packages/acme/libfoo.json"] == "documents")
    #expect(phases["packages/acme/index.json"] == "lists")
    #expect(phases["current/acme/libfoo/latest.json"] == "pointers")
    #expect(phases["current/acme/libfoo/1.0.0.json"] == nil)
    let base = "https://registry.example.org/"
    #expect(plan.purge.contains(base + "current/acme/libfoo/latest.json"))
    #expect(!plan.purge.contains(base + "current/acme/libfoo/1.2.0.json"))
  }

  /// Of this repository's own registry, which has a little of everything.
  @Test func nothingLeadsToWhatIsNotUploadedBefore() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let registry = tests.appending(path: "../..").path
    let run = Run(
      words: ["build", "-C", registry, "--worktree", "--output", site, "--plan", plan])
    try #require(run.code == 0, "\(run.errors)")
    let steps = try read().steps
    let turns = Dictionary(uniqueKeysWithValues: steps.map { ($0.path, $0.turn) })
    var count = 0
    for step in steps where step.path.hasSuffix(".json") {
      let data = try Data(contentsOf: URL(filePath: "\(site)/\(step.path)"))
      let base = try #require(URL(string: "https://site.test/\(step.path)"))
      for href in Self.hrefs(in: try JSONSerialization.jsonObject(with: data)) {
        let target = try #require(URL(string: href, relativeTo: base)?.absoluteURL)
        guard target.host() == "site.test", let turn = turns[String(target.path().dropFirst())]
        else { continue }
        count += 1
        #expect(turn < step.turn, "\(step.path) leads to \(href)")
      }
    }
    #expect(count > 100)
    #expect(steps.map(\.turn) == steps.map(\.turn).sorted() && steps.last?.path == "index.json")
  }

  private static func hrefs(in value: Any) -> [String] {
    if let values = value as? [Any] { return values.flatMap(hrefs) }
    guard let object = value as? [String: Any] else { return [] }
    return object.flatMap { key, value in
      (key == "href" ? (value as? String).map { [$0] } : nil) ?? hrefs(in: value)
    }
  }

  /// The upload failed, and the build runs again.
  @Test func planThatLeadsToTheSiteStaysUntilTheSiteChanges() throws {
    _ = try build()
    try release("1.2.0")
    let steps = try build().steps.map(\.path)
    #expect(!steps.isEmpty)
    for option in ["--json", "--full"] { #expect(try build(option).steps.map(\.path) == steps) }
    try release("1.3.0")
    #expect(try build("--allow-rewrite").steps.map(\.path) != steps)
  }

  @Test func planOfNothingIsEmpty() throws {
    let first = try build()
    try FileManager.default.removeItem(atPath: plan)
    let plan = try build()
    #expect(
      plan.steps.isEmpty && plan.purge.isEmpty && plan.from == first.to && plan.to == first.to)
  }

  @Test func refusedBuildLeavesThePlanBeforeIt() throws {
    _ = try build()
    let before = try fixture.folder.read("plan.json")
    try fixture.commit(["index/projects/zed.json": "{"])
    #expect(Run("build", "-C", fixture.path, "--output", site, "--plan", plan).code == 1)
    #expect(try fixture.folder.read("plan.json") == before)
  }

  /// A commit that fails leaves the plan that nobody may have applied yet.
  @Test(.enabled(if: Trace.program != nil))
  func failedCommitLeavesThePlanBeforeIt() throws {
    _ = try build()
    let before = try fixture.folder.read("plan.json")
    try release("1.2.0")
    let run = try Trace.build(
      fixture.path, ["syncfs:error=ENOSPC"], into: ["--output", site, "--plan", plan])
    #expect(run.code == 74, "\(run.errors)")
    #expect(try fixture.folder.read("plan.json") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    #expect(!names.contains { $0.hasSuffix(".cairn-new") }, "\(names)")
  }

  /// One that was killed before it could show its plan, with the site live.
  @Test func planOfAKilledBuildIsShownByTheNext() throws {
    _ = try build()
    try release("1.2.0")
    let steps = try build().steps.map(\.path)
    try FileManager.default.moveItem(
      atPath: plan, toPath: fixture.folder.path(of: ".plan.json.cairn-new"))
    #expect(try build().steps.map(\.path) == steps)
  }

  /// What stands where the plan should go, and stays.
  static let odd: [(String, @Sendable (String) throws -> Void)] = [
    (
      "a link",
      {
        try Data("precious".utf8).write(to: URL(filePath: $0 + "-real"))
        try FileManager.default.createSymbolicLink(
          atPath: $0, withDestinationPath: "plan.json-real")
      }
    ),
    ("a pipe", { _ = mkfifo($0, 0o600) }),
    (
      "a folder",
      { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false) }
    ),
  ]

  @Test(arguments: odd.map(\.0))
  func refusesToReplaceWhatIsNoFile(_ name: String) throws {
    try Self.odd.first { $0.0 == name }!.1(plan)
    let before = try FileManager.default.attributesOfItem(atPath: plan)[.type] as? FileAttributeType
    let run = Run("build", "-C", fixture.path, "--output", site, "--plan", plan)
    #expect(run.code == 73 && run.errors.contains("is not a regular file"), "\(run.errors)")
    let after = try FileManager.default.attributesOfItem(atPath: plan)[.type] as? FileAttributeType
    #expect(before == after && !FileManager.default.fileExists(atPath: site))
  }

  @Test func refusesADevice() throws {
    let run = Run("build", "-C", fixture.path, "--output", site, "--plan", "/dev/null")
    #expect(run.code == 73 && run.errors.contains("is not a regular file"), "\(run.errors)")
  }

  @Test(arguments: ["site", "site/plan.json", "site/current/plan.json"])
  func refusesAPlanInsideTheSite(_ path: String) throws {
    for _ in 1...2 {
      let run = Run(
        "build", "-C", fixture.path, "--output", site, "--plan", fixture.folder.path(of: path))
      #expect(run.code == 73, "\(run.errors)")
      _ = Run("build", "-C", fixture.path, "--output", site)
    }
  }

  /// A copy on a WebDAV server that does what each plan says is the site.
  @Test(.enabled(if: Host.isThere)) func copyThatFollowsThePlansIsTheSite() throws {
    let host = try Host(fixture.folder.path(of: "copy"))
    for version in ["1.2.0", "1.3.0", "1.4.0"] {
      _ = try build("--allow-rewrite")
      try host.apply(plan, site)
      #expect(try Tree(host.folder) == Tree(site))
      // The release before goes, with all its documents.
      try release(version)
    }
  }

  @Test(.enabled(if: Host.isThere)) func planIsAppliedOnlyWhereItLeadsFrom() throws {
    let host = try Host(fixture.folder.path(of: "copy"))
    _ = try build()
    try release("1.2.0")
    _ = try build()
    // The copy has nothing, and the plan leads from the first generation.
    try host.apply(plan, site, expecting: 73)
    #expect(try Tree(host.folder).files.isEmpty)
    try FileManager.default.removeItem(atPath: site)
    try FileManager.default.removeItem(atPath: plan)
    _ = try build()
    // Another site than the plan's.
    let entry = "\(site)/openapi.json"
    let text = try Data(contentsOf: URL(filePath: entry))
    try Data("{}".utf8).write(to: URL(filePath: entry))
    try host.apply(plan, site, expecting: 73)
    #expect(try Tree(host.folder).files.isEmpty)
    try text.write(to: URL(filePath: entry))
    // A second run of the same plan mends what the first left.
    try host.apply(plan, site)
    try FileManager.default.removeItem(atPath: "\(host.folder)/packages/acme/libfoo.json")
    try host.apply(plan, site)
    #expect(try Tree(host.folder) == Tree(site))
  }
}

/// A store on loopback: `rclone serve webdav`.
private final class Host {
  let folder: String
  private let remote: String
  private let process = Process()

  static let isThere = ["rclone", "jq"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
  }

  init(_ folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let address = "127.0.0.1:\(UInt16.random(in: 30_000..<40_000))"
    remote = ":webdav,url='http://\(address)/':"
    process.executableURL = URL(filePath: "/usr/bin/rclone")
    process.arguments = ["serve", "webdav", "--addr", address, folder]
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<100 where try Self.run(["/usr/bin/rclone", "lsf", remote]) != 0 {
      try #require(process.isRunning, "rclone does not serve \(address)")
      usleep(50_000)
    }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  func apply(_ plan: String, _ site: String, expecting code: Int32 = 0) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scripts/apply-plan").path
    #expect(try Self.run([script, plan, site, remote]) == code)
  }

  private static func run(_ words: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
