import Foundation
import JSONText
import TestSupport
import Testing

@testable import CairnCommand

/// Two people publish a libfoo of their own, and two others choose between them.
@Suite("Decentralised publishing")
struct DecentralisedTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/decentralised")

  static func file(_ name: String) -> String { fixtures.appending(path: "\(name).json").path }

  private static let forms = [
    "molly", "andrew", "dave-libfoo", "lucy-libfoo", "carol-app", "carol-libbar",
  ]

  /// A registry into which the small forms came, and in which carol released what needs libfoo.
  private struct Registry {
    let git: GitFixture
    var path: String { git.path }
    var site: String { git.folder.path(of: "site") }

    init() throws {
      git = try GitFixture()
      let run = Run(
        words: ["import", "small-form"] + forms.map(file)
          + ["--into", git.path, "--operations", "ops"])
      #expect(run.code == 0, "\(run.output)\(run.errors)")
      #expect(
        run.output.hasSuffix("4 packages, 10 releases, 2 package indexes; 18 files written\n"))
      try git.commit()
      try release("libbar", "libfoo=^1.1.0")
      try release("app", "libfoo=>=1.0.0", "libbar=^1.1.0")
      #expect(Run("check", "-C", path).code == 0)
    }

    private func release(_ package: String, _ dependencies: String...) throws {
      let words = [
        "release", "carol/\(package)", "1.1.0", "--published", "2025-12-01T12:00:00Z", "--url",
        "https://files.example.org/\(package)-1.1.0.tgz", "--sha256",
        String(repeating: package == "app" ? "a" : "b", count: 64), "-C", path,
      ]
      let run = Run(words: words + dependencies.flatMap { ["--dependency", $0] })
      #expect(run.code == 0, "\(run.errors)")
      try git.commit()
    }

    /// Writes a portable package of the app, as one index sees it.
    func portable(_ index: String, as name: String) throws -> String {
      let run = Run("portable", "app@1.1.0", "--index", index, "-C", path)
      #expect(run.code == 0, "\(run.errors)")
      try git.folder.write(run.output, to: name)
      return git.folder.path(of: name)
    }
  }

  private static func solution(_ libfoo: String) -> String {
    "app 1.1.0\nlibbar 1.1.0\nlibfoo \(libfoo)\n"
  }

  @Test(arguments: [("molly", "1.2.0", "dave"), ("andrew", "1.3.0", "lucy")])
  func resolvesAsTheIndexChooses(_ index: String, _ version: String, _ owner: String) throws {
    let registry = try Registry()
    #expect(Run("build", "--output", registry.site, "-C", registry.path).code == 0)
    let file = try registry.portable(index, as: "app.json")
    let places = [
      ["--index", index, "-C", registry.path], ["--index", index, "--site", registry.site],
      ["--portable", file],
    ]
    for place in places {
      let run = Run(words: ["resolve", "app"] + place)
      #expect(run.output == Self.solution(version), "\(place) \(run.errors)")
      let answer = Run(words: ["resolve", "app", "--json"] + place).output
      #expect(answer.contains("\"\(owner)/libfoo\""))
    }
  }

  @Test func sharesReleasesByTheirContent() throws {
    let registry = try Registry()
    func cids(_ owner: String) throws -> [JSONValue?] {
      let bytes = Array(
        try Data(contentsOf: URL(fileURLWithPath: registry.path + "/packages/\(owner)/libfoo.json"))
      )
      let document = try JSONDocument.read(bytes).get()
      guard
        case .array(let releases)? = JSONValue(document.root, of: document)?["spec"]?["releases"]
      else { return [] }
      return releases.map { $0["cid"] }
    }
    let (daves, lucys) = (try cids("dave"), try cids("lucy"))
    #expect(daves.count == 4 && lucys.count == 4)
    #expect(daves.prefix(2) == lucys.prefix(2))
    #expect(daves[2] != lucys[2])
  }

  @Test func refusesPortablePackagesOfTwoIndexes() throws {
    let registry = try Registry()
    let mollys = try registry.portable("molly", as: "mollys.json")
    let andrews = try registry.portable("andrew", as: "andrews.json")
    let run = Run("resolve", "app", "--portable", mollys, "--portable", andrews)
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(run.errors.contains("of two package indexes, molly and andrew"))
  }

  @Test func refusesPortablePackagesFromBeforeAndAfterAnIndexChoseAgain() throws {
    let registry = try Registry()
    let before = try registry.portable("molly", as: "before.json")
    let mollys = try String(contentsOfFile: Self.file("molly"), encoding: .utf8)
    let andrews = try String(contentsOfFile: Self.file("andrew"), encoding: .utf8)
    let libfoo = { (text: String) in
      text.split(separator: "\n").first { $0.contains("\"libfoo\"") } ?? ""
    }
    try registry.git.folder.write(
      mollys.replacing(libfoo(mollys), with: libfoo(andrews)), to: "molly.json")
    let run = Run(
      "import", "small-form", registry.git.folder.path(of: "molly.json"), "--into", registry.path)
    #expect(run.code == 0)
    #expect(run.output.contains("stood for dave/libfoo, and stands for lucy/libfoo now"))
    try registry.git.commit()
    let after = try registry.portable("molly", as: "after.json")
    #expect(Run("resolve", "app", "--portable", after).output == Self.solution("1.3.0"))
    let both = Run("resolve", "app", "--portable", before, "--portable", after)
    #expect(both.code == 1)
    #expect(both.errors.contains("disagree what libfoo is: dave/libfoo or lucy/libfoo"))
  }

  @Test func choosesByFullNamesThatFitTheKeys() throws {
    let registry = try Registry()
    let keys = ["dave": "0d", "lucy": "0c"].mapValues { String(repeating: $0, count: 20) }
    for (handle, key) in keys {
      try registry.git.commit([
        "index/identities/\(handle).json": Self.resource(
          "Identity", handle, #""keys": [{"type": "openpgp", "public": "\#(key)"}]"#)
      ])
    }
    func choose(_ owner: String, _ key: String) throws {
      try registry.git.commit([
        "index/package-indexes/molly.json": Self.resource(
          "PackageIndex", "molly",
          #""roles": {"owner": ["molly"]}, "versionIndexes": {"app": "carol/app", "#
            + #""libbar": "carol/libbar", "libfoo": "\#(owner):\#(key):libfoo"}"#)
      ])
    }
    for (owner, version) in [("dave", "1.2.0"), ("lucy", "1.3.0")] {
      try choose(owner, keys[owner]!)
      let check = Run("check", "-C", registry.path)
      #expect(check.code == 0, "\(check.output)")
      #expect(Run("build", "--output", registry.site, "-C", registry.path).code == 0)
      for place in [["-C", registry.path], ["--site", registry.site]] {
        let run = Run(words: ["resolve", "app", "--index", "molly"] + place)
        #expect(run.output == Self.solution(version), "\(run.errors)")
      }
    }
    try choose("dave", keys["lucy"]!)
    let check = Run("check", "-C", registry.path)
    #expect(check.code == 1)
    #expect(check.output.contains(#"error: "dave" is "dave:\#(keys["dave"]!)" here"#))
    #expect(check.output.contains("[full-name]"))
  }

  private static func resource(_ kind: String, _ name: String, _ spec: String) -> String {
    """
    {"apiVersion": "cairn/v1", "kind": "\(kind)", "metadata": {"name": "\(name)"}, "spec": {\(spec)}}
    """
  }
}
