import Arguments
import Testing

/// A command line that is wrong, and the message that it must give.
struct ErrorCase: CustomTestStringConvertible, Sendable {
  let arguments: [String]
  let message: String

  init(_ arguments: String, _ message: String) {
    self.arguments = arguments.split(separator: " ").map { $0 == "''" ? "" : String($0) }
    self.message = message
  }

  var testDescription: String { arguments.joined(separator: " ") }

  static let all = [
    // Commands.
    ErrorCase("biuld", "unknown subcommand 'biuld'; did you mean 'build'?"),
    ErrorCase("rel", "unknown subcommand 'rel'; did you mean 'release'?"),
    ErrorCase("ndc-hub", "unknown subcommand 'ndc-hub'; did you mean 'cairn import ndc-hub'?"),
    ErrorCase("frobnicate", "unknown subcommand 'frobnicate'"),
    ErrorCase("''", "unknown subcommand ''"),
    ErrorCase("import ndc-hbu", "unknown subcommand 'ndc-hbu'; did you mean 'ndc-hub'?"),
    ErrorCase("import", "missing subcommand"),
    ErrorCase("-q", "missing subcommand"),
    ErrorCase("help biuld", "unknown subcommand 'biuld'; did you mean 'build'?"),

    // Options.
    ErrorCase("build --outptu x", "unknown option '--outptu'; did you mean '--output'?"),
    ErrorCase("build --outptu=x", "unknown option '--outptu'; did you mean '--output'?"),
    ErrorCase("build --out x", "unknown option '--out'; did you mean '--output'?"),
    ErrorCase("build -x", "unknown option '-x'"),
    ErrorCase("build -output x", "unexpected argument 'x'; 'cairn build' takes none"),
    ErrorCase("build -qfoo", "unknown option '-f'"),
    ErrorCase("--output x build", "unknown option '--output'; write it after 'cairn build'"),
    ErrorCase("resolve --jobs 3", "unknown option '--jobs'; it is an option of 'cairn build'"),
    ErrorCase("build --frobnicate", "unknown option '--frobnicate'"),
    ErrorCase("build ---output", "unknown option '---output'; did you mean '--output'?"),
    ErrorCase("build --", "missing one of '--output <dir>' and '--branch <name>'"),
    ErrorCase("build --=x", "unknown option '--'"),

    // Values.
    ErrorCase("build --output", "missing value for '--output <dir>'"),
    ErrorCase("build -o", "missing value for '-o <dir>'"),
    ErrorCase("build -o -l", "missing value for '-o <dir>'"),
    ErrorCase("build --output -- x", "missing value for '--output <dir>'"),
    ErrorCase(
      "build --output --lineage",
      "missing value for '--output <dir>'; for a value with a dash in front write "
        + "'--output=--lineage'"),
    ErrorCase(
      "build -os --lineage=yes", "unexpected value 'yes' for '--lineage', which takes none"),
    ErrorCase("build -os --lineage=", "unexpected value '' for '--lineage', which takes none"),
    ErrorCase("build -os -j x", "invalid value 'x' for '-j': expected a whole number"),
    ErrorCase("build -os -j ''", "invalid value '' for '-j': expected a whole number"),
    ErrorCase(
      "build -os -j 99999999999999999999",
      "invalid value '99999999999999999999' for '-j': expected a whole number"),
    ErrorCase(
      "build -os --color alway", "invalid value 'alway' for '--color'; did you mean 'always'?"),
    ErrorCase(
      "build -os --color red", "invalid value 'red' for '--color': expected auto, always or never"),
    ErrorCase("vote a/b x", "invalid value 'x' for '<value>': expected a whole number"),
    ErrorCase("build -oa --output b", "'--output' is given twice, as arguments 2 and 3"),

    // Arguments.
    ErrorCase("vote", "missing argument '<package>' and argument '<value>'"),
    ErrorCase("vote a/b", "missing argument '<value>'"),
    ErrorCase("resolve", "missing argument '<alias>'"),
    ErrorCase("vote a/b 1 2", "unexpected argument '2'"),
    ErrorCase("import small-form", "missing option '--owner <handle>'"),
    ErrorCase(
      "completions", "missing argument '<shell>'"),
    ErrorCase("completions tcsh", "invalid value 'tcsh' for '<shell>': expected bash, zsh or fish"),

    // Constraints.
    ErrorCase("build", "missing one of '--output <dir>' and '--branch <name>'"),
    ErrorCase("build -os --branch b", "'--output' and '--branch' exclude each other"),
    ErrorCase("release a/b 1.0 --url u", "'--url' needs '--sha256' too"),
    ErrorCase("release a/b 1.0 --sha256 h --file f", "'--sha256' needs '--url' too"),
    ErrorCase("release a/b 1.0 --url u --file f", "'--file' and '--url' exclude each other"),
  ]
}

@Suite struct UsageErrorTests {
  @Test(arguments: ErrorCase.all)
  func saysWhatIsWrongInOneLine(error: ErrorCase) {
    let caught = #expect(throws: UsageError.self) { try Sample.program.parse(error.arguments) }
    #expect(caught?.message == error.message)
  }

  @Test func addsTheUsageOfTheCommandThatWasUnderstood() {
    let error = #expect(throws: UsageError.self) {
      try Sample.program.parse(["release", "a/b", "1.0", "--url", "u"])
    }
    #expect(
      error?.description == """
        error: '--url' needs '--sha256' too
        Usage: cairn release (--file <path> | --url <url> --sha256 <hex>) <package>
                 [<version>]
          See 'cairn release --help' for more information.

        """)
  }

  @Test func escapesControlBytesOfTheCommandLine() {
    let error = #expect(throws: UsageError.self) {
      try Sample.program.parse(["x\n::error::\u{1B}[31m\u{202E}"])
    }
    #expect(
      error?.message == "unknown subcommand 'x\\u{a}::error::\\u{1b}[31m\\u{202e}'")
  }

  @Test func exitsWith64() throws {
    var output = ""
    var errors = ""
    let status = try Sample.program.run(
      ["build", "-x"], output: { output += $0 }, errors: { errors += $0 }, context: { _ in "" })
    #expect(status == 64)
    #expect(output == "")
    #expect(errors.hasPrefix("error: unknown option '-x'\nUsage: cairn build ("))
  }
}
