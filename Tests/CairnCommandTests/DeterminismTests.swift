import Foundation
import TestSupport
import Testing

/// Same commit, same bytes: whatever the clock, locale, umask, host or clone.
@Suite struct DeterminismTests {
  @Test(arguments: [
    ["TZ": "Pacific/Auckland"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
    ["HOME": "/nonexistent"],
  ])
  func buildsAreEqualUnderAnother(environment: [String: String]) throws {
    let fixture = try SampleRegistry.fixture()
    let folder = try TemporaryFolder()
    #expect(try build(fixture.path, folder.path(of: "one"), [:]) == 0)
    #expect(try build(fixture.path, folder.path(of: "two"), environment) == 0)
    #expect(try Tree(folder.path(of: "one")) == Tree(folder.path(of: "two")))
  }

  @Test func buildsAreEqualUnderAnotherUmaskModesIncluded() throws {
    let fixture = try SampleRegistry.fixture()
    let folder = try TemporaryFolder()
    for (name, mask) in [("one", "022"), ("two", "077"), ("three", "000")] {
      let script =
        "umask \(mask); exec '\(Executable.cairn)' build --gzip -C '\(fixture.path)' --output '\(folder.path(of: name))'"
      #expect(try launch("/bin/sh", ["-c", script], [:]) == 0)
    }
    for name in ["two", "three"] {
      #expect(try Tree(folder.path(of: "one")) == Tree(folder.path(of: name)))
      #expect(try modes(folder.path(of: "one")) == modes(folder.path(of: name)))
    }
  }

  @Test func buildsAreEqualAfterACloneInWhateverStorage() throws {
    let fixture = try SampleRegistry.fixture()
    let folder = try TemporaryFolder()
    #expect(try build(fixture.path, folder.path(of: "one"), [:]) == 0)
    let bare = try fixture.bareClone()
    try bare.repack(strong: true)
    #expect(try build(bare.path, folder.path(of: "two"), [:]) == 0)
    #expect(try Tree(folder.path(of: "one")) == Tree(folder.path(of: "two")))
    let shallow = try fixture.shallowClone(depth: 1)
    #expect(try build(shallow.path, folder.path(of: "three"), [:]) == 0)
    #expect(try Tree(folder.path(of: "one")) == Tree(folder.path(of: "three")))
  }

  @Test func buildingAgainWritesNothing() throws {
    let fixture = try SampleRegistry.fixture()
    let output = fixture.folder.path(of: "site")
    #expect(Run("build", "-C", fixture.path, "--output", output).code == 0)
    let again = Run("build", "-C", fixture.path, "--output", output, "--json")
    #expect(again.code == 0)
    #expect(again.output.contains("\"written\": 0"))
  }

  private func build(_ repository: String, _ output: String, _ environment: [String: String]) throws
    -> Int32
  {
    try launch(
      Executable.cairn, ["build", "-C", repository, "--output", output, "--gzip"], environment)
  }

  private func launch(_ program: String, _ arguments: [String], _ environment: [String: String])
    throws -> Int32
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func modes(_ folder: String) throws -> [String: Int] {
    var modes: [String: Int] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: folder)! {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
      modes[path] = attributes[.posixPermissions] as? Int
    }
    return modes
  }
}
