import IndexModel
import JSONText
import TestSupport
import Testing

@testable import Authoring

/// Steps of an edit: the place of what comes, and the lines that each step changes.
@Suite struct DocumentEditTests {
  private func edit(_ text: String) throws -> DocumentEdit {
    let document = try #require(JSONDocument.read(Array(text.utf8)).document)
    return DocumentEdit(document, versions: .semver)
  }

  private func text(_ edit: DocumentEdit) -> String { String(decoding: edit.bytes, as: UTF8.self) }

  @Test func aMemberComesBehindThoseThatTheSchemaHasBefore() throws {
    var edit = try edit(#"{"spec": {"title": "T", "releases": []}}"#)
    try edit.set(["spec", "deprecated"], to: ["replacedBy": "a/b", "message": "x"])
    try edit.set(["spec", "roles", "owner"], to: ["ada"])
    #expect(
      text(edit)
        == #"{"spec": {"title": "T", "roles": {"owner": ["ada"]}, "deprecated": {"message": "x", "replacedBy": "a/b"}, "releases": []}}"#
    )
  }

  @Test func containersThatAreLeftEmptyGoWithTheLastOfThem() throws {
    var edit = try edit(#"{"spec": {"roles": {"author": ["ada"]}, "releases": []}}"#)
    try edit.remove(["spec", "roles", "author", 0], below: ["spec"])
    #expect(text(edit) == #"{"spec": {"releases": []}}"#)
  }

  @Test func stepsThatTouchEachOtherAreOneChangeOfLines() throws {
    var edit = try edit(
      "{\n  \"spec\": {\n    \"roles\": {\n      \"owner\": [\n        \"a\"\n      ]\n    },\n    \"license\": \"MIT\"\n  }\n}\n"
    )
    try edit.append("b", to: ["spec", "roles", "owner"])
    try edit.append("c", to: ["spec", "roles", "owner"])
    try edit.set(["spec", "license"], to: "ISC")
    #expect(edit.changes.map(\.added.count) == [3, 1])
    #expect(edit.changes.map(\.removed.count) == [1, 1])
  }

  @Test(arguments: [
    #"{"spec": []}"#, #"{"spec": {"roles": 1}}"#, #"{"spec": {"roles": {"owner": {}}}}"#,
  ])
  func whatIsNoContainerHasNoPlace(_ text: String) throws {
    var edit = try edit(text)
    #expect(throws: DocumentEdit.NoPlace.self) {
      try edit.append("ada", to: ["spec", "roles", "owner"])
    }
    #expect(self.text(edit) == text)
  }
}

@Suite struct DraftedSnapshotTests {
  @Test func holdsTheDraftsOverTheTree() throws {
    let base = LiteralSnapshot(["a/b/c": "old", "a/d": "d", "e": "e"])
    func draft(_ path: String, _ text: String) -> Draft {
      Draft(path: RepositoryPath(path), after: Array(text.utf8))
    }
    let drafted = try DraftedSnapshot(
      [draft("a/b/c", "new"), draft("a/aa", "more"), draft("x/y/z", "deep"), draft("e", "e")],
      over: base)
    let changes = try TreeChange.between(base, drafted)
    #expect(changes.map(\.path.description) == ["a/aa", "a/b/c", "x/y/z"])
    for change in changes {
      let entry = try #require(change.new)
      #expect(try drafted.size(of: entry.id) == drafted.read(entry.id).count)
    }
    let folder = try drafted.entry(at: "a")
    let names = try drafted.list(try #require(folder).id).map {
      String(decoding: $0.name, as: UTF8.self)
    }
    #expect(names == ["aa", "b", "d"])
    #expect(try DraftedSnapshot([draft("a/d", "d")], over: base).root == base.root)
  }
}
