import JSONText
import Testing

@Suite struct DocumentTests {
  static let sample: Marked = """
    {
      "name": «"ropey"»,
      "tags": [«"a"», "b\\u0021"],
      "size": «-42»,
      "ok": «true», "no": «false», "nothing": «null»,
      "a/b~c": «{"": [[], {"x": 7}]}»
    }
    """

  let document: JSONDocument

  init() throws { document = try JSONDocument.read(Self.sample.bytes).get() }

  @Test func knowsTheRangeOfEachValue() throws {
    let paths: [[JSONDocument.Step]] = [
      ["name"], ["tags", 0], ["size"], ["ok"], ["no"], ["nothing"], ["a/b~c"],
    ]
    let ranges = try paths.map { document.range(of: try #require(document.node(at: $0))) }
    #expect(ranges == Self.sample.ranges)
    #expect(document.range(of: document.root) == 0..<Self.sample.bytes.count)
  }

  @Test func knowsTheRangeOfEachKey() throws {
    let key = try #require(document.keyNode("tags", of: document.root))
    #expect(text(Array(document.bytes[document.range(of: key)])) == "\"tags\"")
    #expect(document.kind(of: key) == .string)
    #expect(document.keyNode("tag", of: document.root) == nil)
  }

  @Test func readsScalars() throws {
    func node(_ steps: JSONDocument.Step...) throws -> JSONDocument.Node {
      try #require(document.node(at: steps))
    }
    #expect(try document.string(node("name")) == "ropey")
    #expect(try document.string(node("tags", 1)) == "b!")
    #expect(try document.integer(node("size")) == -42)
    #expect(try document.bool(node("ok")) == true)
    #expect(try document.bool(node("no")) == false)
    #expect(try document.kind(of: node("nothing")) == .null)
    #expect(try document.integer(node("a/b~c", "", 1, "x")) == 7)
  }

  @Test func answersNilForAnotherKind() throws {
    for node in [document.root, try #require(document.node(at: ["tags"]))] {
      #expect(document.string(node) == nil)
      #expect(document.integer(node) == nil)
      #expect(document.bool(node) == nil)
      #expect(document.withUTF8(of: node) { $0.count } == nil)
      #expect(!document.equals(node, ""))
    }
    let name = try #require(document.member("name", of: document.root))
    #expect(document.count(of: name) == 0)
    #expect(Array(document.elements(of: name)).isEmpty)
    #expect(Array(document.members(of: name)).isEmpty)
    #expect(document.member("x", of: name) == nil)
    #expect(document.element(0, of: document.root) == nil)
  }

  @Test func iteratesOverChildrenOnly() throws {
    let keys = document.members(of: document.root).map { document.string($0.key) ?? "" }
    #expect(keys == ["name", "tags", "size", "ok", "no", "nothing", "a/b~c"])
    #expect(document.count(of: document.root) == 7)
    let tags = try #require(document.member("tags", of: document.root))
    #expect(document.elements(of: tags).map { document.string($0) } == ["a", "b!"])
    #expect(document.count(of: tags) == 2)
    #expect(document.element(2, of: tags) == nil)
    #expect(document.element(-1, of: tags) == nil)
  }

  @Test func comparesTextByBytes() throws {
    let composed = try readDocument("[\"\u{e9}\", \"\\u00e9\"]")
    for element in composed.elements(of: composed.root) {
      #expect(composed.equals(element, "\u{e9}"))
      #expect(!composed.equals(element, "e\u{301}"))
      #expect(!composed.equals(element, "\u{e9}x"))
      #expect(composed.withUTF8(of: element) { $0.count } == 2)
    }
  }

  @Test func pointersLeadBackToTheirNodes() throws {
    let expected: [([JSONDocument.Step], String)] = [
      ([], ""), (["tags", 1], "/tags/1"), (["a/b~c"], "/a~1b~0c"),
      (["a/b~c", "", 1, "x"], "/a~1b~0c//1/x"), (["a/b~c", "", 0], "/a~1b~0c//0"),
    ]
    for (path, pointer) in expected {
      let node = try #require(document.node(at: path))
      #expect(document.pointer(to: node) == pointer)
    }
  }

  @Test func theParentOfAKeyIsItsObject() throws {
    for (key, value) in document.members(of: document.root) {
      #expect(document.parent(of: key) == document.root)
      #expect(document.parent(of: value) == document.root)
      #expect(document.pointer(to: key) == document.pointer(to: value))
    }
    #expect(document.parent(of: document.root) == nil)
  }

  @Test func stepsThatLeadNowhereFindNothing() {
    let paths: [[JSONDocument.Step]] = [
      ["nam"], [0], ["tags", "0"], ["tags", 2], ["tags", -1], ["name", 0], ["size", "x"],
    ]
    for path in paths { #expect(document.node(at: path) == nil) }
  }

  @Test func numbersThatAreNoIntegersHaveAKindOfTheirOwn() throws {
    let document = try readDocument("[1.5, -0, 01, 9007199254740992]")
    for element in document.elements(of: document.root) {
      #expect(document.kind(of: element) == .otherNumber)
      #expect(document.integer(element) == nil)
    }
    #expect(document.value == nil)
  }
}
