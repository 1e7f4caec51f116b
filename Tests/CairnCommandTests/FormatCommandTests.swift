import Foundation
import TestSupport
import Testing

@Suite struct FormatCommandTests {
  private func untidy() throws -> GitFixture {
    try SampleRegistry.fixture([
      "index/identities/ada.json":
        "{\"spec\": {}, \"kind\": \"Identity\", \"metadata\": {\"name\": \"ada\"}, \"apiVersion\": \"cairn/v1\"}",
      "packages/acme/libfoo/1.0.0/sbom.json": "{ }",
      "README.md": "# Hi",
    ])
  }

  @Test func writesTheCanonicalFormAndNothingElse() throws {
    let git = try untidy()
    var expected = try Tree(git.path)
    let check = Run("format", "--check", "-C", git.path)
    #expect(check.code == 1 && check.output == "would change index/identities/ada.json\n")
    #expect(try Tree(git.path) == expected)

    let run = Run("format", "-C", git.path)
    #expect(run.code == 0 && run.output == "formatted index/identities/ada.json\n")
    try SampleRegistry.files["index/identities/ada.json"]?
      .write(toFile: git.path + "/index/identities/ada.json", atomically: true, encoding: .utf8)
    expected = try Tree(git.path)
    let again = Run("format", "-C", git.path)
    #expect(again.code == 0 && again.output.isEmpty)
    #expect(again.errors == "4 files, all in canonical form\n")
    #expect(try Tree(git.path) == expected)
  }

  @Test func formatsOnlyWhatIsNamed() throws {
    let git = try untidy()
    #expect(Run("format", "packages", "-C", git.path).output.isEmpty)
    #expect(
      Run("format", "--check", "index/identities/ada.json", "-C", git.path).output
        == "would change index/identities/ada.json\n")
    // From a folder inside, by a path of that folder.
    let inside = Run("format", "--check", "../identities/", "-C", git.path + "/index/projects")
    #expect(inside.output == "would change index/identities/ada.json\n")
    // By an absolute path.
    let absolute = Run("format", "--check", git.path + "/index", "-C", git.path)
    #expect(absolute.output == "would change index/identities/ada.json\n")
  }

  @Test func reportsWhatIsNoJSONAndFormatsTheRest() throws {
    let git = try untidy()
    try git.write("{\n  \"a\": 1,\n}\n", to: "index/projects/acme.json")
    let run = Run("format", "-C", git.path)
    #expect(run.code == 1)
    #expect(run.output == "formatted index/identities/ada.json\n")
    #expect(run.errors.contains("index/projects/acme.json:3:1: error: found `}`"))
    let text = try String(
      contentsOfFile: git.path + "/index/projects/acme.json", encoding: .utf8)
    #expect(text == "{\n  \"a\": 1,\n}\n")
  }

  @Test(
    arguments: [
      ("index/CODEOWNERS", 1, "none of the files that have a canonical form"),
      ("packages/acme/libfoo/1.0.0/sbom.json", 1, "none of the files"),
      ("README.md", 1, "none of the files"),
      ("nowhere.json", 66, "there is nothing at nowhere.json"),
      ("../x", 66, "there is nothing at ../x"), ("/etc/passwd", 66, "there is nothing at"),
    ] as [(String, Int32, String)])
  func refusesOtherFiles(_ path: String, _ code: Int32, _ message: String) throws {
    let git = try untidy()
    let before = try Tree(git.path)
    let run = Run("format", path, "-C", git.path)
    #expect(run.code == code && run.errors.contains(message), "\(run.errors)")
    #expect(try Tree(git.path) == before)
  }

  @Test func followsNoLink() throws {
    let git = try untidy()
    let place = git.path + "/index/identities/bob.json"
    try FileManager.default.createSymbolicLink(
      atPath: place, withDestinationPath: "ada.json")
    let run = Run("format", "index/identities/bob.json", "-C", git.path)
    #expect(run.code == 73 && run.errors.contains("lies behind a link"))
    #expect(Run("format", "-C", git.path).output == "formatted index/identities/ada.json\n")
  }

  @Test func answersInJSON() throws {
    let git = try untidy()
    let run = Run("format", "--check", "--json", "-C", git.path)
    #expect(run.code == 1)
    #expect(
      run.output == """
        {
          "schema": "schema/v1/format.schema.json",
          "changed": [
            "index/identities/ada.json"
          ],
          "canonical": 3,
          "findings": []
        }

        """)
  }

  @Test func needsARegistry() throws {
    let git = try GitFixture()
    let run = Run("format", "-C", git.path)
    #expect(run.code == 66 && run.errors.contains("cairn init NAME"))
  }
}
