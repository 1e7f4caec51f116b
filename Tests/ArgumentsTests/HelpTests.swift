import Arguments
import Testing

@Suite struct HelpTests {
  private func printed(_ words: String...) throws -> String {
    switch try Sample.program.parse(words) {
    case .print(let text): return text
    case .run: throw Sample.NoCommand()
    }
  }

  @Test func explainsTheProgram() throws {
    #expect(
      try printed("--help") == """
        OVERVIEW: A registry in git.

        The site is a function of a commit.

        USAGE: cairn <subcommand>

        SUBCOMMANDS FOR AUTHORS:
          release                 Add a release.
          vote                    Vote on a candidate.

        SUBCOMMANDS FOR THE SITE:
          build                   Render the site.

        SUBCOMMANDS FOR CLIENTS:
          resolve                 Solve versions.
          owner                   Say who answers for a path.

        SUBCOMMANDS FOR ADOPTERS:
          import                  Bring packages in.

        OTHER SUBCOMMANDS:
          completions             Print a script that completes command lines in your
                                  shell.
          help                    Show help for the program or a command.

        GLOBAL OPTIONS:
          -C, --directory <dir>   The registry.
          --color <when>          When to print in colour. (values: auto, always, never;
                                  default: auto)
          -q, --quiet             Print results only.
          --version               Show the version.
          -h, --help              Show help for the program or a command.

          See 'cairn help <subcommand>' for detailed help.

        """)
  }

  @Test func explainsACommand() throws {
    #expect(
      try printed("build", "--help") == """
        OVERVIEW: Render the site.

        Writes what is new and removes what is gone, in one step: a reader sees the old
        site or the new one, never a mixture.

          index.json    the entry

        USAGE: cairn build (--output <dir> | --branch <name>) [--jobs <n>]
                 [--label <text> ...] [--lineage]

        OPTIONS:
          -o, --output <dir>      The folder to write.
          --branch <name>         The branch to write.
          -j, --jobs <n>          How many jobs. (default: 4)
          --label <text>          A label. (may be repeated)
          -l, --lineage           Write where each document is from.

        GLOBAL OPTIONS:
          -C, --directory <dir>   The registry.
          --color <when>          When to print in colour. (values: auto, always, never;
                                  default: auto)
          -q, --quiet             Print results only.
          --version               Show the version.
          -h, --help              Show help for the program or a command.

        EXAMPLES:
          Render into a folder:
            cairn build --output site

        """)
  }

  @Test func explainsAGroup() throws {
    let text = try printed("help", "import")
    #expect(
      text.hasPrefix(
        """
        OVERVIEW: Bring packages in.

        USAGE: cairn import <subcommand>

        SUBCOMMANDS:
          ndc-hub                 From a clone of ndc-hub.
          small-form              From the interchange form.

        """))
    #expect(text.hasSuffix("  See 'cairn help import <subcommand>' for detailed help.\n"))
  }

  @Test func givesTheSameHelpHoweverItIsAskedFor() throws {
    let help = try printed("help", "import", "ndc-hub")
    #expect(try printed("import", "ndc-hub", "--help") == help)
    #expect(try printed("import", "ndc-hub", "x", "-h") == help)
    #expect(try printed("--help", "import", "ndc-hub") == help)
    #expect(Sample.program.help(for: ["import", "ndc-hub"]) == help)
    #expect(try printed() == printed("help"))
  }

  @Test func answersHelpEvenWhereSomethingIsWrong() throws {
    #expect(try printed("build", "--bogus", "--help") == printed("help", "build"))
    #expect(try printed("build", "--output", "--help") == printed("help", "build"))
    #expect(throws: UsageError.self) { try Sample.program.parse(["vote", "--", "--help"]) }
  }

  @Test func printsTheVersion() throws {
    #expect(try printed("--version") == "1.2.3\n")
    #expect(try printed("build", "--version") == "1.2.3\n")
  }

  @Test func staysWithin80Columns() throws {
    for path in [[], ["build"], ["release"], ["import"], ["completions"], ["help"]] {
      let text = try #require(Sample.program.help(for: path))
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }
}
