import Diagnostics
import Foundation
import IndexModel
import TestSupport
import Testing

@testable import HubImport

@Suite("The folder of the registry")
struct FolderTests {
  let temporary: TemporaryFolder
  let hub: SmallHub

  init() throws {
    temporary = try TemporaryFolder("registry")
    hub = try SmallHub(changing: [:])
  }

  private var path: String { temporary.path(of: "registry") }

  private func importHub() throws -> HubImport.Result {
    let folder = RegistryFolder(at: path)
    let result = try hub.imported(into: folder.contents()).result
    try folder.write(result.files)
    return result
  }

  @Test func isMadeAndFilled() throws {
    let result = try importHub()
    #expect(result.isNew)
    #expect(try RegistryFolder(at: path).contents() == result.files)
  }

  @Test func isLeftAloneTheSecondTime() throws {
    _ = try importHub()
    let again = try importHub()
    #expect(again.files == [:])
    #expect(again.packages == 1)
    #expect(!again.isNew)
  }

  @Test func takesTheSameFilesAfterAnInterruption() throws {
    let whole = try hub.imported().result.files
    let half = whole.filter { $0.key.description.hasPrefix("index/i") }
    try RegistryFolder(at: path).write(half)
    let result = try importHub()
    #expect(result.isNew)
    #expect(try RegistryFolder(at: path).contents() == whole)
  }

  @Test func getsWhatIsMissingAndKeepsWhatItsOwnersWrote() throws {
    let first = try importHub()
    let project =
      "{\"apiVersion\": \"cairn/v1\", \"kind\": \"Project\", "
      + "\"metadata\": {\"name\": \"acme\", \"description\": \"Ours\"}, \"spec\": {}}"
    try temporary.write(project, to: "registry/index/projects/acme.json")
    try temporary.remove("registry/packages/acme/foo.json")
    let result = try importHub()
    #expect(Array(result.files.keys) == ["packages/acme/foo.json"])
    #expect(result.files["packages/acme/foo.json"] == first.files["packages/acme/foo.json"])
  }

  @Test func keepsAPackageThatSaysSomethingElse() throws {
    _ = try importHub()
    let other = Array("{}".utf8)
    try temporary.write(other, to: "registry/packages/acme/foo.json")
    #expect(throws: HubImportError.differs(["packages/acme/foo.json"])) { try importHub() }
    #expect(try temporary.read("registry/packages/acme/foo.json") == other)
  }

  @Test func addsToAShardedRegistry() throws {
    let registry = """
      {"apiVersion": "cairn/v1", "kind": "Registry", "metadata": {"name": "r"},
       "spec": {"title": "R", "layout": "sharded"}}
      """
    try temporary.write(registry, to: "registry/index/registry.json")
    #expect(try importHub().files.keys.contains("packages/acme/3/f/foo.json"))
  }

  @Test func followsNoLink() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: path + "/packages", withDestinationPath: temporary.path)
    #expect(throws: HubImportError.foreignEntry("packages")) { try importHub() }
    #expect(throws: HubImportError.foreignEntry("packages")) {
      try RegistryFolder(at: path).write(["packages/a.json": []])
    }
  }

  @Test func leavesNothingBehindWhenItCannotWrite() throws {
    try temporary.write("", to: "registry/packages/acme/foo.json/file")
    let error = #expect(throws: HubImportError.self) {
      try RegistryFolder(at: path).write(["packages/acme/foo.json": [1]])
    }
    guard case .failed(let call, _, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(call == "renameat")
    let left = try FileManager.default.contentsOfDirectory(atPath: path + "/packages/acme")
    #expect(left == ["foo.json"])
  }
}
