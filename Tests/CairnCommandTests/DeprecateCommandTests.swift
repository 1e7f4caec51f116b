import TestSupport
import Testing

/// `cairn deprecate` as an author meets it.
@Suite struct DeprecateCommandTests {
  @Test func warnsOfAPackageAtThePlaceOfTheSchema() throws {
    let registry = try VotingRegistry()
    let run = registry.run("deprecate", "acme/libfoo", "--message", "Use something else.")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        +    "deprecated": {
        +      "message": "Use something else."
        +    },
        """)
    #expect(
      run.output.hasPrefix("packages/acme/libfoo.json: acme/libfoo as deprecated\n  +     \"dep"))
    #expect(
      run.errors.contains("one of dave (owner), ada (admin) or bert (admin) has to open or approve")
    )
    #expect(registry.run("format", "--check", registry.git.path + "/" + registry.path).code == 0)
    #expect(try registry.verdicts("dave", "carl") == ["dave": 0, "carl": 2])
  }

  @Test func warnsOfAReleaseThatIsPublishedAndTakesItBack() throws {
    let registry = try VotingRegistry()
    let before = try registry.text
    let run = registry.run(
      "deprecate", "acme/libfoo@1.0.0", "--message", "Slow.", "--replaced-by", "2.0.0")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        -        "notes": "The first."
        +        "notes": "The first.",
        +        "deprecated": {
        +          "message": "Slow.",
        +          "replacedBy": "2.0.0"
        +        }
        """)
    #expect(try registry.verdicts("dave", "pat") == ["dave": 0, "pat": 2])
    let again = registry.run("deprecate", "acme/libfoo@1.0.0", "--message", "Very slow.")
    #expect(again.output.contains("acme/libfoo 1.0.0 as deprecated, in other words\n"))
    #expect(
      try registry.diff() == """
        -          "message": "Slow.",
        -          "replacedBy": "2.0.0"
        +          "message": "Very slow."
        """)
    #expect(try registry.verdicts("dave") == ["dave": 0])
    let undo = registry.run("deprecate", "acme/libfoo@1.0.0", "--undo")
    #expect(undo.code == 0, "\(undo.errors)")
    #expect(undo.output.contains("acme/libfoo 1.0.0, no longer deprecated\n"))
    #expect(try registry.text == before)
    #expect(try registry.verdicts("dave", "pat") == ["dave": 0, "pat": 2])
  }

  @Test func saysThatAReleaseIsRevokedAlready() throws {
    let registry = try VotingRegistry()
    #expect(
      registry.run("revoke", "acme/libfoo@1.0.0", "--reason", "eol", "--message", "Old.").code == 0)
    let run = registry.run("deprecate", "acme/libfoo@1.0.0", "--message", "Older.")
    #expect(run.code == 0)
    #expect(
      run.errors.hasPrefix(
        "note: acme/libfoo 1.0.0 is revoked already, so nobody chooses it any more\nnext: "),
      "\(run.errors)")
  }

  @Test func answersInJSON() throws {
    let registry = try VotingRegistry()
    let run = registry.run("deprecate", "acme/libfoo@2.0.0", "--message", "x", "--json")
    #expect(run.errors == "" && run.code == 0)
    #expect(
      run.output.hasPrefix(
        """
        {
          "schema": "schema/v1/deprecate.schema.json",
          "path": "packages/acme/libfoo.json",
          "changes": [
            {
              "kind": "release-deprecated",
              "subject": "acme/libfoo@2.0.0",
        """))
    #expect(run.output.hasSuffix("  \"deprecated\": {\n    \"message\": \"x\"\n  }\n}\n"))
    let undo = registry.run("deprecate", "acme/libfoo@2.0.0", "--undo", "--json")
    #expect(undo.output.hasSuffix("  \"changes\": [],\n  \"deprecated\": null\n}\n"))
  }

  @Test func refusesWhatSaysNothingNewOrWrong() throws {
    let registry = try VotingRegistry()
    #expect(registry.run("deprecate", "acme/libfoo", "--message", "x").code == 0)
    try registry.git.git("commit", "--quiet", "--all", "--message", "Deprecate")
    for (words, code, message) in [
      (["acme/libfoo", "--message", "x"], Int32(1), "acme/libfoo is deprecated already"),
      (["acme/libfoo@1.0.0", "--undo"], 1, "acme/libfoo 1.0.0 is not deprecated"),
      (["acme/libfoo", "--message", "y", "--replaced-by", "acme/libfoo"], 1, "[replaced-by]"),
      (
        ["acme/libfoo@1.0.0", "--message", "y", "--replaced-by", "3.0.0"], 1, "has no release 3.0.0"
      ),
      (["acme/libfoo@1.1.0", "--message", "y"], 1, "did you mean acme/libfoo@1.0.0?"),
      (["acme/libfooo", "--message", "y"], 1, "did you mean acme/libfoo?"),
      (["acme/libfoo"], 64, "missing one of"),
      (["acme/libfoo", "--undo", "--message", "x"], 64, "exclude each other"),
      (
        ["acme/libfoo", "--undo", "--replaced-by", "2.0.0"], 64, "'--replaced-by' needs '--message'"
      ),
      (["libfoo", "--undo"], 64, "names no package"),
    ] {
      let run = Run(words: ["deprecate"] + words + ["-C", registry.git.path])
      #expect(run.code == code, "\(words): \(run.errors)")
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(try registry.diff() == "")
    }
  }
}
