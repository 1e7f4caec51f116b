import Arguments
import Testing

@Suite struct ParsingTests {
  @Test func readsValuesByTheirKeys() throws {
    let arguments = try Sample.arguments("build", "--output", "site", "-j", "8", "-l")
    #expect(arguments.command == ["cairn", "build"])
    #expect(arguments[Sample.output] == "site")
    #expect(arguments[Sample.branch] == nil)
    #expect(arguments[Sample.jobs] == 8)
    #expect(arguments[Sample.lineage])
    #expect(!arguments[Sample.quiet])
  }

  @Test(arguments: [
    ["build", "--output", "site"], ["build", "--output=site"], ["build", "-o", "site"],
    ["build", "-osite"], ["build", "-losite"], ["build", "-lo", "site"], ["build", "-qlosite"],
  ])
  func readsEverySpellingOfAValue(words: [String]) throws {
    guard case .run(_, let arguments) = try Sample.program.parse(words) else {
      Issue.record("nothing to run")
      return
    }
    #expect(arguments[Sample.output] == "site")
  }

  @Test func takesAnEmptyValueForWhatItIs() throws {
    #expect(try Sample.arguments("build", "--output=")[Sample.output] == "")
    #expect(try Sample.arguments("build", "--output", "")[Sample.output] == "")
  }

  @Test func keepsWhatFollowsTheFirstEqualsSign() throws {
    #expect(try Sample.arguments("build", "--output=a=b")[Sample.output] == "a=b")
    #expect(try Sample.arguments("build", "-o=a")[Sample.output] == "=a")
  }

  @Test func splitsAtAnEqualsSignThatCarriesAnAccent() throws {
    #expect(try Sample.arguments("build", "--output=\u{301}x")[Sample.output] == "\u{301}x")
  }

  @Test func takesGlobalOptionsBeforeAndAfterTheCommand() throws {
    for words in [["-Cr", "build", "-os"], ["build", "-C", "r", "-os"], ["build", "-os", "-Cr"]] {
      guard case .run(_, let arguments) = try Sample.program.parse(words) else {
        Issue.record("nothing to run")
        continue
      }
      #expect(arguments[Sample.folder] == "r")
      #expect(arguments[Sample.color] == .auto)
    }
  }

  @Test func repeatsInOrder() throws {
    let arguments = try Sample.arguments("build", "-os", "--label=b", "--label", "a", "--label=")
    #expect(arguments[Sample.label] == ["b", "a", ""])
    #expect(try Sample.arguments("resolve", "x", "y@^1")[Sample.aliases] == ["x", "y@^1"])
  }

  @Test func endsOptionsAtTwoDashes() throws {
    let arguments = try Sample.arguments("release", "--file=f", "--", "--strange", "--")
    #expect(arguments[Sample.package] == "--strange")
    #expect(arguments[Sample.version] == "--")
  }

  @Test func readsNegativeNumbersAndALoneDashAsValues() throws {
    #expect(try Sample.arguments("vote", "a/b", "-1")[Sample.value] == -1)
    #expect(try Sample.arguments("build", "--output", "-")[Sample.output] == "-")
    #expect(try Sample.arguments("build", "-os", "--jobs", "-1")[Sample.jobs] == -1)
  }

  @Test func reachesCommandsOfTheSecondLevel() throws {
    let arguments = try Sample.arguments("import", "ndc-hub", "hub", "--owner", "ada")
    #expect(arguments.command == ["cairn", "import", "ndc-hub"])
    #expect(arguments[Sample.owner] == "ada")
  }

  @Test func remembersWhereAValueCameFrom() throws {
    let arguments = try Sample.arguments("build", "-losite", "--label", "x", "--label=y")
    #expect(arguments.origins(of: Sample.output).map(\.spelling) == ["-o"])
    #expect(arguments.origins(of: Sample.output).map(\.position) == [2])
    #expect(arguments.origins(of: Sample.label).map(\.position) == [3, 5])
    #expect(arguments.isGiven(Sample.lineage))
    #expect(!arguments.isGiven(Sample.jobs))
  }

  @Test func runsTheCommandInItsContext() throws {
    var errors = ""
    let status = try Sample.program.run(
      ["build", "-os", "-j7"], output: { _ in }, errors: { errors += $0 },
      context: { _ in "context" })
    #expect(status == 7)
    #expect(errors == "")
  }

  @Test func reportsWhatACommandRefuses() throws {
    var errors = ""
    let status = try Sample.program.run(
      ["build", "-oforbidden"], output: { _ in }, errors: { errors += $0 }, context: { _ in "" })
    #expect(status == 64)
    #expect(
      errors == """
        error: invalid value 'forbidden' for '-o': expected a folder that may be written
          See 'cairn build --help' for more information.

        """)
  }
}
