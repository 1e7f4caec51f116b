import JSONText
import Testing

/// What each problem says, and where it points.
@Suite struct ProblemTests {
  struct Case: CustomTestStringConvertible {
    let text: Marked
    let messages: [String]

    init(_ text: Marked, _ messages: String...) {
      self.text = text
      self.messages = messages
    }

    var testDescription: String { text.description }
  }

  static let syntax: [Case] = [
    Case("«»", "found the end of the document, expected a value"),
    Case("[«»", "found the end of the document, expected a value or `]`"),
    Case("[1, «]»", "found `]`, expected a value"),
    Case("[1«}»", "found `}`, expected `,` or `]`"),
    Case("{\"a\": 1, «}»", "found `}`, expected a key in double quotes"),
    Case("{«a»: 1}", "found `a`, expected a key in double quotes or `}`"),
    Case("{«'»a': 1}", "found `'`, expected a key in double quotes or `}`"),
    Case("{\"a\" «1»}", "found `1`, expected `:` after the key"),
    Case("{\"a\": 1 «\"»b\": 2}", "found `\"`, expected `,` or `}`"),
    Case("[1] «2»", "found `2`, expected the end of the document"),
    Case("[«None»]", "found `None`, expected a value or `]`"),
    Case("[1, «/»/ one\n]", "found a comment, expected a value"),
    Case("[«é»]", "found `\\u{e9}`, expected a value or `]`"),
    Case("[1«\u{202E}»]", "found the invisible character U+202E, expected `,` or `]`"),
    Case("[«`»]", "found `\\u{60}`, expected a value or `]`"),
    Case("[\"a«\n»\"]", "found the end of the line, expected `\"` to close the string"),
    Case("\"a«»", "found the end of the document, expected `\"` to close the string"),
    Case("[1.«x»]", "found `x`, expected a digit"),
    Case("-«»", "found the end of the document, expected a digit"),
    Case("[0«x10»]", "found `x10`, expected `,` or `]`"),
    Case(
      "[\"«\\x»\"]",
      "found `\\x`, expected one of `\\\"`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` and `\\u`"
    ),
    Case("[\"«\\u12»g4\"]", "found `\\u12`, expected four hexadecimal digits after `\\u`"),
  ]

  static let numbers: [Case] = [
    Case("[«1.0»]", "found `1.0`, expected an integer without fraction or exponent"),
    Case("[«1e2»]", "found `1e2`, expected an integer without fraction or exponent"),
    Case("[«-0»]", "found `-0`, expected an integer without fraction or exponent"),
    Case("[«-0.0E-7»]", "found `-0.0E-7`, expected an integer without fraction or exponent"),
    Case("[«007»]", "found `007`, expected a number without leading zeros"),
    Case("[«-01.5»]", "found `-01.5`, expected a number without leading zeros"),
    Case(
      "[«9007199254740992»]",
      "found `9007199254740992`, expected an integer from -9007199254740991 to 9007199254740991"),
    Case(
      "«-99999999999999999999999999999999999999999999999999»",
      "found `-999999999999999999999999999999999999999…`, "
        + "expected an integer from -9007199254740991 to 9007199254740991"),
  ]

  static let strings: [Case] = [
    Case(
      "[\"«\\ud800»x\"]",
      "found the lone surrogate `\\ud800`, expected a high surrogate and then a low one"),
    Case(
      "\"«\\uDE00»«\\uD83D»\"",
      "found the lone surrogate `\\uDE00`, expected a high surrogate and then a low one",
      "found the lone surrogate `\\uD83D`, expected a high surrogate and then a low one"),
    Case(
      "\"a«\t»b\"",
      "found the control character U+0009, "
        + "expected text without control or bidirectional control characters"),
    Case(
      "{\"«\\u202e»\": 1}",
      "found the invisible character U+202E, "
        + "expected text without control or bidirectional control characters"),
    Case(
      "{\"a\": 1, «\"\\u0061\"»: 2, «\"a\"»: 3}",
      "found the key `\\u0061` again, expected each key once in an object",
      "found the key `a` again, expected each key once in an object"),
    Case("«\u{FEFF}»[]", "found a byte order mark, expected UTF-8 without one"),
  ]

  @Test(arguments: syntax + numbers + strings)
  func saysWhatWasFoundAndPointsAtIt(_ example: Case) {
    let problems = JSONDocument.read(example.text.bytes).problems
    #expect(problems.map(\.message) == example.messages)
    #expect(problems.map(\.range) == example.text.ranges)
  }

  @Test(arguments: numbers + strings)
  func keepsTheDocumentWhenOnlyValuesAreWrong(_ example: Case) {
    let reading = JSONDocument.read(example.text.bytes)
    #expect(reading.document != nil)
    #expect(reading.problems.allSatisfy { !$0.kind.endsReading })
  }

  @Test func collectsRecoverableProblemsBeforeASyntaxError() {
    let text: Marked = """
      {"a": «1.5», "b": "«\u{1}»", «"a"»: [{"c": 1, «"c"»: «}»
      """
    let reading = JSONDocument.read(text.bytes)
    #expect(reading.document == nil)
    #expect(reading.problems.map(\.range) == text.ranges)
    #expect(
      reading.problems.map(\.kind) == [
        .notAnInteger, .forbiddenCharacter(scalar: "\u{1}"), .duplicateKey(first: 1..<4),
        .duplicateKey(first: 28..<31), .syntax(.value),
      ])
  }

  static let forbidden: [Unicode.Scalar] =
    ((0x00...0x1F).map { $0 } + (0x7F...0x9F) + [0x061C, 0x200E, 0x200F, 0xFEFF]
    + (0x202A...0x202E) + (0x2066...0x2069)).map { Unicode.Scalar($0)! }

  /// What values may hold escaped.
  static let layout: [Unicode.Scalar] = ["\n", "\t"]

  @Test(arguments: forbidden)
  func reportsControlAndBidiCharactersRawAndEscaped(_ scalar: Unicode.Scalar) throws {
    let raw = JSONDocument.read(bytes("\"ab\(scalar)\""))
    if scalar == "\n" || scalar == "\r" {
      #expect(raw.problems.map(\.kind) == [.syntax(.closingQuote)])
    } else {
      #expect(raw.problems.map(\.kind) == [.forbiddenCharacter(scalar: scalar)])
      #expect(raw.problems.map(\.range) == [3..<3 + String(scalar).utf8.count])
    }

    guard !Self.layout.contains(scalar) else { return }
    let hexadecimal = String(scalar.value, radix: 16)
    let escape = "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    let escaped = JSONDocument.read(bytes("\"ab\(escape)\""))
    #expect(escaped.problems.map(\.kind) == [.forbiddenCharacter(scalar: scalar)])
    #expect(escaped.problems.map(\.range) == [3..<9])
    let document = try #require(escaped.document)
    #expect(document.equals(document.root, "ab" + String(scalar)))
  }

  @Test(arguments: [
    ("\\n", "\n"), ("\\t", "\t"), ("\\u000a", "\n"), ("\\u000A", "\n"), ("\\u0009", "\t"),
  ])
  func takesEscapedLineFeedsAndTabsInValuesAlone(_ escape: String, _ character: String) throws {
    let values = try JSONDocument.read(bytes("[\"a\(escape)\", {\"k\": \"\(escape)b\"}]")).get()
    #expect(values.value == [.string("a" + character), ["k": .string(character + "b")]])
    #expect(
      text(try #require(values.value).document(style: .compact))
        == (character == "\n" ? #"["a\n",{"k":"\nb"}]"# : #"["a\t",{"k":"\tb"}]"#))

    let key = JSONDocument.read(bytes("{\"a\(escape)\": 1}"))
    #expect(key.problems.map(\.kind) == [.forbiddenCharacter(scalar: Unicode.Scalar(character)!)])
    #expect(key.problems.map(\.range) == [3..<3 + escape.utf8.count])
    #expect(key.document != nil)
  }

  @Test(arguments: ["b", "f", "r"])
  func reportsShortEscapesOfControlCharacters(_ letter: String) throws {
    let reading = JSONDocument.read(bytes("\"\\\(letter)\""))
    guard case .forbiddenCharacter = try #require(reading.problems.first).kind else {
      Issue.record("\(reading.problems)")
      return
    }
    #expect(reading.problems.map(\.range) == [1..<3])
  }

  @Test func aLoneSurrogateReadsAsTheReplacementCharacter() throws {
    let document = try readDocument("\"a\\ud800b\\udc00\"")
    #expect(document.string(document.root) == "a\u{FFFD}b\u{FFFD}")
  }
}
