import Foundation
import JSONText
import TestSupport
import Testing

@testable import CairnCommand

@Suite("cairn import small-form")
struct ImportSmallFormTests {
  let folder: TemporaryFolder
  private var registry: String { folder.path(of: "registry") }
  private let libfoo = DecentralisedTests.file("dave-libfoo")

  init() throws { folder = try TemporaryFolder("small-form") }

  private func answer(_ run: Run) throws -> JSONValue {
    let document = try JSONDocument.read(Array(run.output.utf8)).get()
    return try #require(JSONValue(document.root, of: document))
  }

  @Test func answersWithCountsAndFindings() throws {
    let run = Run("import", "small-form", libfoo, "--into", registry, "--json")
    #expect(run.code == 0)
    #expect(run.errors == "")
    let answer = try answer(run)
    #expect(answer["schema"] == "schema/v1/import.schema.json")
    #expect(answer["packages"] == 1)
    #expect(answer["releases"] == 4)
    #expect(answer["findings"] == [])
  }

  @Test func answersWithNothingWhereAnErrorStops() throws {
    let broken = folder.path(of: "broken.json")
    try folder.write("{\n  \"owner_identity\": 1\n}\n", to: "broken.json")
    let run = Run("import", "small-form", libfoo, broken, "--into", registry, "--json")
    #expect(run.code == 1)
    let answer = try answer(run)
    #expect(answer["packages"] == 0)
    #expect(answer["releases"] == 0)
    guard case .array(let findings)? = answer["findings"] else {
      Issue.record("no findings")
      return
    }
    let finding = try #require(findings.first { $0["line"] == 2 })
    #expect(finding["path"] == .string(broken))
    #expect(finding["column"] == 21)
    #expect(!FileManager.default.fileExists(atPath: registry))
  }

  @Test func saysWhatIsNext() {
    let run = Run("import", "small-form", libfoo, "--into", registry)
    #expect(
      run.output == "\(registry): 1 package, 4 releases, 0 package indexes; 6 files written\n")
    #expect(run.errors.contains("index/identities/dave.json which account is dave's"))
    #expect(
      run.errors.hasSuffix(
        "  git init\n  git add -A && git commit -m 'Import indexes'\n  cairn check\n"))
    let again = Run("import", "small-form", libfoo, "--into", registry)
    #expect(again.output.hasSuffix("0 files written\n"))
    #expect(again.errors == "\nnext:\n  cd \(registry)\n  cairn check\n")
  }

  @Test func namesANewRegistry() throws {
    let run = Run(
      "import", "small-form", libfoo, "--into", registry, "--operations", "ops", "--name", "mine",
      "--base-url", "https://registry.example.org/")
    #expect(run.code == 0)
    let text = String(decoding: try folder.read("registry/index/registry.json"), as: UTF8.self)
    #expect(text.contains("\"name\": \"mine\""))
    #expect(text.contains("\"ops\""))
    #expect(text.contains("https://registry.example.org/"))
  }

  @Test func leavesAFileUnreadThatIsTooLarge() throws {
    try folder.write(String(repeating: " ", count: 10_000_000), to: "large.json")
    let run = Run(
      "import", "small-form", folder.path(of: "large.json"), "--into", registry)
    #expect(run.code == 1)
    #expect(run.output.contains("large.json:1:1: error: the file has more than 1048576 bytes"))
    #expect(!FileManager.default.fileExists(atPath: registry))
  }

  @Test(arguments: [
    (["missing.json", "--into", "x"], 66), (["--into", "x"], 64), (["-", "-", "--into", "x"], 64),
    (["a.json"], 64),
  ])
  func refusesWhatCannotBeRead(_ words: [String], _ code: Int) {
    let run = Run(
      words: ["import", "small-form"] + words.map { $0 == "x" ? registry : $0 })
    #expect(Int(run.code) == code)
    #expect(!FileManager.default.fileExists(atPath: registry))
  }

  @Test func refusesAFolderThatIsNone() throws {
    try folder.write("", to: "registry")
    #expect(Run("import", "small-form", libfoo, "--into", registry).code == 73)
    #expect(
      Run("import", "small-form", libfoo, "--into", folder.path(of: "no/such/folder")).code == 73)
  }

  @Test(arguments: [["--operations", "roles"], ["--name", "a b"], ["--base-url", "http://x/"]])
  func refusesWhatIsNoNameOrAddress(_ option: [String]) {
    let run = Run(words: ["import", "small-form", libfoo, "--into", registry] + option)
    #expect(run.code == 64)
    #expect(!FileManager.default.fileExists(atPath: registry))
  }

  @Test func readsTheStandardInput() throws {
    let script = "cat '\(libfoo)' | '\(Executable.cairn)' import small-form - --into '\(registry)'"
    let run = try Program("/bin/sh", ["-c", script])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("1 package, 4 releases"))
    let large = try Program(
      "/bin/sh",
      [
        "-c",
        "yes | head -c 3000000 | '\(Executable.cairn)' import small-form - --into '\(registry)'",
      ])
    #expect(large.status == 1)
    #expect(large.output.contains("<standard input>:1:1: error: the file has more than"))
  }

  @Test func explainsItsFindings() {
    #expect(Run("explain", "small-form-unnumbered").code == 0)
    #expect(Run("import", "small-form", "--help").output.contains("owner_identity"))
  }
}
