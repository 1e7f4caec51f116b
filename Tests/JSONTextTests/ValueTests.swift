import JSONText
import Testing

@Suite struct ValueTests {
  @Test func composedAndDecomposedTextsDiffer() {
    let composed: JSONValue = "\u{e9}"
    let decomposed: JSONValue = "e\u{301}"
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(JSONValue.object([.init("\u{e9}", 1)]) != .object([.init("e\u{301}", 1)]))
  }

  @Test func theOrderOfMembersCounts() {
    let one: JSONValue = ["a": 1, "b": 2]
    let other: JSONValue = ["b": 2, "a": 1]
    #expect(one != other)
    #expect(one == ["a": 1, "b": 2])
    #expect(one.hashValue == JSONValue.object([.init("a", 1), .init("b", 2)]).hashValue)
  }

  @Test func kindsDiffer() {
    let values: [JSONValue] = [nil, false, true, 0, 1, "", "0", [], [[]], [:], ["": nil]]
    #expect(Set(values).count == values.count)
  }

  @Test func givesTheValueOfAKey() {
    let value: JSONValue = ["a": 1, "b": ["c": nil]]
    #expect(value["a"] == 1)
    #expect(value["b"]?["c"] == .null)
    #expect(value["c"] == nil)
    #expect(value["a"]?["b"] == nil)
  }
}
