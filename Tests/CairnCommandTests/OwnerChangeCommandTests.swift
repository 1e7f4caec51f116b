import IndexModel
import TestSupport
import Testing

/// `cairn owner add` and `cairn owner remove`.
@Suite struct OwnerChangeCommandTests {
  @Test func addsOwnersWhoHaveToConsentBesideAnAdmin() throws {
    let registry = try VotingRegistry()
    let run = registry.run("owner", "add", "acme/libfoo", "carl", "pat", "dave")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        -        "dave"
        +        "dave",
        +        "carl",
        +        "pat"
        """)
    #expect(
      run.output.hasPrefix("packages/acme/libfoo.json: acme/libfoo with carl, pat as owner\n"))
    #expect(
      run.errors.hasSuffix(
        "one of ada (admin) or bert (admin) has to open or approve it; "
          + "carl and pat each have to agree to become owners\n"))
    #expect(registry.run("format", "--check", registry.git.path + "/" + registry.path).code == 0)
    #expect(try registry.verdicts("ada", "carl", "dave") == ["ada": 2, "carl": 2, "dave": 2])
    let head = try registry.git.id("HEAD").hex
    try registry.git.folder.write(
      """
      {"approvals": [{"account": "github:3", "commit": "\(head)"}, {"account": "github:5", "commit": "\(head)"}]}
      """, to: "approvals.json")
    let approvals = registry.git.folder.path(of: "approvals.json")
    #expect(registry.check("--actor", "github:1", "--approvals", approvals).code == 0)
    #expect(registry.check("--actor", "github:4", "--approvals", approvals).code == 2)
  }

  @Test func addsAuthorsWhomAnOwnerMayAdd() throws {
    let registry = try VotingRegistry()
    let run = registry.run("owner", "add", "acme/libfoo", "acme/core", "--role", "author")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        +      ],
        +      "author": [
        +        "acme/core"
        """)
    #expect(!run.errors.contains("to agree"))
    #expect(try registry.verdicts("dave", "pat") == ["dave": 0, "pat": 2])
    // The last author goes with the list.
    let before = VotingRegistry.index(candidate: "")
    let gone = registry.run("owner", "remove", "--role=author", "acme/libfoo", "acme/core")
    #expect(gone.code == 0, "\(gone.errors)")
    #expect(try registry.text == before)
    #expect(try registry.verdicts("dave", "pat") == ["dave": 0, "pat": 2])
  }

  @Test func removesOwnersButTheLast() throws {
    let registry = try VotingRegistry()
    #expect(registry.run("owner", "add", "acme/libfoo", "ada", "bert").code == 0)
    try registry.git.git("commit", "--quiet", "--all", "--message", "Owners")
    let last = registry.run("owner", "remove", "acme/libfoo", "bert", "ada", "dave")
    #expect(last.code == 1 && last.errors.contains("acme/libfoo would have no owner"))
    #expect(last.errors.contains("owner add acme/libfoo HANDLE"))
    #expect(try registry.diff() == "")
    let run = registry.run("owner", "remove", "acme/libfoo", "bert", "dave")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try registry.diff() == """
        -        "dave",
        -        "ada",
        -        "bert"
        +        "ada"
        """)
    #expect(run.output.contains("without bert, dave as owner; ada is its owner identity now\n"))
    #expect(!run.errors.contains("to agree to become"))
    #expect(try registry.verdicts("bert", "dave") == ["bert": 0, "dave": 2])
  }

  @Test func answersInJSON() throws {
    let registry = try VotingRegistry()
    let run = registry.run("owner", "add", "acme/libfoo", "pat", "--role", "author", "--json")
    #expect(run.code == 0 && run.errors == "")
    #expect(run.output.contains(#""schema": "schema/v1/owner-change.schema.json""#))
    #expect(run.output.contains(#""kind": "package-authors""#))
    #expect(
      run.output.hasSuffix(
        "  \"owners\": [\n    \"dave\"\n  ],\n  \"authors\": [\n    \"pat\"\n  ]\n}\n"))
  }

  @Test func refusesWhomNobodyKnows() throws {
    let registry = try VotingRegistry()
    for (words, code, message) in [
      (["add", "acme/libfoo", "dave"], Int32(1), "acme/libfoo has dave as owner already"),
      (["add", "acme/libfoo", "eve"], 1, "there is no identity eve"),
      (["add", "acme/libfoo", "acme/nobody"], 1, "[role-reference]"),
      (["add", "acme/libfop", "ada"], 1, "did you mean acme/libfoo?"),
      (["add", "acme/libfoo", "Dave"], 1, "did you mean dave?"),
      (["remove", "acme/libfoo", "bert"], 1, "bert is no owner of acme/libfoo"),
      (["remove", "acme/libfoo", "dav"], 1, "did you mean dave?"),
      (["remove", "acme/libfoo", "dave"], 1, "would have no owner"),
      (["remove", "acme/libfoo", "dave", "--role", "author"], 1, "dave is no author"),
      (["add", "acme/libfoo"], 64, "missing argument '<handle>'"),
      (["add", "libfoo", "ada"], 64, "names no package"),
      (["add", "acme/libfoo", "ada", "--role", "admin"], 64, "expected owner or author"),
      (["ad", "acme/libfoo", "ada"], 64, "did you mean 'cairn owner add'?"),
    ] {
      let run = Run(words: ["owner"] + words + ["-C", registry.git.path])
      #expect(run.code == code, "\(words): \(run.errors)")
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(try registry.diff() == "")
    }
  }

  @Test func pathsCanStillBeAskedFor() throws {
    let registry = try VotingRegistry()
    for words in [["packages/acme/libfoo.json"], ["./add"], ["packages"], ["--json", "index/x"]] {
      let run = Run(words: ["owner"] + words + ["-C", registry.git.path])
      #expect(run.code == 0 || run.code == 1, "\(run.errors)")
      #expect(!run.errors.contains("Usage"), "\(run.errors)")
    }
    #expect(
      registry.run("owner", "./add").output.contains("answers for add: no line of index/CODEOWNERS")
    )
    #expect(Run("owner").code == 64)
    #expect(Run("owner", "add").code == 64)
    #expect(Run("help", "owner", "remove").output.contains("USAGE: cairn owner remove"))
  }
}
