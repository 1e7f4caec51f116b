import TestSupport
import Testing

/// `cairn owner` as a person or a script meets it.
@Suite struct OwnerCommandTests {
  private func ask(
    _ path: String, owners: String?, _ words: String..., project: String = #""admin": ["ada"]"#
  ) throws -> Run {
    let registry = try SampleRegistry.fixture([
      "index/CODEOWNERS": owners,
      "index/registry.json": """
      {"apiVersion": "cairn/v1", "kind": "Registry", "metadata": {"name": "example"},
       "spec": {"title": "Example", "roles": {"operations": ["olga"]}}}
      """,
      "index/projects/acme.json": """
      {"apiVersion": "cairn/v1", "kind": "Project", "metadata": {"name": "acme"},
       "spec": {"teams": {"core": ["carl", "ada"]}, "roles": {\(project)}}}
      """,
    ])
    return Run(words: ["owner", "-C", registry.path, path] + words)
  }

  private let lines = """
    * @olga
    /packages/ @roles
    /packages/acme/ @acme/core @eve
    /packages/acme/old.json
    """

  @Test(arguments: [
    (
      "packages/zed/a.json",
      "olga (operations) answers for packages/zed/a.json: line 2 of index/CODEOWNERS, "
        + "`/packages/`, names @roles\n"
    ),
    (
      "./packages/acme/libfoo.json",
      "one of ada (admin), carl (no role) or eve (no role) answers for packages/acme/libfoo.json: "
        + "line 3 of index/CODEOWNERS, `/packages/acme/`, names @acme/core @eve\n"
    ),
    (
      "packages/acme/old.json",
      "olga (operations) answers for packages/acme/old.json: line 4 of index/CODEOWNERS, "
        + "`/packages/acme/old.json`, names no owner, so it is for operations\n"
    ),
  ])
  func saysWhoAndWhy(path: String, answer: String) throws {
    let run = try ask(path, owners: lines)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output == answer)
  }

  @Test(arguments: [
    ("acme/libfoo", "packages/acme/libfoo.json", ""),
    ("acme/libfoo.json", "packages/acme/libfoo.json", ""),
    (
      "acme/other", "acme/other",
      "there is no acme/other; did you mean packages/acme/other.json?\n"
    ),
    (
      "projects/acme.json", "projects/acme.json",
      "there is no projects/acme.json; did you mean index/projects/acme.json?\n"
    ),
    ("docs/new.md", "docs/new.md", ""),
    ("packages/acme/other.json", "packages/acme/other.json", ""),
    ("index/new.json", "index/new.json", ""),
  ])
  func takesThePackageForItsFile(asked: String, path: String, note: String) throws {
    let run = try ask(asked, owners: lines)
    #expect(run.code == 0)
    #expect(run.output.contains(" answers for \(path): "), "\(run.output)")
    #expect(run.errors == note)
    #expect(try ask(asked, owners: lines, "--json").output.contains("\"path\": \"\(path)\""))
  }

  @Test func rolesAreThoseOfPackageAndProject() throws {
    let run = try ask(
      "packages/acme/libfoo.json", owners: "* @roles\n",
      project: #""admin": ["carl"], "committer": ["acme/core", "bob"]"#)
    #expect(
      run.output.hasPrefix("one of carl (admin), ada (owner) or bob (committer) answers for "))
  }

  @Test func aPathWithoutALineIsForOperations() throws {
    let run = try ask("README.md", owners: "/index/ @ada\n", "--json")
    #expect(run.code == 0)
    #expect(
      run.output == """
        {
          "schema": "schema/v1/owner.schema.json",
          "path": "README.md",
          "line": null,
          "owners": [],
          "people": [
            {
              "handle": "olga",
              "role": "operations"
            }
          ]
        }

        """)
  }

  @Test func answersPrograms() throws {
    let run = try ask("packages/acme/libfoo", owners: lines, "--json")
    #expect(
      run.output == """
        {
          "schema": "schema/v1/owner.schema.json",
          "path": "packages/acme/libfoo",
          "line": 3,
          "owners": [
            "@acme/core",
            "@eve"
          ],
          "people": [
            {
              "handle": "ada",
              "role": "admin"
            },
            {
              "handle": "carl",
              "role": "public"
            },
            {
              "handle": "eve",
              "role": "public"
            }
          ]
        }

        """)
  }

  @Test func withoutAFileThatCountsThereIsNoAnswer() throws {
    let missing = try ask("packages/acme/libfoo.json", owners: nil)
    #expect(missing.code == 1 && missing.output.isEmpty)
    #expect(missing.errors.contains("there is no index/CODEOWNERS"))
    let bad = try ask("packages/acme/libfoo.json", owners: "* @ada\n! @ada\n/x ada\n")
    #expect(bad.code == 1 && bad.output.isEmpty)
    #expect(bad.errors.contains("has 2 problems") && bad.errors.contains("cairn check shows"))
  }

  @Test(arguments: ["", "..", "../x", "a//b", "/index", "a/./b"])
  func refusesWhatIsNoPath(path: String) throws {
    #expect(try ask(path, owners: lines).code == 64)
  }
}
