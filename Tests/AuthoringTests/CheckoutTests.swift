import Authoring
import Foundation
import IndexModel
import TestSupport
import Testing

@Suite struct CheckoutTests {
  private func mode(_ path: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func writesNewFilesWithTheFoldersThatTheyNeed() throws {
    let desk = try Desk()
    try desk.checkout.write([Draft(path: "index/projects/acme.json", after: bytes("new"))])
    #expect(try desk.text("index/projects/acme.json") == "new")
    #expect(desk.names == ["index", "index/projects", "index/projects/acme.json"])
    #expect(try mode(desk.folder.path(of: "index/projects/acme.json")) & 0o111 == 0)
  }

  @Test func replacesAFileAndKeepsItsMode() throws {
    let desk = try Desk(["a/b.json": "old"])
    let place = desk.folder.path(of: "a/b.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: place)
    try desk.checkout.write([Draft(path: "a/b.json", before: bytes("old"), after: bytes("new"))])
    #expect(try desk.text("a/b.json") == "new")
    #expect(try mode(place) == 0o640)
    #expect(desk.names == ["a", "a/b.json"])
  }

  @Test func sweepsWhatKilledCommandsLeft() throws {
    let desk = try Desk([
      "a/.b.json.cairn-1": "old", "a/.b.json.cairn-2": "young", "a/.cairn-3": "x",
    ])
    for name in ["a/.b.json.cairn-1", "a/.cairn-3"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3600)],
        ofItemAtPath: desk.folder.path(of: name))
    }
    try desk.checkout.write([Draft(path: "a/c.json", after: bytes("new"))])
    #expect(desk.names == ["a", "a/.b.json.cairn-2", "a/.cairn-3", "a/c.json"])
  }

  @Test func refusesToTakeThePlaceOfAFile() throws {
    let desk = try Desk(["a/b.json": "old"])
    #expect(throws: AuthoringError.exists("a/b.json")) {
      try desk.checkout.write([Draft(path: "a/b.json", after: bytes("new"))])
    }
    #expect(try desk.text("a/b.json") == "old")
  }

  @Test func refusesToReplaceWhatChangedMeanwhile() throws {
    let desk = try Desk(["a/b.json": "newer"])
    #expect(throws: AuthoringError.changed("a/b.json")) {
      try desk.checkout.write([Draft(path: "a/b.json", before: bytes("old"), after: bytes("new"))])
    }
    #expect(try desk.text("a/b.json") == "newer")
  }

  @Test func followsNoLink() throws {
    let outside = try Desk(["file": "secret"])
    let desk = try Desk(["folder/file": "old"])
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: desk.folder.path(of: "folder/link"),
      withDestinationPath: outside.folder.path(of: "file"))
    try manager.createSymbolicLink(
      atPath: desk.folder.path(of: "away"), withDestinationPath: outside.folder.path)
    for path: RepositoryPath in ["folder/link", "away/file"] {
      #expect(throws: AuthoringError.notPlain(path.description)) { try desk.checkout.read(path) }
      #expect(throws: AuthoringError.notPlain(path.description)) {
        try desk.checkout.write([Draft(path: path, before: bytes("secret"), after: bytes("x"))])
      }
    }
    #expect(throws: AuthoringError.notPlain("away/new")) {
      try desk.checkout.write([Draft(path: "away/new", after: bytes("x"))])
    }
    #expect(try desk.checkout.kind(of: "folder/link") == .symlink)
    #expect(try desk.checkout.kind(of: "away/file") == nil)
    #expect(outside.names == ["file"])
    #expect(try outside.text("file") == "secret")
  }

  @Test(arguments: ["..", "../x", "a/../../x", "a/./b", "/x", "a//b", "a/", "", "a\0b"])
  func refusesPathsThatLeaveTheCheckout(_ path: String) throws {
    let desk = try Desk(["a/b": "old"])
    let path = RepositoryPath(path)
    #expect(throws: AuthoringError.unsafePath(path)) { try desk.checkout.read(path) }
    #expect(throws: AuthoringError.unsafePath(path)) {
      try desk.checkout.write([Draft(path: path, after: bytes("x"))])
    }
  }

  @Test func takesBackWhatWasWrittenWhenSomethingFails() throws {
    let desk = try Desk(["a.json": "old", "file": "no folder"])
    #expect(throws: AuthoringError.notPlain("file/x.json")) {
      try desk.checkout.write([
        Draft(path: "b.json", after: bytes("new")),
        Draft(path: "a.json", before: bytes("old"), after: bytes("new")),
        Draft(path: "file/x.json", after: bytes("new")),
      ])
    }
    #expect(desk.names == ["a.json", "file"])
    #expect(try desk.text("a.json") == "old")
  }

  @Test func readsNothingWhereNothingIs() throws {
    let desk = try Desk(["a/b": "x"])
    #expect(try desk.checkout.read("a/c") == nil)
    #expect(try desk.checkout.read("x/y/z") == nil)
    #expect(try desk.checkout.size(of: "a/b") == 1)
    #expect(try desk.checkout.entries(of: "nowhere").isEmpty)
    #expect(try desk.checkout.entries(of: "a").map(\.name) == [bytes("b")])
    #expect(throws: AuthoringError.notPlain("a")) { try desk.checkout.read("a") }
  }

  @Test func leavesAFileAloneThatDoesNotChange() throws {
    let desk = try Desk(["a": "x"])
    let place = desk.folder.path(of: "a")
    let before = try FileManager.default.attributesOfItem(atPath: place)[.systemFileNumber] as? Int
    try desk.checkout.write([Draft(path: "a", before: bytes("x"), after: bytes("x"))])
    let after = try FileManager.default.attributesOfItem(atPath: place)[.systemFileNumber] as? Int
    #expect(before == after)
  }
}
