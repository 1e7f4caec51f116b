import Foundation
import TestSupport
import Testing

/// `cairn revoke` as an author meets it.
@Suite struct RevokeCommandTests {
  @Test func revokesWhatIsCurrentWithTheSmallestChange() throws {
    let registry = try VotingRegistry()
    let run = registry.run(
      "revoke", "acme/libfoo@1.0.0", "--reason", "security", "--message", "Reads \"past\" the end.",
      "--replaced-by", "2.0.0")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        -        "stage": "current",
        -        "notes": "The first."
        +        "stage": "revoked",
        +        "notes": "The first.",
        +        "revocation": {
        +          "reason": "security",
        +          "message": "Reads \\"past\\" the end.",
        +          "replacedBy": "2.0.0"
        +        }
        """)
    #expect(
      run.output.hasPrefix("packages/acme/libfoo.json: acme/libfoo 1.0.0 as revoked, was current\n")
    )
    #expect(run.output.contains("\n  -         \"stage\": \"current\",\n"))
    #expect(
      run.errors == """
        next: git -C \(registry.git.path) add packages/acme/libfoo.json && \
        git -C \(registry.git.path) commit -m 'Revoke acme/libfoo 1.0.0', and open a pull request; \
        one of dave (owner), ada (admin) or bert (admin) has to open or approve it

        """)
    #expect(registry.run("format", "--check", registry.git.path + "/" + registry.path).code == 0)
    #expect(try registry.verdicts("dave", "ada", "pat") == ["dave": 0, "ada": 0, "pat": 2])
  }

  @Test func revokesACandidateUnderAVotePolicyToo() throws {
    let registry = try VotingRegistry(
      policy: #""minimumBinding": 2"#, candidate: VotingRegistry.votes(("ada", 1)))
    let run = registry.run(
      "revoke", "acme/libfoo@2.0.0", "--reason", "other", "--message", "Withdrawn.")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try registry.text.contains("\"stage\": \"revoked\",\n        \"revocation\": {\n"))
    #expect(try registry.verdicts("dave", "pat") == ["dave": 0, "pat": 2])
  }

  @Test func answersInJSON() throws {
    let registry = try VotingRegistry()
    let run = registry.run(
      "revoke", "acme/libfoo@2.0.0", "--reason", "eol", "--message", "Old.", "--json")
    #expect(run.errors == "")
    #expect(
      run.output == """
        {
          "schema": "schema/v1/revoke.schema.json",
          "path": "packages/acme/libfoo.json",
          "changes": [
            {
              "kind": "release-revoked",
              "subject": "acme/libfoo@2.0.0",
              "path": "packages/acme/libfoo.json",
              "allowed": false,
              "approvers": [
                "dave",
                "ada",
                "bert"
              ],
              "needs": [
                [
                  "dave",
                  "ada",
                  "bert"
                ]
              ],
              "allowedBy": [],
              "couldAllow": [
                {
                  "handle": "dave",
                  "ground": "owner, line 2 of CODEOWNERS",
                  "role": "owner",
                  "line": 2
                },
                {
                  "handle": "ada",
                  "ground": "admin, line 2 of CODEOWNERS",
                  "role": "admin",
                  "line": 2
                },
                {
                  "handle": "bert",
                  "ground": "admin, line 2 of CODEOWNERS",
                  "role": "admin",
                  "line": 2
                }
              ]
            }
          ],
          "release": {
            "version": "2.0.0",
            "stage": "revoked",
            "revocation": {
              "reason": "eol",
              "message": "Old."
            }
          }
        }

        """)
  }

  @Test func saysWhoIsLeftWithoutWhatTheyNeed() throws {
    let git = try SampleRegistry.fixture()
    func app(_ name: String, _ range: String) -> String {
      SampleRegistry.package(releases: [SampleRegistry.release("1.0.0", digit: "e")])
        .replacing("\"name\": \"libfoo\"", with: "\"name\": \"\(name)\"")
        .replacing(
          "\"stage\": \"current\"",
          with: "\"stage\": \"current\", \"dependencies\": {\"libfoo\": \"\(range)\"}")
    }
    try git.commit([
      "packages/acme/app.json": app("app", "1.0.0"), "packages/acme/both.json": app("both", "^1"),
    ])
    func revoke(_ version: String) -> Run {
      Run(
        "revoke", "acme/libfoo@\(version)", "--reason", "eol", "--message", "x", "-C", git.path)
    }
    let first = revoke("1.0.0")
    #expect(first.code == 0)
    #expect(first.errors.contains("unmet by this are releases of 1 package: acme/app; once it"))
    try git.git(["commit", "--quiet", "--all", "--message", "Revoke"], time: GitFixture.time + 9)
    // Who lost it before is not told again.
    let second = revoke("1.1.0")
    #expect(second.code == 0)
    #expect(second.errors.contains("releases of 1 package: acme/both;"), "\(second.errors)")
  }

  @Test func suggestsNothingThatIsRevokedAlready() throws {
    let registry = try VotingRegistry()
    let words = ["--reason", "eol", "--message", "x", "-C", registry.git.path]
    #expect(Run(words: ["revoke", "acme/libfoo@2.0.0"] + words).code == 0)
    let run = Run(words: ["revoke", "acme/libfoo@2.0.1"] + words)
    #expect(run.code == 1)
    #expect(
      run.errors.hasSuffix("did you mean acme/libfoo@1.0.0?\n")
        || run.errors.hasSuffix("the highest is acme/libfoo@1.0.0\n"), "\(run.errors)")
    #expect(!run.errors.contains("2.0.0"))
  }

  @Test func whatIsRevokedKeepsItsReason() throws {
    let registry = try VotingRegistry()
    let words = ["revoke", "acme/libfoo@1.0.0", "--reason", "eol", "-C", registry.git.path]
    #expect(Run(words: words + ["--message", "One."]).code == 0)
    let text = try registry.text
    let again = Run(words: words + ["--message", "Another."])
    #expect(again.code == 1 && again.errors.contains("acme/libfoo 1.0.0 is revoked already"))
    #expect(try registry.text == text)
  }

  @Test(arguments: [
    (["acme/libfoo@1.0.1"], "did you mean acme/libfoo@1.0.0?", Int32(1)),
    (["acme/libfoo@9.9.99"], "the highest is acme/libfoo@2.0.0", 1),
    (["acme/libfoo@v1.0.0"], "did you mean acme/libfoo@1.0.0?", 64),
    (["acme/libfoo@1.0"], "did you mean acme/libfoo@1.0.0?", 64),
    (["acme/libfoo"], "write acme/libfoo@VERSION", 64),
    (["acme/libfoo", "1.0.0"], "did you mean 'cairn revoke acme/libfoo@1.0.0'?", 64),
    (["acme/libfo@1.0.0"], "did you mean acme/libfoo?", 1),
    (["acne/libfoo@1.0.0"], "did you mean acme?", 1),
  ])
  func saysWhatWasMeant(words: [String], hint: String, code: Int32) throws {
    let registry = try VotingRegistry()
    let run = Run(
      words: ["revoke"] + words + [
        "--reason", "eol", "--message", "x", "-C", registry.git.path,
      ])
    #expect(run.code == code)
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(try registry.diff() == "")
  }

  @Test func writesNothingThatARuleIsAgainst() throws {
    let registry = try VotingRegistry()
    for (option, value, rule) in [
      ("--replaced-by", "1.0.0", "replaced-by"), ("--replaced-by", "acme/nothing", "replaced-by"),
      ("--replaced-by", "not a version", "replaced-by"),
      ("--message", "a\u{202E}b", "json-text"),
    ] {
      var words = ["revoke", "acme/libfoo@1.0.0", "--reason", "eol", "-C", registry.git.path]
      if option != "--message" { words += ["--message", "x"] }
      let run = Run(words: words + ["\(option)=\(value)"])
      #expect(run.code == 1, "\(value)")
      #expect(run.errors.contains("[\(rule)]"), "\(run.errors)")
      #expect(run.errors.contains("the revocation would break the rules above"))
      #expect(try registry.diff() == "")
    }
    #expect(registry.run("revoke", "acme/libfoo@1.0.0", "--message", "x").code == 64)
    let silent = registry.run("revoke", "acme/libfoo@1.0.0", "--reason", "eol", "--message", " ")
    #expect(silent.code == 64 && silent.errors.contains("expected a reason in words"))
    #expect(
      registry.run("revoke", "acme/libfoo@1.0.0", "--reason", "old", "--message", "x").code == 64)
  }

  @Test func worksFromASubfolderOfAShardedRegistry() throws {
    let registry = try VotingRegistry(sharded: true)
    let folder = registry.git.path + "/packages/acme"
    let run = Run(
      "revoke", "acme/libfoo@1.0.0", "--reason", "legal", "--message", "x", "-C", folder)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("li/bf/libfoo.json: acme/libfoo 1.0.0 as revoked"))
    #expect(try registry.verdicts("dave") == ["dave": 0])
  }

  @Test func keepsALayoutByHandAndTheFilesBeside() throws {
    let registry = try VotingRegistry()
    try registry.git.commit([
      registry.path: """
      {"apiVersion": "cairn/v1", "kind": "VersionIndex",\r
       "metadata": {"project": "acme", "name": "libfoo"},\r
       "spec": {"roles": {"owner": ["dave"]}, "releases": [\r
         {"version": "1.0.0", "stage": "current", "files": [{"name": "a", "role": "other", "path": "1/a"}]}\r
       ]}}\r
      """, "packages/acme/libfoo/1/a": "bytes\r\n",
    ])
    let before = try registry.text
    let run = registry.run("revoke", "acme/libfoo@1.0.0", "--reason", "eol", "--message", "x")
    #expect(run.code == 0, "\(run.errors)")
    let stage = before.replacingOccurrences(of: "\"current\"", with: "\"revoked\"")
    let revocation = #", "revocation": {"reason": "eol", "message": "x"}}"#
    #expect(
      try registry.text
        == stage.replacingOccurrences(of: "\"1/a\"}]}", with: "\"1/a\"}]" + revocation))
    let companion = try Data(
      contentsOf: URL(filePath: registry.git.path + "/packages/acme/libfoo/1/a"))
    #expect(companion == Data("bytes\r\n".utf8))
    #expect(try registry.verdicts("dave") == ["dave": 0])
  }

  @Test func mendsAStageThatWasSetByHand() throws {
    let registry = try VotingRegistry()
    try registry.git.write(
      try registry.text.replacingOccurrences(of: "\"candidate\"", with: "\"revoked\""),
      to: registry.path)
    #expect(registry.run("check", "--worktree").code == 1)
    let run = registry.run("revoke", "acme/libfoo@2.0.0", "--reason", "other", "--message", "x")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try registry.verdicts("dave") == ["dave": 0])
  }

  @Test func whatIsWrongBeforeIsNotHeldAgainstIt() throws {
    let registry = try VotingRegistry()
    try registry.git.write(
      try registry.text.replacingOccurrences(
        of: "candidate\"", with: "candidate\", \"cid\": \"x\""),
      to: registry.path)
    let run = registry.run("revoke", "acme/libfoo@1.0.0", "--reason", "eol", "--message", "x")
    #expect(run.code == 0, "\(run.errors)")
  }
}
