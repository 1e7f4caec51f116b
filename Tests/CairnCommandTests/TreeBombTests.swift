import IndexModel
import TestSupport
import Testing

/// A repository of a few objects whose tree unfolds to more files than any machine could list.
@Suite struct TreeBombTests {
  let fixture: GitFixture

  init() throws {
    fixture = try SampleRegistry.fixture()
    let bomb = try fixture.treeBomb(levels: 5, width: 60)
    let acme = try fixture.rawTree([
      ("100644", "libfoo.json", fixture.id("HEAD:packages/acme/libfoo.json")),
      ("40000", "libfoo", bomb),
    ])
    let packages = try fixture.rawTree([("40000", "acme", acme)])
    let root = try fixture.rawTree([
      ("40000", "index", fixture.id("HEAD:index")), ("40000", "packages", packages),
    ])
    let commit = try fixture.commit(tree: root, parents: [fixture.id("HEAD")])
    try fixture.git("update-ref", "HEAD", commit.hex)
  }

  @Test(.timeLimit(.minutes(1)))
  func isOneFinding() throws {
    let check = Run("check", "-C", fixture.path)
    #expect(check.code == 1)
    #expect(check.output.contains("packages/acme/libfoo:1:1: error: more than 10000 entries"))
    #expect(check.output.contains("[tree-entry]"))
    #expect(check.output.contains("1 error"))
  }

  @Test(.timeLimit(.minutes(1)))
  func isNotBuilt() throws {
    let build = Run("build", "-C", fixture.path, "--output", fixture.folder.path(of: "site"))
    #expect(build.code == 1)
    #expect(build.errors.contains("[tree-entry]"))
  }

  @Test(.timeLimit(.minutes(1)))
  func isNotImported() throws {
    let taken = Run(
      "import", "ndc-hub", fixture.path, "--into", fixture.folder.path(of: "new"), "--owner", "ada")
    #expect(taken.code == 66)
    #expect(taken.errors.contains("more than 2000000 entries"))
  }
}
