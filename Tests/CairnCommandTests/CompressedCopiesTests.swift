import Foundation
import TestSupport
import Testing

/// `build --gzip`: a compressed copy beside each JSON document, and beside nothing else.
@Suite struct CompressedCopiesTests {
  let fixture: GitFixture
  private var site: String { fixture.folder.path(of: "site") }

  /// A release that carries a JSON file, which is no document of the site's own.
  init() throws {
    let release = SampleRegistry.release("1.2.0").replacing(
      #""files": ["#,
      with: """
        "files": [
                  {
                    "name": "data.json",
                    "role": "other",
                    "path": "data.json"
                  },
        """)
    fixture = try SampleRegistry.fixture([
      "packages/acme/libfoo.json": SampleRegistry.package(releases: [
        SampleRegistry.release("1.0.0"), release,
      ]),
      "packages/acme/libfoo/data.json": "{}\n",
    ])
  }

  private func build(_ words: String..., into output: String? = nil) throws -> Tree {
    let run = Run(words: ["build", "-C", fixture.path, "--output", output ?? site] + words)
    try #require(run.code == 0, "\(run.errors)")
    return try Tree(output ?? site)
  }

  private func isCarried(_ path: String) -> Bool { path.hasSuffix("/data.json") }

  @Test func standBesideEachDocumentAndNothingElse() throws {
    let plain = try build(into: fixture.folder.path(of: "plain"))
    let tree = try build("--gzip")
    let documents = plain.files.keys.filter { $0.hasSuffix(".json") && !isCarried($0) }
    #expect(plain.files.keys.contains(where: isCarried))
    #expect(Set(tree.files.keys) == Set(plain.files.keys).union(documents.map { $0 + ".gz" }))
    let gunzip = try #require(Program.find("gunzip"))
    let run = try Program(gunzip, ["-r", "-k", "-f", "-q", site])
    try #require(run.status == 0, "\(run.output)")
    // Unpacked over their originals, they change nothing.
    #expect(try Tree(site) == tree)
  }

  @Test func areListedButThoseOfTheSnapshot() throws {
    _ = try build("--gzip")
    #expect(Run("verify", site).code == 0)
    let text = String(decoding: try fixture.folder.read("site/snapshot.json"), as: UTF8.self)
    #expect(text.contains(#""path": "current/acme/libfoo/latest.json.gz""#))
    #expect(!text.contains(#""path": "snapshot.json.gz""#))
    try fixture.folder.write("x", to: "site/current/acme/libfoo/data.json.gz")
    #expect(Run("verify", site).code == 1)
  }

  @Test func comeAndGoWithTheOption() throws {
    let without = try build()
    let with = try build("--gzip")
    #expect(with != without)
    #expect(try build() == without)
    #expect(try build("--gzip") == with)
    #expect(try build("--gzip", "--full") == with)
    let again = Run("build", "-C", fixture.path, "--output", site, "--gzip", "--json")
    #expect(
      again.output.contains(#""written": 0"#) && again.output.contains(#""incremental": true"#))
  }

  @Test func ownFilesOfTheirNameStayWhereNoneAreAskedFor() throws {
    _ = try build()
    try fixture.folder.write("mine", to: "site/snapshot.json.gz")
    try fixture.commit([
      "index/identities/bob.json": SampleRegistry.files["index/identities/ada.json"]!
        .replacing("\"ada\"", with: "\"bob\"")
    ])
    #expect(try build("--full").files["snapshot.json.gz"] == Data("mine".utf8))
  }

  @Test func areTheSameInABranch() throws {
    let tree = try build("--gzip")
    #expect(Run("build", "-C", fixture.path, "--branch", "site", "--gzip").code == 0)
    #expect(try Tree(branch: "site", of: fixture) == tree)
    #expect(Run("build", "-C", fixture.path, "--branch", "site").code == 0)
    #expect(try Tree(branch: "site", of: fixture) == build())
  }

  @Test func areUploadedWithTheirDocuments() throws {
    struct Plan: Decodable {
      struct Step: Decodable {
        let phase: String
        let path: String
        let type: String?
      }
      let steps: [Step]
    }
    let tree = try build("--gzip", "--plan", fixture.folder.path(of: "plan.json"))
    let bytes = Data(try fixture.folder.read("plan.json"))
    let steps = try JSONDecoder().decode(Plan.self, from: bytes).steps
    #expect(Set(steps.map(\.path)) == Set(tree.files.filter { !$0.value.isEmpty }.keys))
    let phases = Dictionary(uniqueKeysWithValues: steps.map { ($0.path, $0.phase) })
    for step in steps where step.path.hasSuffix(".gz") {
      #expect(
        step.phase == phases[String(step.path.dropLast(3))] && step.type == "application/gzip")
    }
  }

  @Test func doctorKnowsTheSiteWithThem() throws {
    _ = try build("--gzip")
    let run = Run("doctor", "-C", fixture.path, "--site", site)
    #expect(run.output.contains("ok: \(site) is of the last commit\n"), "\(run.output)")
  }
}
