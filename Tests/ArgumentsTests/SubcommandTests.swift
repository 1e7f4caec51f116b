import Arguments
import Testing

/// A command that does something by itself and holds others, as `owner` does.
@Suite struct SubcommandTests {
  @Test func aWordThatNamesNoSubcommandIsAnArgument() throws {
    let arguments = try Sample.arguments("owner", "packages/add", "--json")
    #expect(arguments.command == ["cairn", "owner"])
    #expect(arguments[Sample.place] == "packages/add" && arguments[Sample.json])
    #expect(try Sample.arguments("owner", "./add")[Sample.place] == "./add")
  }

  @Test func aSubcommandHasItsOwnParametersOnly() throws {
    let arguments = try Sample.arguments("owner", "add", "a/b", "ada", "bert", "--json")
    #expect(arguments.command == ["cairn", "owner", "add"])
    #expect(arguments[Sample.package] == "a/b" && arguments[Sample.owners] == ["ada", "bert"])
    #expect(arguments[Sample.json])
    // The name of a subcommand behind an argument is a word like others.
    #expect(try Sample.arguments("owner", "add", "add", "remove")[Sample.owners] == ["remove"])
  }

  @Test(arguments: [
    (["owner"], "missing argument '<path>'"),
    (["owner", "add"], "missing argument '<package>' and argument '<handle>'"),
    (["owner", "add", "a/b"], "missing argument '<handle>'"),
    (["owner", "ad", "a/b"], "unexpected argument 'a/b'; did you mean 'cairn owner add'?"),
    (["owner", "x/y", "add"], "unexpected argument 'add'"),
    (
      ["owner", "remove", "a/b", "ada", "--json"],
      "unknown option '--json'; it is an option of 'cairn owner'"
    ),
  ])
  func saysWhatIsMissing(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try Sample.program.parse(words) }
    #expect(error?.message == message)
  }

  @Test func runsTheOneThatIsNamed() throws {
    func run(_ words: String...) throws -> Int32 {
      try Sample.program.run(words, output: { _ in }, errors: { _ in }, context: { _ in "" })
    }
    #expect(try run("owner", "x") == 7)
    #expect(try run("owner", "add", "a/b", "c", "d") == 2)
  }

  @Test func helpShowsBothUses() throws {
    let help = try #require(Sample.program.help(for: ["owner"]))
    #expect(help.contains("USAGE: cairn owner [--json] <path>\n       cairn owner <subcommand>\n"))
    #expect(help.contains("SUBCOMMANDS:\n  add                     Add owners.\n"))
    #expect(Sample.program.help(for: ["owner", "add"])?.contains("<package> <handle> ...") == true)
  }
}
