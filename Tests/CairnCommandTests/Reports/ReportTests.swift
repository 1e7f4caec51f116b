import Foundation
import TestSupport
import Testing

@testable import CairnCommand

/// `cairn check --format`, on a real change and on a real state.
@Suite struct ReportTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Golden/reports")

  /// Writes what is instead of what should be: the run fails all the same, and the difference is reviewed as code.
  private static let isRecording = ProcessInfo.processInfo.environment["CAIRN_RECORD"] != nil

  @Test(arguments: ReportFormat.all.map(\.name))
  func printsTheReviewedReport(_ format: String) throws {
    let run = try SampleChange().check("--format", format)
    #expect(run.code == 1, "\(run.errors)")
    let file = Self.folder.appendingPathComponent("change.\(format)")
    guard !Self.isRecording else {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(run.output.utf8).write(to: file)
      Issue.record("recorded \(format): review the difference, then run without CAIRN_RECORD")
      return
    }
    #expect(run.output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test(arguments: ["github", "sarif", "gitlab", "rdjson"])
  func tellsTheVerdictBesideAFormatWithoutAPlaceForIt(_ format: String) throws {
    let run = try SampleChange().check("--format", format)
    #expect(run.errors.contains("refused: release-altered acme/libfoo@1.0.0"))
    #expect(run.errors.contains("\nverdict: fail, at 2026-02-01T00:00:00Z\n"))
    #expect(try SampleChange().check("--format", format, "--quiet").errors == "")
  }

  @Test(arguments: ReportFormat.all.map(\.name))
  func everyFormatPassesAStateWithoutFindings(_ format: String) throws {
    let git = try SampleRegistry.fixture()
    let run = Run("check", "-C", git.path, "--format", format)
    #expect(run.code == 0, "\(run.output)")
    let expected: [String: String] = [
      "text": "", "github": "", "gitlab": "[]\n",
    ]
    if let expected = expected[format] { #expect(run.output == expected) }
  }

  @Test func oneAnswerAtATime() throws {
    let git = try SampleRegistry.fixture()
    #expect(Run("check", "-C", git.path, "--json", "--format", "text").code == 64)
    #expect(Run("check", "-C", git.path, "--json", "--format", "sarif").code == 64)
    let json = Run("check", "-C", git.path, "--json")
    #expect(json.code == 0)
    #expect(Run("check", "-C", git.path, "--json", "--format", "json").output == json.output)
    #expect(Run("check", "-C", git.path, "--format", "yaml").code == 64)
  }

  @Test func helpExplainsEachFormat() {
    let help = Run("check", "--help").output
    for format in ReportFormat.all { #expect(help.contains("\(format.summary)\n")) }
  }

  @Test func countsOneFileAsOne() throws {
    let git = try GitFixture()
    try git.commit(["index/registry.json": #require(SampleRegistry.files["index/registry.json"])])
    let errors = Run("check", "-C", git.path).errors
    #expect(!errors.contains("1 files"), "\(errors)")
  }

  /// The schemas, and the Markdown that GitHub renders, are other people's; without python or the network the script cannot get them.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func reportsAreValidByTheirSchemas() throws {
    let folder = try TemporaryFolder("reports")
    let hostile = try HostileText.all.map { try ReportFixture($0).change(findings: 5) }
    let state = try SampleRegistry.fixture()
    for format in ["sarif", "junit", "markdown"] {
      let printed = try #require(ReportFormat.all.first { $0.name == format })
      for (number, report) in hostile.enumerated() {
        try folder.write(
          printed.print(report, ReportStyle(colors: false)), to: "\(number).\(format)")
      }
      try folder.write(try SampleChange().check("--format", format).output, to: "change.\(format)")
      try folder.write(
        Run("check", "-C", state.path, "--format", format).output, to: "state.\(format)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.count == 3 * (hostile.count + 2))
    let script = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scripts/validate-reports")
    let process = Process()
    process.executableURL = script
    process.arguments = files.map { folder.path(of: $0) }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(
      decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus != 69 else {
      return print("skipped: the validators cannot be installed")
    }
    #expect(process.terminationStatus == 0, "\(output.prefix(2000))")
  }
}
