import JSONText
import Testing

@Suite struct EditorTests {
  /// A change of a small document, and the text that it should give.
  struct Case: CustomTestStringConvertible, Sendable {
    let before: String
    let after: String
    let edit: @Sendable (JSONEditor, JSONDocument) -> JSONEdit?

    init(
      _ before: String, _ after: String,
      _ edit: @escaping @Sendable (JSONEditor, JSONDocument) -> JSONEdit?
    ) {
      (self.before, self.after, self.edit) = (before, after, edit)
    }

    var testDescription: String { "\(before) → \(after)" }
  }

  static let elements: [Case] = [
    Case("[\n  1,\n  2\n]\n", "[\n  1,\n  2,\n  3\n]\n") { $0.insert(3, into: $1.root, at: 2) },
    Case("[\n  1,\n  2\n]\n", "[\n  0,\n  1,\n  2\n]\n") { $0.insert(0, into: $1.root, at: 0) },
    Case("[\n  1,\n  2\n]", "[\n  1,\n  [\n    9\n  ],\n  2\n]") {
      $0.insert([9], into: $1.root, at: 1)
    },
    Case("[1, 2]", "[1, 2, {\"a\": [3, 4]}]") {
      $0.insert(["a": [3, 4]], into: $1.root, at: 2)
    },
    Case("[ 1 ]", "[ 0, 1 ]") { $0.insert(0, into: $1.root, at: 0) },
    Case("[1]", "[1, 2]") { $0.insert(2, into: $1.root, at: 1) },
    Case("[1,2]", "[1,0,2]") { $0.insert(0, into: $1.root, at: 1) },
    Case("[1,2]", "[[0,{\"a\":1}],1,2]") { $0.insert([0, ["a": 1]], into: $1.root, at: 0) },
    Case("[]\n", "[\n  1\n]\n") { $0.insert(1, into: $1.root, at: 0) },
    Case("[ \n ]\n", "[\n  1\n]\n") { $0.insert(1, into: $1.root, at: 0) },
    Case("[[], []]", "[[], [1]]") { editor, document in
      document.element(1, of: document.root).flatMap { editor.insert(1, into: $0, at: 0) }
    },
    Case(
      "{\r\n\t\"a\": []\r\n}\r\n", "{\r\n\t\"a\": [\r\n\t\t[\r\n\t\t\t1\r\n\t\t]\r\n\t]\r\n}\r\n"
    ) {
      editor, document in
      document.node(at: ["a"]).flatMap { editor.insert([1], into: $0, at: 0) }
    },
    Case("[\n    1,   2\n]", "[\n    1,   2,   3\n]") { $0.insert(3, into: $1.root, at: 2) },
  ]

  static let members: [Case] = [
    Case("{\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  \"b\": 2\n}\n") {
      $0.insert("b", 2, into: $1.root)
    },
    Case("{\n  \"a\": 1\n}\n", "{\n  \"b\": [],\n  \"a\": 1\n}\n") {
      $0.insert("b", [], into: $1.root, at: .first)
    },
    Case("{\n  \"a\": 1,\n  \"c\": 3\n}\n", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n") {
      $0.insert("b", 2, into: $1.root, at: .after("a"))
    },
    Case("{\n  \"a\": 1,\n  \"c\": 3\n}\n", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n") {
      $0.insert("b", 2, into: $1.root, at: .before("c"))
    },
    Case("{\n  \"a\": 1,\n  \"c\": 3\n}\n", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n") {
      $0.insert("b", 2, into: $1.root, at: .sortedByBytes)
    },
    Case("{\"a\": 1}", "{\"a\": 1, \"z\": 2}") {
      $0.insert("z", 2, into: $1.root, at: .sortedByBytes)
    },
    Case("{}", "{\n  \"a\\\"\": {\n    \"b\": 1\n  }\n}") {
      $0.insert("a\"", ["b": 1], into: $1.root)
    },
    Case("{\n    \"a\" : {}\n}", "{\n    \"a\" : {\n        \"b\" : 1\n    }\n}") {
      editor, document in
      document.node(at: ["a"]).flatMap { editor.insert("b", 1, into: $0) }
    },
    Case("{\"a\":1}", "{\"a\":1,\"b\":{\"c\":2}}") { $0.insert("b", ["c": 2], into: $1.root) },
    Case("{\r\n  \"a\": 1\r\n}", "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}") {
      $0.set("b", 2, in: $1.root)
    },
    Case("{\n  \"a\": 1\n}", "{\n  \"a\": 2\n}") { $0.set("a", 2, in: $1.root) },
  ]

  static let replacements: [Case] = [
    Case("[1, \"x\", 3]", "[1, null, 3]") { editor, document in
      document.element(1, of: document.root).map { editor.replace($0, with: nil) }
    },
    Case("{\n  \"a\": 1\n}\n", "{\n  \"a\": [\n    1\n  ]\n}\n") { editor, document in
      document.node(at: ["a"]).map { editor.replace($0, with: [1]) }
    },
    Case("{\n  \"a\": [\"b\", \"c\"]\n}\n", "{\n  \"a\": [\"d\", \"e\", \"f\"]\n}\n") {
      editor, document in
      document.node(at: ["a"]).map { editor.replace($0, with: ["d", "e", "f"]) }
    },
    Case("{\n  \"a\": 1\n}\n", "{\n  \"b\": 1\n}\n") { editor, document in
      document.keyNode("a", of: document.root).map { editor.replace($0, with: "b") }
    },
    Case("1", "[\n  2\n]") { $0.replace($1.root, with: [2]) },
    Case("{\"a\":[1]}\n", "{\"b\":[2,3]}\n") { $0.replace($1.root, with: ["b": [2, 3]]) },
  ]

  static let removals: [Case] = [
    Case("[\n  1,\n  2,\n  3\n]", "[\n  2,\n  3\n]") { remove([0], $0, $1) },
    Case("[\n  1,\n  2,\n  3\n]", "[\n  1,\n  3\n]") { remove([1], $0, $1) },
    Case("[\n  1,\n  2,\n  3\n]", "[\n  1,\n  2\n]") { remove([2], $0, $1) },
    Case("[ 1, 2 ]", "[ 2 ]") { remove([0], $0, $1) },
    Case("[ 1, 2 ]", "[ 1 ]") { remove([1], $0, $1) },
    Case("[\n  1\n]\n", "[]\n") { remove([0], $0, $1) },
    Case("{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}\n", "{\n  \"a\": 1\n}\n") {
      remove(["b"], $0, $1)
    },
    Case("{\"a\": 1, \"b\": 2}", "{\"b\": 2}") { editor, document in
      document.keyNode("a", of: document.root).flatMap(editor.remove)
    },
    Case("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", "{\n  \"a\": {}\n}\n") {
      remove(["a", "b"], $0, $1)
    },
  ]

  private static func remove(
    _ path: [JSONDocument.Step], _ editor: JSONEditor, _ document: JSONDocument
  ) -> JSONEdit? {
    document.node(at: path).flatMap(editor.remove)
  }

  @Test(arguments: elements + members + replacements + removals)
  func changesOnlyTheLinesConcerned(_ example: Case) throws {
    let document = try readDocument(example.before)
    let edit = try #require(example.edit(JSONEditor(document), document))
    #expect(text(document.applying(edit)) == example.after)
  }

  @Test func refusesPlacesThatAreNotThere() throws {
    let document = try readDocument("{\"a\": [1], \"b\": 2}")
    let editor = JSONEditor(document)
    let array = try #require(document.node(at: ["a"]))
    #expect(editor.insert(1, into: document.root, at: 0) == nil)
    #expect(editor.insert(1, into: array, at: 2) == nil)
    #expect(editor.insert(1, into: array, at: -1) == nil)
    #expect(editor.insert("x", 1, into: array) == nil)
    #expect(editor.insert("a", 1, into: document.root) == nil)
    #expect(editor.insert("c", 1, into: document.root, at: .before("x")) == nil)
    #expect(editor.insert("c", 1, into: document.root, at: .after("x")) == nil)
    #expect(editor.remove(document.root) == nil)
  }

  @Test func appliesSeveralEditsAtOnce() throws {
    let document = try readDocument("{\n  \"a\": [\n    1\n  ],\n  \"b\": 2,\n  \"c\": 3\n}\n")
    let editor = JSONEditor(document)
    let array = try #require(document.node(at: ["a"]))
    let edits = [
      Self.remove(["c"], editor, document), editor.insert(2, into: array, at: 1),
      editor.insert(3, into: array, at: 1), editor.set("b", 4, in: document.root),
    ].compactMap { $0 }
    let edited = try #require(document.applying(edits))
    #expect(text(edited) == "{\n  \"a\": [\n    1,\n    2,\n    3\n  ],\n  \"b\": 4\n}\n")
  }

  @Test func refusesEditsThatOverlap() throws {
    let document = try readDocument("[1, 2, 3]")
    let editor = JSONEditor(document)
    let edits = [1, 2].compactMap { Self.remove([.index($0)], editor, document) }
    #expect(edits.count == 2)
    #expect(document.applying(edits) == nil)
  }
}
