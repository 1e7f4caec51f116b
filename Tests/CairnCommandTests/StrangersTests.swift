import TestSupport
import Testing

/// What somebody put into the output, or had there before, is never lost.
@Suite struct StrangersTests {
  let fixture: GitFixture
  var site: String { fixture.folder.path(of: "site") }

  init() throws { fixture = try SampleRegistry.fixture() }

  private func build() -> Run { Run("build", "-C", fixture.path, "--output", site) }

  @Test(arguments: ["{}", #"{"kind": "Snapshot"}"#, #"{"files": {"src/main.c": "9f86d0"}}"#])
  func folderWithAnotherToolsSnapshotIsRefused(_ snapshot: String) throws {
    try fixture.folder.write(snapshot, to: "site/snapshot.json")
    try fixture.folder.write("int main;", to: "site/src/main.c")
    let run = build()
    #expect(run.code == 73)
    #expect(try fixture.folder.read("site/src/main.c") == Array("int main;".utf8))
  }

  @Test(arguments: [".nojekyll", "CNAME", "myrepo/.git/HEAD", "packages/acme/notes.txt"])
  func fileThatNoBuildMadeStays(_ name: String) throws {
    #expect(build().code == 0)
    try fixture.folder.write("precious", to: "site/\(name)")
    for version in ["1.2.0", "1.3.0", "1.4.0"] {
      try fixture.commit([
        "packages/acme/libfoo.json": SampleRegistry.package(releases: [
          SampleRegistry.release("1.0.0"), SampleRegistry.release("1.1.0"),
          SampleRegistry.release(version),
        ])
      ])
      #expect(Run("build", "-C", fixture.path, "--output", site, "--allow-rewrite").code == 0)
      #expect(try fixture.folder.read("site/\(name)") == Array("precious".utf8))
    }
  }

  @Test func staleFilesOfOursGo() throws {
    let ada = try #require(SampleRegistry.files["index/identities/ada.json"])
    let bea = "index/identities/bea.json"
    try fixture.commit([bea: ada.replacing("\"ada\"", with: "\"bea\"")])
    #expect(build().code == 0)
    try fixture.commit(removing: [bea])
    let run = build()
    #expect(run.code == 0, "\(run.errors)")
    #expect(throws: (any Error).self) { try fixture.folder.read("site/identities/bea.json") }
  }
}
