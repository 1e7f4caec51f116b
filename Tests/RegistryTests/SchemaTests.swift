import Diagnostics
import IndexModel
import Registry
import Testing

@Suite struct SchemaTests {
  @Test func unknownKeyNamesTheNearest() throws {
    let read = try ReadFile(package(#"①"licence": "MIT""#), at: libfoo)
    #expect(read.found == ["schema ①"])
    #expect(read.findings.first?.help == #"did you mean "license"?"#)
    #expect(read.findings.first?.pointer == "/spec/licence")
  }

  @Test func unknownKeyThatIsLikeNoneListsThemAll() throws {
    let read = try ReadFile(package(#"①"maintainers": []"#), at: libfoo)
    #expect(read.found == ["schema ①"])
    #expect(read.findings.first?.help?.contains("roles, keywords, license") == true)
  }

  @Test func missingKeyIsReportedAtItsObject() throws {
    let read = try ReadFile(package(releases: #"①{"version": "1.0.0"}"#), at: libfoo)
    #expect(read.found == ["schema ①"])
    #expect(read.findings.first?.message == #"the key "stage" is missing"#)
  }

  @Test func emptyObjectMissesEveryRequiredKey() throws {
    let read = try ReadFile("①{}", at: libfoo)
    #expect(
      read.findings.map(\.message) == [
        #"the key "apiVersion" is missing"#, #"the key "kind" is missing"#,
        #"the key "metadata" is missing"#, #"the key "spec" is missing"#,
      ])
  }

  @Test(arguments: [
    (#""keywords": ①{}"#, "an object where an array was expected"),
    (#""keywords": [①1]"#, "a number where a keyword"),
    (#""roles": ①[]"#, "an array where an object was expected"),
    (#""title": ①null"#, "null where a text"),
    (#""sharing": {"enabled": ①"yes"}"#, "a string where true or false was expected"),
    (#""votePolicy": {"minimumBinding": ①true}"#, "a boolean where an integer was expected"),
    (#""votePolicy": {"minimumBinding": ①1001}"#, "1001 is not between 0 and 1000"),
    (#""votePolicy": {"voters": ①"knwon"}"#, #"one of "known", "committers""#),
  ])
  func wrongTypesAndValuesAreReported(_ spec: String, _ message: String) throws {
    let read = try ReadFile(package(spec), at: libfoo)
    #expect(read.found == ["schema ①"])
    #expect(read.findings.first?.message.contains(message) == true, "\(read.findings)")
  }

  @Test func choiceNamesTheNearest() throws {
    let read = try ReadFile(
      package(releases: #"{"version": "1.0.0", "stage": ①"curent"}"#), at: libfoo)
    #expect(read.found == ["schema ①"])
    #expect(read.findings.first?.help == #"did you mean "current"?"#)
  }

  @Test func otherKindAtAPlaceIsReported() throws {
    let text = """
      {"apiVersion": ①"cairn/v2", "kind": ②"Project",
       "metadata": {"project": "acme", "name": "libfoo"}, "spec": {"releases": []}}
      """
    #expect(try ReadFile(text, at: libfoo).found == ["schema ①", "schema ②"])
  }

  @Test func dependencyIsARangeOrAnObject() throws {
    let text = package(
      release: #"""
        "dependencies": {"a": "^1", "b": {"range": "*"}, "c": ①1, "d": ②{},
          "acme/e": {"range": "*", "for": ③"test"}}
        """#)
    #expect(try ReadFile(text, at: libfoo).found == ["schema ①", "schema ②", "schema ③"])
  }

  @Test func everyTroubleOfAFileIsReported() throws {
    let text = package(
      #""homepage": ①"http://a", "license": ②"?", ③"x": 1"#,
      releases: #"""
        {"version": ④"1", "stage": "current", "files": [⑤{"name": "a", "role": "other"}]}
        """#)
    #expect(
      try ReadFile(text, at: libfoo).found
        == ["url ①", "license ②", "schema ③", "version ④", "schema ⑤"])
  }

  @Test func schemaKeyIsAllowed() throws {
    let text = resource("Identity", #""name": "ada""#, "")
      .replacing("{\"apiVersion\"", with: "{\"$schema\": \"../schema.json\", \"apiVersion\"")
    #expect(try ReadFile(text, at: "index/identities/ada.json").found == [])
  }

  @Test func hostileTextIsTamedInMessages() throws {
    let endless = String(repeating: "x", count: 200)
    let text = package("\"homepage\": ①\"a\u{202E}\\u001b\(endless)\"")
    let message = try ReadFile(text, at: libfoo).findings.first { $0.rule == "url" }?.message ?? ""
    #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    #expect(!message.isEmpty && message.utf8.count < 300)
  }
}
