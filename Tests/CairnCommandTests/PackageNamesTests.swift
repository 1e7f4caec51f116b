import Foundation
import TestSupport
import Testing

@testable import CairnCommand

/// What shells offer where a package is to be named.
@Suite struct PackageNamesTests {
  private static let cases: [(beginning: String, offers: [String])] = [
    ("", ["acme/", "zed/"]), ("a", ["acme/"]), ("acme", ["acme/"]), ("x", []), ("A", []),
    ("acme/", ["acme/libfoo", "acme/libfoo-extra", "acme/serde_json"]),
    ("acme/libfoo", ["acme/libfoo", "acme/libfoo-extra"]), ("zed/w", ["zed/webserver"]),
    ("acme/x", []), ("nothing/", []), ("acme/libfoo@1.", []), ("../", []), ("/", []),
    ("acme//", []),
    ("$(id)", []), ("-", []), ("🦀/", []),
  ]

  @Test func theRegistryAndItsSiteOfferAlike() throws {
    let world = try SearchedWorld()
    for place in try world.places() + [["-C", world.fixture.path, "--worktree"]] {
      for (beginning, offers) in Self.cases {
        let run = Run(words: ["completions", "packages"] + place + ["--", beginning])
        #expect(run.code == 0 && run.errors.isEmpty)
        #expect(run.output.split(separator: "\n").map(String.init) == offers, "\(beginning)")
      }
    }
  }

  @Test func findsPackagesInShards() throws {
    let registry = try #require(SampleRegistry.files["index/registry.json"])
    let sharded = registry.replacingOccurrences(
      of: #""title""#, with: "\"layout\": \"sharded\",\n    \"title\"")
    let package = "{}"
    let fixture = try SampleRegistry.fixture([
      "index/registry.json": sharded, "packages/acme/libfoo.json": nil,
      "packages/acme/li/bf/libfoo.json": package, "packages/acme/li/ma/lima.json": package,
      "packages/acme/Li/ma/other.json": package, "packages/acme/1/l.json": package,
      "packages/acme/3/l/lib.json": package, "packages/acme/3/x/xyz.json": package,
      "packages/acme/li/bf/libfoo/1.0.0/li.json": package,
    ])
    for (beginning, offers) in [
      ("acme/l", ["acme/l", "acme/lib", "acme/libfoo", "acme/lima"]), ("acme/x", ["acme/xyz"]),
      ("acme/lib", ["acme/lib", "acme/libfoo"]), ("acme/libfo", ["acme/libfoo"]), ("acme/1", []),
    ] {
      let run = Run("completions", "packages", "-C", fixture.path, beginning)
      #expect(run.output.split(separator: "\n").map(String.init) == offers, "\(beginning)")
    }
  }

  @Test func ofVeryManyOffersWhatTheyBeginWith() {
    let names = (0..<2000).map { "acme/lib\($0)" }
    let offered = Offers(names, behind: "acme/").words
    #expect(offered.count > 1 && offered.count <= 500)
    #expect(offered.allSatisfy { $0.hasPrefix("acme/lib") })
    // Every name is still to be reached, and none is ruled out by what the offers have in common.
    #expect(names.allSatisfy { name in offered.contains { name.hasPrefix($0) } })
    #expect(Offers(["b", "a"], behind: "").words == ["a", "b"])
  }

  @Test func namesThatAShellWouldObeyAreNotOffered() throws {
    let world = try SearchedWorld()
    let fixture = world.fixture
    try fixture.commit(["packages/acme/$(touch pwned).json": "{}", "packages/acme/-rf.json": "{}"])
    let run = Run("completions", "packages", "-C", fixture.path, "acme/")
    #expect(!run.output.contains("$") && run.output.contains("acme/libfoo\n"))
  }

  // MARK: In shells

  /// Completes a line in bash, by the script and the program as they are installed.
  private func offers(
    _ line: [String], in folder: String, site: String? = nil
  ) throws -> [String] {
    let temporary = try TemporaryFolder("bin")
    try FileManager.default.createSymbolicLink(
      atPath: temporary.path(of: "cairn"), withDestinationPath: Executable.cairn)
    let words = line.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      set -u
      source <(cairn completions bash)
      COMP_WORDS=(\(words)) COMP_CWORD=\(line.count - 1)
      _cairn
      printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
      """
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    var environment = ["PATH": temporary.path + ":" + path, "HOME": temporary.path]
    environment["CAIRN_SITE"] = site
    let run = try Program(
      try #require(Program.find("bash")), ["-c", script], in: folder, environment: environment)
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test(.enabled(if: Program.find("bash") != nil))
  func bashOffersThePackagesOfTheRegistryAround() throws {
    let world = try SearchedWorld()
    let folder = world.fixture.path + "/packages"
    for (line, offered) in [
      (["cairn", "show", "a"], ["acme/"]),
      (["cairn", "show", "acme/s"], ["acme/serde_json"]),
      (["cairn", "resolve", "acme/libfoo", "zed/"], ["zed/json-tools", "zed/webserver"]),
      (["cairn", "release", "z"], ["zed/"]), (["cairn", "portable", "z"], ["zed/"]),
      (["cairn", "vote", "z"], ["zed/"]), (["cairn", "promote", "z"], ["zed/"]),
      (["cairn", "revoke", "z"], ["zed/"]), (["cairn", "deprecate", "z"], ["zed/"]),
      (["cairn", "owner", "add", "z"], ["zed/"]), (["cairn", "search", "json", "z"], ["zed/"]),
      // Bash takes the version for a word of its own.
      (["cairn", "show", "acme/libfoo", "@", "1"], []),
      (["cairn", "show", "acme/libfoo", "@"], []),
      (["cairn", "show", "x", "z"], []),
    ] {
      #expect(try offers(line, in: folder) == offered, "\(line)")
    }
  }

  @Test(.enabled(if: Program.find("bash") != nil))
  func bashOffersThePackagesOfTheSiteThatTheLineNames() throws {
    let world = try SearchedWorld()
    let site = try world.site()
    let elsewhere = world.fixture.folder.path
    let wanted = ["zed/json-tools", "zed/webserver"]
    #expect(try offers(["cairn", "show", "--site", site, "zed/"], in: elsewhere) == wanted)
    #expect(try offers(["cairn", "show", "--site", "=", site, "zed/"], in: elsewhere) == wanted)
    #expect(
      try offers(["cairn", "-C", world.fixture.path, "vote", "zed/"], in: elsewhere) == wanted)
    #expect(try offers(["cairn", "show", "zed/"], in: elsewhere, site: site) == wanted)
    // Nothing is said where there is nothing to ask.
    #expect(try offers(["cairn", "show", "zed/"], in: elsewhere) == [])
    #expect(try offers(["cairn", "show", "--site", "nowhere", "z"], in: elsewhere) == [])
    let url = ["http", ":", "//127.0.0.1", ":", "1/"]
    #expect(try offers(["cairn", "show", "--site"] + url + ["z"], in: elsewhere) == [])
  }
}
