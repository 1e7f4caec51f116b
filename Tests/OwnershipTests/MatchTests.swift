import IndexModel
import Ownership
import Testing

@Suite struct MatchTests {
  @Test(arguments: MatchCase.table + MatchCase.more)
  func matchesAsTheTableSays(_ match: MatchCase) throws {
    let file = try OwnerFile.parsed(match.pattern + " @ada")
    let line = try #require(file.lines.first)
    #expect(line.pattern.text == match.pattern)
    #expect(line.pattern.matches(RepositoryPath(match.path)) == match.matches)
    #expect((file.line(for: RepositoryPath(match.path)) != nil) == match.matches)
    #expect(PlainMatcher.matches(match.pattern, match.path) == match.matches)
  }

  @Test func theLastLineWins() throws {
    let file = try OwnerFile.parsed(
      """
      * @ada
      /packages/ @roles
      /packages/acme/ @dave # and then
      /packages/acme/old.json
      """)
    func line(_ path: RepositoryPath) -> Int? { file.line(for: path)?.number }
    #expect(line("README.md") == 1)
    #expect(line("packages/zed/x.json") == 2)
    #expect(line("packages/acme/x.json") == 3)
    #expect(line("packages/acme/old.json") == 4)
    #expect(file.line(for: "packages/acme/old.json")?.owners == [])
  }

  @Test func anEarlierNarrowLineLosesToALaterWideOne() throws {
    let file = try OwnerFile.parsed("/packages/acme/ @dave\n*.json @ada\n")
    #expect(file.line(for: "packages/acme/x.json")?.number == 2)
    #expect(file.line(for: "packages/acme/x.txt")?.number == 1)
  }

  @Test func noLineNoAnswer() throws {
    #expect(try OwnerFile.parsed("/packages/ @ada").line(for: "index/registry.json") == nil)
    #expect(try OwnerFile.parsed("* @ada").line(for: .root) == nil)
    #expect(try OwnerFile.parsed("").line(for: "a") == nil)
  }
}

extension MatchCase {
  /// The table of the specification, every row.
  static let table: [MatchCase] = [
    .yes("*", "a/b/c"), .no("docs/*", "docs/x/y"),
    .no("/*", "foo/bar"), .yes("docs/", "a/docs/x"),
    .yes("foo", "bar/foo/baz"), .no("docs/", "docs"),
    .yes("/packages/re", "packages/re/regexp.json"), .no("/packages/re", "packages/regexp.json"),
    .no("/packages/*", "packages/fo/foo.json"), .yes("/packages/**", "packages/fo/foo.json"),
    .yes("**/foo/bar", "qux/foo/bar/baz"), .yes("foo/**/bar", "foo/bar"),
    .no("foo/bar/**", "foo/bar"), .no(#"f\*o"#, "foo"),
  ]

  static let more: [MatchCase] = [
    // Case, and bytes.
    .no("Foo", "foo"), .yes("foo", "foo"), .no("foo", "foobar"),
    // Anchors.
    .no("foo/bar", "a/foo/bar"), .yes("foo/bar", "foo/bar/baz"), .no("/foo", "a/foo"),
    .yes("/foo", "foo"), .yes("foo/", "foo/x"), .yes("foo/", "a/foo/x/y"), .no("/foo/", "a/foo/x"),
    // Wildcards.
    .yes("f?o", "foo"), .no("f?o", "f/o"), .no("f?o", "fo"), .yes("*.json", "a/b.json"),
    .yes("*.json", "a.json/b"), .no("a*b", "a/b"), .yes("a*b", "ab"), .yes("a**b", "axxb"),
    .no("a**b", "a/b"), .yes("/*/foo", "a/foo/x"), .no("/*/foo", "a/b/foo"),
    .yes("?", "a"), .no("?", "ab"), .yes("a*?b", "axb"), .no("a*?b", "ab"),
    // One level, and more.
    .yes("docs/*", "docs/x"), .no("docs/*", "docs"), .yes("/*", "foo"), .yes("docs/*/", "docs/x/y"),
    .no("docs/*/", "docs/x"), .yes("docs/*/", "docs/x/y/z"), .no("*/", "a"), .yes("*/", "a/b"),
    .yes("docs/**/*", "docs/x/y"), .yes("docs/**/*", "docs/x"), .no("docs/**/*", "docs"),
    // Any depth.
    .yes("**", "a"), .yes("**", "a/b/c"), .yes("/**", "a/b"), .yes("**/", "a/b"),
    .yes("**/foo", "foo"), .yes("**/foo", "a/b/foo/c"), .yes("foo/**", "foo/x/y"),
    .yes("foo/**/bar", "foo/a/b/bar/c"), .no("foo/**/bar", "a/foo/bar"),
    .yes("a/**/b/**/c", "a/x/b/y/b/z/c"), .no("a/**/b/**/c", "a/x/c/b"),
    .yes("**/a/*", "x/a/b"), .no("**/a/*", "x/a/b/c"), .yes("**/a/*", "x/a/y/a/b"),
    .yes("a/**/", "a/b"), .no("a/**/", "a"), .yes("**/**/a", "a"),
    // What is escaped stands for itself.
    .yes(#"f\*o"#, "f*o"), .yes(#"a\ b"#, "x/a b"), .yes(#"a\?"#, "a?"), .no(#"a\?"#, "ab"),
    .yes(#"a\\b"#, #"a\b"#), .yes(#"a/\*"#, "a/*/b"), .yes(#"\*\*"#, "**"), .no(#"\*"#, "a"),
    // A hash or a mark of exclamation within a pattern is one.
    .yes("a#b", "a#b"), .yes("a!", "a!"), .yes("a/!b", "a/!b"), .yes("a/#b", "a/#b"),
    .yes("@a", "@a"), .yes("a..b", "a..b"), .yes(".a", ".a"), .yes("a^", "a^"),
  ]
}
