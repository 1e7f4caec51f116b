import IndexModel
import Ownership
import TestSupport
import Testing

@Suite struct GrammarTests {
  @Test(arguments: RefusedCase.all)
  func refusesAndPointsAtIt(_ refused: RefusedCase) throws {
    let marked = MarkedText(refused.line)
    for (before, after) in [("", ""), ("* @ada\r\n# above\n", "\n")] {
      let reading = OwnerFile.read(
        Array((before + marked.text + after).utf8), at: "index/CODEOWNERS")
      #expect(reading.file == nil)
      let problem = try #require(reading.problems.first)
      #expect(reading.problems.count == 1)
      let start = try #require(marked.places["①"]) + before.utf8.count
      let end = marked.places["②"].map { $0 + before.utf8.count }
      #expect(problem.range.lowerBound == start)
      if let end { #expect(problem.range.upperBound == end) }
      #expect(problem.message.contains(refused.words), "\(problem.message)")
      #expect(problem.message.contains("expected") || problem.message.contains("no name"))
      #expect(!problem.help.isEmpty && !problem.message.hasSuffix("."))
    }
  }

  @Test func readsLinesWithTheirPlaces() throws {
    let text = "# owners\n\n  /a\\ b\t@ada @acme/core  @roles\t# all of them\r\n\t\nc"
    let file = try OwnerFile.parsed(text)
    #expect(file.lines.map(\.number) == [3, 5])
    let bytes = Array(text.utf8)
    func spell(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let line = file.lines[0]
    #expect(spell(line.range) == "  /a\\ b\t@ada @acme/core  @roles\t# all of them")
    #expect(spell(line.pattern.range) == "/a\\ b" && line.pattern.text == "/a\\ b")
    #expect(
      line.owners.map(\.name) == [
        .handle("ada"), .team(project: "acme", team: "core"), .roles,
      ])
    #expect(line.owners.map { spell($0.range) } == ["@ada", "@acme/core", "@roles"])
    #expect(line.owners.map(\.name.description) == ["@ada", "@acme/core", "@roles"])
    #expect(spell(file.lines[1].range) == "c" && file.lines[1].owners.isEmpty)
    #expect(file.path == "index/CODEOWNERS")
  }

  @Test func reportsEveryBadLine() {
    let reading = OwnerFile.read(
      Array("! @a\n* @ada\n/x me @-a\n[b]\n/y @ada # @dave and @ada\n".utf8),
      at: "index/CODEOWNERS")
    #expect(reading.file == nil)
    #expect(reading.problems.map(\.range.lowerBound) == [0, 15, 18, 22, 36])
  }

  @Test func commentsMayHoldOwnersOnLinesOfTheirOwn() throws {
    let file = try OwnerFile.parsed("# ask @ada\n  # or @dave\n* @ada #fine\n")
    #expect(file.lines.map(\.number) == [3])
  }

  @Test func readsUpToTheLimitAndNoFurther() throws {
    let line = Array("#234567\n".utf8)
    let full = [[UInt8]](repeating: line, count: OwnerFile.limit / 8).flatMap { $0 }
    #expect(OwnerFile.read(full, at: "a").problems == [])
    let problems = OwnerFile.read(full + [0x0A], at: "a").problems
    #expect(problems.map(\.range) == [0..<0])
    #expect(problems.first?.message.contains("1048577 bytes") == true)
  }

  @Test func anEmptyFileIsOne() throws {
    #expect(try OwnerFile.parsed("").lines.isEmpty)
    #expect(try OwnerFile.parsed("\n\r\n# none").lines.isEmpty)
  }
}

extension RefusedCase {
  static let all = [
    // Bytes.
    RefusedCase("/a①\u{E9}② @ada", "byte 0xc3"),
    RefusedCase("# comments, ①\u{2014}② too", "byte 0xe2"),
    RefusedCase("/a①\r② @ada", "a CR"), RefusedCase("/a①\u{0}② @ada", "byte 0x00"),
    RefusedCase("/a①\u{7F} @ada", "byte 0x7f"), RefusedCase("/a①\u{1B}② @ada", "byte 0x1b"),
    // Patterns.
    RefusedCase("①!②/a @ada", "found `!`"), RefusedCase("①! @ada", "found `!`"),
    RefusedCase("①[Docs]②", "a section"), RefusedCase("①^[Docs][2]② @ada", "a section"),
    RefusedCase("/a①[②bc] @ada", "a bracket"), RefusedCase("/ab①] @ada", "a bracket"),
    RefusedCase(##"①\#②a @ada"##, "a backslash"), RefusedCase(#"/a①\b② @ada"#, "a backslash"),
    RefusedCase(#"/a①\②"#, "a backslash"), RefusedCase(#"/a①\②/b @ada"#, "a backslash"),
    RefusedCase("①***② @ada", "3 stars"), RefusedCase("/a/b①****②/c @ada", "4 stars"),
    RefusedCase("①//②a @ada", "found `//`"), RefusedCase("/a①//②b @ada", "found `//`"),
    RefusedCase("a①//② @ada", "found `//`"), RefusedCase("①//② @ada", "found `//`"),
    RefusedCase("①.②/a @ada", "dots alone"), RefusedCase("/a/①..②/b @ada", "dots alone"),
    RefusedCase("a/①..② @ada", "dots alone"), RefusedCase("①.② @ada", "dots alone"),
    RefusedCase("a/①.②/ @ada", "dots alone"), RefusedCase("①/② @ada", "`/` alone"),
    // Owners.
    RefusedCase("* ①ada②", "begins with `@`"),
    RefusedCase("* @dave ①ada@example.org② @ada", "begins with `@`"),
    RefusedCase("* ①@② @ada", "empty"), RefusedCase("* ①@-ada②", "no name"),
    RefusedCase("* ①@Roles②", "`@roles`"), RefusedCase("* @acme①/②", "empty"),
    RefusedCase("* ①@②/core", "empty"), RefusedCase("* @acme①/a/b②", "no name"),
    RefusedCase("* ①@ada#x②", "no name"), RefusedCase("* ①@ada,②", "no name"),
    RefusedCase("/my ①file② @ada", "expected an owner"),
    // Comments.
    RefusedCase("* @ada # and ①@dave②", "in a comment"),
    RefusedCase("* # ①@dave② too", "in a comment"), RefusedCase("* @ada #①@dave②", "in a comment"),
  ]
}
