import JSONText
import Testing

/// What is JSON and what is not: the corners that test suites for JSON parsers probe.
@Suite struct AcceptanceTests {
  static let accepted: [String] = [
    "null", "true", "false", "0", "-1", "9007199254740991", "-9007199254740991", "\"\"",
    "[]", "{}", " \t\r\n[ \t\r\n] \t\r\n", "[[]]", "[{}]", "{\"\":{}}", "[null,null]",
    "{\"a\":1,\"b\":[2,{\"c\":\"d\"}]}", "\"\\\"\\\\\\/\"", "\"\\u00e9\"", "\"\\uD83D\\uDE00\"",
    "\"😀 é 漢 \u{10FFFF}\"", "\"\u{FFFE}\u{FFFF}\"", "\"क्\u{200D}ष می\u{200C}خواهم\"",
    "\"\u{2028}\u{2029}\"", "\"e\u{301}\"", "{\"e\u{301}\":1,\"é\":2}", "[1,\n2]\n",
  ]

  @Test(arguments: accepted) func accepts(_ text: String) throws {
    let reading = JSONDocument.read(bytes(text))
    #expect(reading.problems == [])
    #expect(reading.document != nil)
    #expect(throws: Never.self) { try reading.get() }
  }

  static let rejected: [String] = [
    "", " ", "\n", "nul", "nulll", "True", "NULL", "undefined", "NaN", "Infinity", "-Infinity",
    "[", "]", "{", "}", "[}", "{]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]",
    "[1]]", "[1]x", "[1][2]", "1 2", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1", "{\"a\":1,",
    "{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "{1:1}",
    "{null:1}", "{\"a\"::1}", "{\"a\":1:2}", "{[]:1}", "['a']", "// c\n1", "/* c */1", "[1/**/]",
    "#1", "+1", ".5", "-", "-a", "1.", "1.e1", "1e", "1e+", "0x10", "1_000", "٣", "1a", "--1",
    "\"", "\"a", "\"\\\"", "\"\\", "\"\\x\"", "\"\\'\"", "\"\\U0041\"", "\"\\u\"", "\"\\u12\"",
    "\"\\u12g4\"", "\"\\u 123\"", "\"\\uD83D\\u\"", "\"\\\u{e9}\"", "\"a\nb\"", "\"a\rb\"",
    "\u{A0}1", "\u{2028}1", "\u{C}1", "\u{B}1", "\u{0}", "1\u{0}", "[1]\u{0}", "\"a\"\"b\"",
    "<a>", "(1)", "[1;2]", "{\"a\"=1}", "\u{FEFF}", "1\u{FEFF}", "tru\u{65}\u{301}",
  ]

  @Test(arguments: rejected) func endsAtOneSyntaxError(_ text: String) throws {
    let reading = JSONDocument.read(bytes(text))
    #expect(reading.document == nil)
    let fatal = reading.problems.filter(\.kind.endsReading)
    try #require(fatal.count == 1)
    guard case .syntax = fatal[0].kind else {
      Issue.record("\(fatal[0].kind) is not a syntax error")
      return
    }
    #expect(throws: JSONProblem.self) { try reading.get() }
  }

  static let notUTF8: [[UInt8]] = [
    [0x80], [0xBF], [0xFE], [0xFF], [0xC3], [0xC3, 0x28],  // lone and truncated bytes
    [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x98], [0xF0, 0x28, 0x8C, 0xBC],
    [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],  // overlong
    [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF],
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],  // surrogates
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
  ]

  @Test(arguments: notUTF8) func rejectsWhatIsNotUTF8(_ sequence: [UInt8]) throws {
    let places = [sequence, bytes("\"") + sequence + bytes("\""), bytes("[\"\\n") + sequence]
    for (document, at) in zip(places, [0, 1, 4]) {
      let reading = JSONDocument.read(document)
      #expect(reading.document == nil)
      let last = try #require(reading.problems.last)
      #expect(last.kind == .invalidUTF8)
      #expect(last.range == at..<at + 1)
    }
  }

  @Test(arguments: [
    [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], [0xFE, 0xFF, 0x00, 0x5B, 0x00, 0x5D],
    [0x5B, 0x00, 0x5D, 0x00], [0x00, 0x5B, 0x00, 0x5D],
  ])
  func rejectsUTF16(_ document: [UInt8]) {
    #expect(JSONDocument.read(document).document == nil)
  }

  @Test func endsOneLevelAboveTheLimit() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: UInt8(ascii: "["), count: depth)
        + Array(repeating: UInt8(ascii: "]"), count: depth)
    }
    #expect(JSONDocument.read(nested(32)).problems == [])
    let reading = JSONDocument.read(nested(33))
    #expect(reading.document == nil)
    #expect(reading.problems.map(\.kind) == [.tooDeep(limit: 32)])
    #expect(reading.problems.map(\.range) == [32..<33])
    #expect(JSONDocument.read([0x30], limits: JSONLimits(depth: 0)).problems == [])
    #expect(JSONDocument.read(nested(1), limits: JSONLimits(depth: 0)).document == nil)
    #expect(JSONDocument.read(nested(1), limits: JSONLimits(depth: -1)).document == nil)
  }

  @Test func survivesAHundredThousandOpenBrackets() {
    for opening in ["[", "{\"\":", "[{\"a\":"] {
      let text = String(repeating: opening, count: 100_000)
      let limits = JSONLimits(depth: .max, bytes: .max)
      let reading = JSONDocument.read(bytes(text), limits: limits)
      #expect(reading.problems.map(\.kind) == [.tooDeep(limit: JSONLimits.deepest)])
    }
  }

  @Test func refusesMoreBytesThanTheLimitWithoutReading() {
    let reading = JSONDocument.read(bytes("[1, 2"), limits: JSONLimits(bytes: 4))
    #expect(reading.problems.map(\.kind) == [.tooLarge(size: 5, limit: 4)])
    #expect(reading.problems.map(\.message) == ["found 5 bytes, expected at most 4"])
    #expect(JSONDocument.read(bytes("1234"), limits: JSONLimits(bytes: 4)).problems == [])
  }

  @Test func aDocumentCutAnywhereIsNoDocument() throws {
    let whole = bytes(
      "{\"name\": \"a\\u00e9\\uD83D\\uDE00é\", \"list\": [1, -2, true, null, {}], \"o\": {\"k\": []}}"
    )
    #expect(JSONDocument.read(whole).problems == [])
    for end in whole.indices {
      let reading = JSONDocument.read(Array(whole[..<end]))
      #expect(reading.document == nil)
      let fatal = reading.problems.filter(\.kind.endsReading)
      #expect(fatal.count == 1, "cut at \(end)")
      #expect(fatal.allSatisfy { $0.range.upperBound == end }, "cut at \(end)")
    }
  }
}
