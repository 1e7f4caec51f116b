import Foundation
import TestSupport
import Testing

/// A registry of small packages that depend on one another, and a curated index of some of them.
private struct World {
  let fixture: GitFixture

  /// - Parameter packages: Their releases, each a version and its dependencies as JSON.
  init(
    _ packages: [String: [String: String]] = World.packages, index: String? = World.index
  ) throws {
    var files = SampleRegistry.files.filter { !$0.key.hasPrefix("packages/") }
    for (name, releases) in packages {
      let releases = releases.sorted { $0.key < $1.key }.map { version, dependencies in
        """
        {"version": "\(version)", "stage": "current", "cid": "\(Self.cid)", \
        "published": "2025-0\(version.prefix(1))-01T00:00:00Z", "dependencies": {\(dependencies)}}
        """
      }
      files["packages/acme/\(name).json"] = """
        {"apiVersion": "cairn/v1", "kind": "VersionIndex",
         "metadata": {"project": "acme", "name": "\(name)", "description": "d"},
         "spec": {"roles": {"owner": ["ada"]}, "releases": [\(releases.joined(separator: ","))]}}
        """
    }
    files["index/package-indexes/mine.json"] = index
    files["index/projects/acme.json"] = files["index/projects/acme.json"]?
      .replacingOccurrences(of: #""main": "libfoo","#, with: "")
    fixture = try GitFixture()
    try fixture.commit(files)
  }

  static let cid = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"

  static let packages = [
    "app": ["1.0.0": #""lib": "^1.0.0""#, "2.0.0": #""lib": "^2.0.0""#],
    "lib": ["1.0.0": "", "1.5.0": "", "2.0.0": #""gone": "*""#],
    "self": ["1.0.0": #""self": "^1.0.0""#, "2.0.0": #""self": "^1.0.0""#],
    "odd": ["1.0.0": #""lib": "not a range""#],
    "left": ["1.0.0": #""right": "*""#], "right": ["1.0.0": #""left": "^1.0.0""#],
  ]

  static let index = """
    {"apiVersion": "cairn/v1", "kind": "PackageIndex", "metadata": {"name": "mine"},
     "spec": {"roles": {"owner": ["ada"]}, "versionIndexes": {"application": "acme/app", "lib": "acme/lib"}}}
    """

  func cairn(_ words: String...) -> Run { Run(words: ["-C", fixture.path] + words) }

  /// Builds the site, and says where.
  func site() throws -> String {
    let site = fixture.folder.path(of: "site")
    let run = Run(words: ["build", "-C", fixture.path, "--output", site])
    try #require(run.code == 0, "\(run.errors)")
    return site
  }
}

@Suite struct ResolveCommandTests {
  @Test(arguments: [
    (["acme/app"], "acme/app 1.0.0\nacme/lib 1.5.0\n"),
    (["acme/app", "--strategy", "oldest"], "acme/app 1.0.0\nacme/lib 1.0.0\n"),
    (["acme/lib@<1.5.0"], "acme/lib 1.0.0\n"),
    (["acme/lib", "acme/app@1"], "acme/app 1.0.0\nacme/lib 1.5.0\n"),
    (["acme/left"], "acme/left 1.0.0\nacme/right 1.0.0\n"),
    (["acme/self"], "acme/self 1.0.0\n"),
    (["application", "--index", "mine"], "application 1.0.0\nlib 1.5.0\n"),
    (["acme/lib", "--before", "2025-01-15T00:00:00Z"], "acme/lib 1.5.0\n"),
    (["acme/lib", "--before", "2025-01-01"], "acme/lib 1.5.0\n"),
  ])
  func theRegistryAndItsSiteAnswerAlike(_ words: [String], _ answer: String) throws {
    let world = try World()
    let site = try world.site()
    let (registry, published) = (
      Run(words: ["resolve", "-C", world.fixture.path] + words),
      Run(words: ["resolve", "--site", site] + words)
    )
    #expect(registry.output == answer, "\(registry.errors)")
    #expect(published.output == answer, "\(published.errors)")
  }

  @Test(arguments: [
    (["acme/app@2"], "acme/gone"), (["acme/nothing"], "not in the index"),
    (["acme/self@2"], "itself"), (["acme/odd"], "not a range"), (["../x"], "not in the index"),
    (["acme/lib", "--before", "2024-01-01T00:00:00Z"], "acme/lib"),
  ])
  func whatCannotBeResolvedIsToldOfTheCause(_ words: [String], _ cause: String) throws {
    let world = try World()
    let site = try world.site()
    for place in [["-C", world.fixture.path], ["--site", site]] {
      let run = Run(words: ["resolve"] + place + words)
      #expect(run.code == 1 && run.output.isEmpty)
      #expect(run.errors.contains(cause), "\(run.errors)")
      let json = Run(words: ["resolve", "--json"] + place + words)
      #expect(json.code == 1 && json.output.contains(#""explanation": ["#))
    }
  }

  /// What is asked for, what was meant, and whether a site guesses it, too: it does in the index of every package.
  private static let guesses: [(words: String, meant: String?, bySite: Bool)] = [
    ("acme/ap", "acme/app", true), ("acne/app", "acme/app", true), ("app", "acme/app", false),
    ("acme/app=1.0.0", "acme/app@1.0.0", true), ("acme/app>=1", "'acme/app@>=1'", true),
    ("acme/app|1.0.0", "acme/app@1.0.0", true), ("applicatio|--index|mine", "application", false),
    ("acme/app|--index|mine", "application", false), ("zzzzzzz", nil, true), ("../x", nil, true),
    ("acme/app 1.0.0", "acme/app@1.0.0", true), ("acme/app|zzzz", nil, true),
  ]

  @Test func whatTheIndexDoesNotHaveIsGuessed() throws {
    let world = try World()
    let site = try world.site()
    for guess in Self.guesses {
      let words = guess.words.split(separator: "|").map(String.init)
      let places = [["-C", world.fixture.path], ["--site", site]]
      for place in guess.bySite ? places : Array(places.prefix(1)) {
        let run = Run(words: ["resolve"] + place + words)
        #expect(run.code == 1 && run.output.isEmpty)
        if let meant = guess.meant {
          #expect(run.errors.hasSuffix("  did you mean \(meant)?\n"), "\(words): \(run.errors)")
        } else {
          #expect(!run.errors.contains("did you mean"), "\(words): \(run.errors)")
        }
      }
    }
  }

  @Test func candidatesAreOfferedWhereTheyHelp() throws {
    let world = try World()
    let path = "packages/acme/lib.json"
    let text = try String(contentsOfFile: world.fixture.path + "/" + path, encoding: .utf8)
    try world.fixture.commit([
      path: text.replacing(
        #""version": "1.5.0", "stage": "current""#,
        with: #""version": "1.5.0", "stage": "candidate""#)
    ])
    let run = world.cairn("resolve", "acme/lib@~1.5.0")
    #expect(run.code == 1)
    #expect(run.errors.contains("with --candidates there is a solution"), "\(run.errors)")
    #expect(world.cairn("resolve", "acme/lib@~1.5.0", "--candidates").output == "acme/lib 1.5.0\n")
    // Not where they would not.
    #expect(!world.cairn("resolve", "acme/lib@~1.6.0").errors.contains("--candidates"))
    #expect(!world.cairn("resolve", "acme/lib@~1.5.0", "acme/gone").errors.contains("--candidates"))
  }

  @Test(arguments: [
    (["resolve"], "name an alias"), (["resolve", "acme/lib@nonsense!"], "names no range"),
    (["resolve", "acme/lib", "--before", "tomorrow"], "is no time"),
    (["resolve", "acme/lib", "--strategy", "best"], "newest"),
    (["portable", "acme/lib"], "names no release"),
    (["resolve", "acme/lib", "--portable", "a", "--site", "b"], "--portable"),
  ])
  func misuseIsExplained(_ words: [String], _ hint: String) throws {
    let run = Run(words: words)
    #expect(run.code == 64)
    #expect(run.errors.contains(hint), "\(run.errors)")
  }

  @Test func anIndexThatIsNotThereIsNotFound() throws {
    let world = try World()
    let site = try world.site()
    for place in [["-C", world.fixture.path], ["--site", site]] {
      for name in ["none", "../x", "index/../.."] {
        let run = Run(words: ["resolve", "lib", "--index", name] + place)
        #expect(run.code == 1)
        #expect(run.errors.contains("there is no package index"), "\(run.errors)")
      }
    }
  }
}

@Suite struct PortableCommandTests {
  private static func portable(_ world: World, _ words: String...) throws -> String {
    let run = Run(words: ["portable", "-C", world.fixture.path] + words)
    try #require(run.code == 0, "\(run.errors)")
    return run.output
  }

  @Test func resolvesWithNoRegistryAtHand() throws {
    let world = try World()
    let folder = try TemporaryFolder("offline")
    try folder.write(try Self.portable(world, "acme/app@1.0.0"), to: "app.json")
    try folder.write(try Self.portable(world, "acme/left@1.0.0"), to: "left.json")
    let files = ["app.json", "left.json"].map { folder.path(of: $0) }
    for files in [files, files.reversed()] {
      let run = Run(
        words: ["resolve", "acme/app", "acme/right"] + files.flatMap { ["--portable", $0] })
      let answer = "acme/app 1.0.0\nacme/left 1.0.0\nacme/lib 1.5.0\nacme/right 1.0.0\n"
      #expect(run.output == answer, "\(run.errors)")
    }
  }

  @Test func theSiteMakesTheSameOneAndServesItWhereAnIndexAsks() throws {
    let index = World.index.replacingOccurrences(
      of: #""roles""#, with: #""portable": true, "roles""#)
    let world = try World(index: index)
    let site = try world.site()
    let own = try Self.portable(world, "application@1.0.0", "--index", "mine")
    let asked = Run(words: ["portable", "application@1.0.0", "--index", "mine", "--site", site])
    let served = try String(
      contentsOfFile: site + "/package-indexes/mine/portable/application@1.0.0.json",
      encoding: .utf8)
    #expect(own == asked.output)
    #expect(own == served)
    // What has no solution is carried nowhere.
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: site + "/package-indexes/mine/portable"
      ).sorted() == ["application@1.0.0.json", "lib@1.0.0.json", "lib@1.5.0.json"])
  }

  @Test(arguments: [
    ("acme/app@2.0.0", "has no solution"), ("acme/app@3.0.0", "has no release 3.0.0"),
    ("acme/none@1.0.0", "the index has no acme/none"),
  ])
  func whatCannotBeCarriedIsSaid(_ release: String, _ words: String) throws {
    let run = try World().cairn("portable", release)
    #expect(run.code == 1 && run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func aLeadingVIsExplained() throws {
    let run = try World().cairn("portable", "acme/app@v1.0.0")
    #expect(run.code == 64)
    #expect(run.errors.contains("write \"1.0.0\": a leading v belongs to the tag"))
  }

  /// Cut short, altered anywhere, of another kind: refused with a reason, whatever it is.
  @Test func aDamagedPackageIsRefused() throws {
    let whole = try Self.portable(try World(), "acme/app@1.0.0")
    let folder = try TemporaryFolder("damaged")
    let damaged = [
      "", "{}", "[", String(whole.dropLast(2)), String(whole.prefix(whole.count / 2)),
      whole.replacingOccurrences(of: "1.5.0", with: "1.6.0"),
      whole.replacingOccurrences(of: "acme/lib", with: "acme/bil"),
      whole.replacingOccurrences(of: #""sha256": ""#, with: #""sha256": "0"#),
      whole.replacingOccurrences(of: "PortablePackage", with: "IndexEntry"),
      whole.replacingOccurrences(of: "cairn/v1", with: "cairn/v2"), whole + " ",
      whole.replacingOccurrences(of: #""acme/app""#, with: #""../app""#),
    ]
    for (number, text) in damaged.enumerated() {
      try folder.write(text, to: "\(number).json")
      let run = Run(words: ["resolve", "acme/app", "--portable", folder.path(of: "\(number).json")])
      #expect(run.code == 66, "\(number): \(run.errors)")
      #expect(run.errors.contains("is no portable package"), "\(number): \(run.errors)")
    }
    let missing = Run(words: ["resolve", "acme/app", "--portable", folder.path(of: "none.json")])
    #expect(missing.code == 66)
  }

  @Test func packagesOfTwoRegistriesDoNotMix() throws {
    let own = try Self.portable(try World(), "acme/lib@1.0.0")
    let folder = try TemporaryFolder("mixed")
    try folder.write(own, to: "own.json")
    let other = try World()
    try other.fixture.commit([
      "index/registry.json": SampleRegistry.files["index/registry.json"]!
        .replacingOccurrences(of: #""name": "example""#, with: #""name": "other""#)
    ])
    try folder.write(try Self.portable(other, "acme/lib@1.5.0"), to: "other.json")
    let run = Run(words: [
      "resolve", "acme/lib", "--portable", folder.path(of: "own.json"), "--portable",
      folder.path(of: "other.json"),
    ])
    #expect(run.code == 1)
    #expect(run.errors.contains("two registries, example and other"), "\(run.errors)")
  }
}
