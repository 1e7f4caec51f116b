import JSONText
import Testing

@Suite struct DuplicateKeyTests {
  @Test func pointsAtTheFirstOccurrenceFromEachLaterOne() {
    let text: Marked = "{«\"a\"»: {\"b\": 1, «\"b\"»: 2}, «\"a\"»: 1, «\"a\"»: 2}"
    let problems = JSONDocument.read(text.bytes).problems
    #expect(problems.map(\.range) == Array(text.ranges[1...]))
    let inner = JSONDocument.read(bytes("{\"b\": 1, \"b\": 2}")).problems
    #expect(inner.map(\.kind) == [.duplicateKey(first: 1..<4)])
    #expect(problems[1].kind == .duplicateKey(first: text.ranges[0]))
    #expect(problems[2].kind == .duplicateKey(first: text.ranges[0]))
  }

  @Test(arguments: [
    ("a", "\\u0061"), ("\\u0061", "a"), ("/", "\\/"), ("\\/", "\\u002F"), ("é", "\\u00e9"),
    ("😀", "\\uD83D\\uDE00"), ("", ""),
    ("a long key of many words", "a long key of man\\u0079 words"),
  ])
  func comparesKeysAfterUnescaping(_ first: String, _ again: String) {
    let reading = JSONDocument.read(bytes("{\"\(first)\": 1, \"x\": 2, \"\(again)\": 3}"))
    let range = 1..<first.utf8.count + 3
    #expect(reading.problems.map(\.kind) == [.duplicateKey(first: range)])
  }

  @Test(arguments: [
    ("\u{e9}", "e\u{301}"), ("\\u00e9", "e\\u0301"), ("a", "A"), ("a", "a "), ("K", "\u{212A}"),
    ("12345678", "123456789"), ("\\\\u0061", "a"),
  ])
  func keysWithOtherBytesAreOtherKeys(_ first: String, _ second: String) {
    #expect(JSONDocument.read(bytes("{\"\(first)\": 1, \"\(second)\": 2}")).problems == [])
  }

  @Test func oneKeyInTwoObjectsIsNoDuplicate() {
    let text = "{\"a\": {\"a\": [{\"a\": 1}, {\"a\": 1}]}, \"b\": {\"a\": 1}}"
    #expect(JSONDocument.read(bytes(text)).problems == [])
  }

  @Test(arguments: [2, 15, 16, 17, 18, 40, 1000])
  func findsTheOneDuplicateAtAnyDistance(_ count: Int) {
    for (first, again) in [(0, count - 1), (count / 2 - 1, count / 2), (0, 1)] {
      let names = (0..<count).map { "key \($0 == again ? first : $0)" }
      let members = names.map { "\"\($0)\": 0" }.joined(separator: ",")
      let problems = JSONDocument.read(bytes("{\(members)}")).problems
      #expect(problems.count == 1)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aHundredThousandKeysAreNoTrouble() throws {
    func object(_ names: some Sequence<String>) -> [UInt8] {
      bytes("{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}")
    }
    let limits = JSONLimits(bytes: 1 << 24)
    let different = JSONDocument.read(object((0..<100_000).map(String.init)), limits: limits)
    #expect(different.problems == [])
    let document = try #require(different.document)
    #expect(document.count(of: document.root) == 100_000)

    let same = JSONDocument.read(object(repeatElement("k", count: 100_000)), limits: limits)
    #expect(same.problems.count == 99_999)
    #expect(same.problems.allSatisfy { $0.kind == .duplicateKey(first: 1..<4) })
  }
}
