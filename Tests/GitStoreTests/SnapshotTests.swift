import Foundation
import GitStore
import IndexModel
import TestSupport
import Testing

@Suite struct SnapshotTests {
  private func head(of git: GitFixture) throws -> GitSnapshot {
    let repository = try GitRepository.open(at: git.path)
    return try repository.snapshot(of: repository.resolve("HEAD"))
  }

  private func snapshot(of tree: ObjectID, in git: GitFixture) throws -> GitSnapshot {
    try GitRepository.open(at: git.path).snapshot(of: git.commit(tree: tree))
  }

  @Test func listsByNameBytesWhereGitOrdersFoldersLast() throws {
    let git = try GitFixture()
    try git.commit(["a/x": "1", "a.json": "2", "a-b": "3", "é": "4", "Z": "5"])
    let snapshot = try head(of: git)
    let names = try snapshot.list(snapshot.root).map { String(decoding: $0.name, as: UTF8.self) }
    #expect(names == ["Z", "a", "a-b", "a.json", "é"])
  }

  @Test func readsTheEmptyTreeAndTheEmptyBlob() throws {
    let git = try GitFixture()
    try git.commit()
    let empty = try head(of: git)
    #expect(try empty.list(empty.root) == [])
    try git.commit(["empty": ""])
    let snapshot = try head(of: git)
    let file = try #require(try snapshot.entry(at: "empty"))
    #expect(try snapshot.size(of: file.id) == 0)
    #expect(try snapshot.read(file.id) == [])
  }

  @Test func reportsOddEntriesAsTheyAre() throws {
    let git = try GitFixture()
    let blob = try git.blob("x")
    let tree = try git.rawTree([
      ("100644", ".git", blob), ("100755", "executable", blob), ("40000", "folder", blob),
      ("120000", "link", blob), ("100664", "odd", blob), ("160000", "submodule", blob),
    ])
    let snapshot = try snapshot(of: tree, in: git)
    #expect(
      try snapshot.list(snapshot.root).map(\.kind) == [
        .file, .executable, .folder, .symlink, .odd(0o100664), .submodule,
      ])
  }

  @Test func keepsNamesThatAreNotUTF8Apart() throws {
    let git = try GitFixture()
    let blob = try git.blob("x")
    var bytes: [UInt8] = []
    for last: UInt8 in [0xFE, 0xFF] {
      bytes += Array("100644 a".utf8) + [last, 0] + blob.bytes
    }
    let snapshot = try snapshot(of: git.rawObject("tree", bytes), in: git)
    #expect(try snapshot.list(snapshot.root).map(\.name) == [[0x61, 0xFE], [0x61, 0xFF]])
  }

  struct Hostile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let entries: [String]
    let detail: String

    init(_ testDescription: String, _ entries: [String], _ detail: String) {
      (self.testDescription, self.entries, self.detail) = (testDescription, entries, detail)
    }
  }

  @Test(arguments: [
    Hostile("the same entry twice", ["100644 a", "100644 a"], "two entries 'a'"),
    Hostile("a file and a folder", ["100644 a", "40000 a"], "two entries 'a'"),
    Hostile(
      "a file and a folder that are no neighbours", ["100644 a", "100644 a.b", "40000 a"],
      "two entries 'a'"),
    Hostile("names out of order", ["100644 b", "100644 a"], "not in order"),
    Hostile("a folder before its place", ["40000 a", "100644 a.b"], "not in order"),
    Hostile("an empty name", ["100644 "], "empty name"),
    Hostile("a name with a slash", ["100644 a/b"], "slash"),
    Hostile("no mode", [" a"], "malformed mode"),
    Hostile("a mode that is not octal", ["100698 a"], "malformed mode"),
    Hostile("a mode without end", ["10064410064410064410064410 a"], "malformed mode"),
  ])
  func refusesATreeThatGitWouldNotWrite(hostile: Hostile) throws {
    let git = try GitFixture()
    let blob = try git.blob("x")
    let bytes = hostile.entries.flatMap { entry -> [UInt8] in Array(entry.utf8) + [0] + blob.bytes }
    let snapshot = try snapshot(of: git.rawObject("tree", bytes), in: git)
    let error = #expect(throws: SnapshotError.self) { try snapshot.list(snapshot.root) }
    guard case .unreadable(snapshot.root, let detail) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(detail.contains(hostile.detail))
  }

  @Test func refusesATreeThatBreaksOffAnywhere() throws {
    let git = try GitFixture()
    let whole = try Array("100644 a".utf8) + [0] + git.blob("x").bytes
    for length in 1..<whole.count {
      let tree = try git.rawObject("tree", whole.prefix(length))
      let snapshot = try snapshot(of: tree, in: git)
      #expect(throws: SnapshotError.self, "\(length) bytes") { try snapshot.list(tree) }
    }
  }

  @Test func refusesAnObjectOfAnotherKind() throws {
    let git = try GitFixture()
    try git.commit(["a": "1"])
    let snapshot = try head(of: git)
    let file = try #require(try snapshot.entry(at: "a")).id
    let listing = SnapshotError.unreadable(file, detail: "it is a blob, not a tree")
    #expect(throws: listing) { try snapshot.list(file) }
    let reading = SnapshotError.unreadable(snapshot.root, detail: "it is a tree, not a blob")
    #expect(throws: reading) { try snapshot.read(snapshot.root) }
    #expect(throws: reading) { try snapshot.size(of: snapshot.root) }
  }

  @Test func saysWhatIsMissingAndWhatIsDamaged() throws {
    let git = try GitFixture()
    try git.commit(["a": "1", "b": "22"])
    let snapshot = try head(of: git)
    let missing = try #require(try snapshot.entry(at: "a")).id
    let damaged = try #require(try snapshot.entry(at: "b")).id
    try FileManager.default.removeItem(atPath: git.looseObject(missing))
    try git.damageLooseObject(damaged)
    #expect(throws: SnapshotError.missing(missing)) { try snapshot.read(missing) }
    let error = #expect(throws: SnapshotError.self) { try snapshot.read(damaged) }
    guard case .unreadable(damaged, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func noticesAnObjectWithTheContentOfAnother() throws {
    let git = try GitFixture()
    try git.commit(["a": "1", "b": "2"])
    let snapshot = try head(of: git)
    let left = try #require(try snapshot.entry(at: "a")).id
    let right = try #require(try snapshot.entry(at: "b")).id
    try FileManager.default.removeItem(atPath: git.looseObject(left))
    try FileManager.default.copyItem(
      atPath: git.looseObject(right), toPath: git.looseObject(left))
    #expect(throws: SnapshotError.self) { try snapshot.read(left) }
  }

  @Test func mayBeReadByManyThreadsAtOnce() throws {
    let git = try GitFixture()
    try git.commit(
      Dictionary(uniqueKeysWithValues: (0..<50).map { ("packages/a/\($0).json", "\($0)") }))
    let snapshot = try head(of: git)
    let folder = try #require(try snapshot.entry(at: "packages/a")).id
    let expected = try snapshot.list(folder)
    DispatchQueue.concurrentPerform(iterations: 400) { _ in
      #expect((try? snapshot.list(folder)) == expected)
    }
  }

  @Test func seesObjectsThatComeAfterItWasOpened() throws {
    let git = try GitFixture()
    try git.commit(["a": "1"])
    let repository = try GitRepository.open(at: git.path)
    let first = try repository.snapshot(of: repository.resolve("HEAD"))
    try git.commit(["a": "2"])
    try git.repack()
    let second = try repository.snapshot(of: repository.resolve("HEAD"))
    #expect(try second.list(second.root) != first.list(first.root))
  }
}
