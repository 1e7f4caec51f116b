import JSONText
import Testing

@Suite struct WriterTests {
  static let value: JSONValue = [
    "name": "ropey", "none": [], "nothing": [:], "list": [1, -2, true, nil, [["x"]]],
    "map": ["b": ["c": false]],
  ]

  @Test func canonicalFormHasOneElementALineAndOneFinalNewline() {
    #expect(
      text(Self.value.document()) == """
        {
          "name": "ropey",
          "none": [],
          "nothing": {},
          "list": [
            1,
            -2,
            true,
            null,
            [
              [
                "x"
              ]
            ]
          ],
          "map": {
            "b": {
              "c": false
            }
          }
        }

        """)
  }

  @Test func compactFormHasNoBlanks() {
    let expected =
      #"{"name":"ropey","none":[],"nothing":{},"list":[1,-2,true,null,[["x"]]],"#
      + #""map":{"b":{"c":false}}}"#
    #expect(text(Self.value.document(style: .compact)) == expected)
  }

  @Test func oneLineFormHasSpacesBehindColonsAndCommas() {
    let value: JSONValue = ["a": 1, "b": [1, 2, [:]]]
    #expect(text(value.document(style: .oneLine)) == #"{"a": 1, "b": [1, 2, {}]}"#)
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("/", "/"), ("\"", "\\\""), ("\\", "\\\\"),
    ("\u{8}\u{C}\n\r\t", "\\b\\f\\n\\r\\t"), ("\u{0}\u{1F}\u{B}", "\\u0000\\u001f\\u000b"),
    ("\u{7F}é😀\u{2028}\u{FEFF}", "\u{7F}é😀\u{2028}\u{FEFF}"),
    ("a long text with \"quotes\" and more text", "a long text with \\\"quotes\\\" and more text"),
    ("12345678\n", "12345678\\n"), ("1234567\n9", "1234567\\n9"), ("\n12345678", "\\n12345678"),
  ])
  func escapesNoMoreThanItMust(_ plain: String, _ escaped: String) {
    var writer = JSONWriter(style: .compact)
    writer.object { $0.member(plain, plain) }
    #expect(text(writer.finish()) == "{\"\(escaped)\":\"\(escaped)\"}")
  }

  @Test(arguments: [0, 1, -1, 9, 10, 99, 100, 12345, -98_765_432_100, Int.max, Int.min])
  func writesEveryInteger(_ number: Int) {
    #expect(text(JSONValue.integer(number).document(style: .compact)) == String(number))
  }

  @Test func closuresAndCallsWriteTheSame() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("a")
      writer.array { writer in
        writer.integer(1)
        writer.null()
      }
      writer.member("b", true)
      writer.member("c", 3)
    }
    let byClosures = writer.finish()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.integer(1)
    writer.null()
    writer.endArray()
    writer.key("b")
    writer.bool(true)
    writer.key("c")
    writer.integer(3)
    writer.endObject()
    #expect(writer.finish() == byClosures)
  }

  @Test func aFragmentIsWrittenAsItIs() {
    var writer = JSONWriter()
    writer.array { writer in
      writer.fragment(bytes("{\"raw\":1}"))
      writer.fragment(bytes("2"))
    }
    #expect(text(writer.finish()) == "[\n  {\"raw\":1},\n  2\n]\n")
  }

  @Test func finishingMakesReadyForTheNextDocument() {
    var writer = JSONWriter()
    writer.integer(1)
    #expect(writer.finish { $0.count } == 2)
    writer.beginArray()
    writer.removeAll(keepingCapacity: true)
    writer.string("x")
    #expect(text(writer.finish()) == "\"x\"\n")
    #expect(writer.count == 0)
  }

  @Test func indentsDeeperThanItsStockOfSpaces() throws {
    var value: JSONValue = 1
    for _ in 0..<80 { value = [value] }
    let lines = text(value.document()).split(separator: "\n")
    #expect(lines[80] == String(repeating: " ", count: 160) + "1")
    #expect(lines[79] == String(repeating: " ", count: 158) + "[")
  }
}

@Suite struct CopyTests {
  static let source = #"{"b":[3,{"y":1,"x":2}],"é":0,"a":{"n":1.50,"m":"\u0041\/"},"B":true}"#

  private func copy(_ order: JSONOrder) throws -> String {
    let document = try readDocument(Self.source)
    var writer = JSONWriter(style: .compact)
    writer.copy(document.root, of: document, order: order)
    return text(writer.finish())
  }

  @Test func keepsTheOrderAndNormalisesTheText() throws {
    let expected = #"{"b":[3,{"y":1,"x":2}],"é":0,"a":{"n":1.50,"m":"A/"},"B":true}"#
    #expect(try copy(.asWritten) == expected)
  }

  @Test func sortsKeysByBytes() throws {
    let expected = #"{"B":true,"a":{"m":"A/","n":1.50},"b":[3,{"x":2,"y":1}],"é":0}"#
    #expect(try copy(.sortedByBytes) == expected)
  }

  @Test func putsListedKeysFirst() throws {
    let expected = #"{"a":{"n":1.50,"m":"A/"},"B":true,"b":[3,{"x":2,"y":1}],"é":0}"#
    #expect(try copy(.listed(["a", "x", "B", "none"])) == expected)
  }

  @Test func asksForTheOrderOfEachContainer() throws {
    let document = try readDocument(#"{"list":[3,1,2],"map":{"b":1,"a":2}}"#)
    let list = try #require(document.member("list", of: document.root))
    var writer = JSONWriter(style: .compact)
    writer.copy(document.root, of: document) { node in
      switch document.pointer(to: node) {
      case "": .listed(["map", "list"])
      case "/map": .sortedByBytes
      default:
        .nodes(
          document.elements(of: list).sorted {
            document.integer($0) ?? 0 < document.integer($1) ?? 0
          })
      }
    }
    #expect(text(writer.finish()) == #"{"map":{"a":2,"b":1},"list":[1,2,3]}"#)
  }

  @Test func aCopyOfCanonicalTextIsThatText() throws {
    let canonical = WriterTests.value.document()
    let document = try readDocument(canonical)
    var writer = JSONWriter()
    writer.copy(document.root, of: document)
    #expect(writer.finish() == canonical)
  }
}
